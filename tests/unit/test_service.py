from __future__ import annotations

import socket
from pathlib import Path

import pytest

from criteria.errors import InputRefused, WorkFailed
from matcher.serve import bound, is_loopback
from matcher.service import ServiceSettings, read_settings

OIDC = {"RESETMATCH_OIDC_ISSUER": "https://issuer.example", "RESETMATCH_OIDC_AUDIENCE": "resetmatch"}


def test_the_command_line_counts_before_the_environment_and_that_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "service.toml"
    file.write_text('workers = 2\nport = 1\nhost = "::1"\norigins = ["https://a.example"]\n')
    environment = {"RESETMATCH_PORT": "2", "RESETMATCH_HOST": "localhost", "RESETMATCH_DEBUG": "1", "PATH": "any"}
    settings = read_settings(file, environment, port=3, workers=None)
    assert (settings.workers, settings.host, settings.port) == (2, "localhost", 3)
    assert settings.origins == ("https://a.example",)
    assert read_settings() == ServiceSettings()
    keys = {**OIDC, "RESETMATCH_OIDC_KEYS_URL": "https://issuer.example/keys"}
    assert read_settings(environment=keys).oidc_audience == "resetmatch"


def test_lists_in_the_environment_are_separated_by_commas() -> None:
    settings = read_settings(environment={"RESETMATCH_HOSTS": "a.example, b.example", "RESETMATCH_STORE": ""})
    assert (settings.hosts, settings.store) == (("a.example", "b.example"), None)


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"RESETMATCH_WORKER": "2"}, "there is no setting `worker`"),
        ({"RESETMATCH_WORKERS": "0"}, "for `workers`"),
        ({"RESETMATCH_PORT": "hidden"}, "for `port`"),
        ({"RESETMATCH_OIDC_ISSUER": "https://issuer.example"}, "go together"),
        ({"RESETMATCH_OIDC_KEYS_URL": "https://issuer.example/keys"}, "go together"),
        ({**OIDC, "RESETMATCH_OIDC_ISSUER": "http://issuer.example"}, "over https"),
        ({**OIDC, "RESETMATCH_OIDC_KEYS_URL": "http://issuer.example/keys"}, "over https"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_its_name(environment: dict[str, str], told: str) -> None:
    with pytest.raises(InputRefused, match=told) as refused:
        read_settings(environment=environment)
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize("content", ["workers =", "unknown = 1", "\x00"])
def test_a_file_that_cannot_be_used_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "service.toml").write_text(content)
    with pytest.raises(InputRefused):
        read_settings(tmp_path / "service.toml")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_only_this_machine_reaches_the_loopback(host: str) -> None:
    assert is_loopback(host)
    assert not any(map(is_loopback, ("0.0.0.0", "::", "10.0.0.1", "match.example")))  # noqa: S104 - not listened on


def test_without_keys_only_the_loopback_is_listened_on() -> None:
    everywhere = ServiceSettings(host="0.0.0.0", port=0)  # noqa: S104 - what is asked for
    assert bound(everywhere, guarded=False).host == "127.0.0.1"
    assert bound(everywhere, guarded=True).host == everywhere.host
    assert bound(ServiceSettings(host="localhost", port=0), guarded=False).host == "localhost"
    assert bound(everywhere, guarded=False).port > 0


def test_a_port_that_is_taken_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(WorkFailed, match="address already in use"):
        bound(ServiceSettings(port=taken.getsockname()[1]), guarded=False)
