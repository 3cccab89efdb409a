from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import httpx

from tests.api.serving import COMMAND, PATIENCE


def test_the_real_server_answers(server: str) -> None:
    health = httpx.get(f"{server}/health").json()
    assert health["status"] == "ok"
    assert health["trials"] > 0


def test_the_real_server_matches_a_profile_as_the_command_does(server: str, tmp_path: Path) -> None:
    page = httpx.get(f"{server}/v1/trials").json()
    profile = {
        "profile_id": "p-001",
        "age_years": 34,
        "sex": "female",
        "observations": [{"concept": "SLEDAI-2K", "value": 10, "days_before": 7}],
    }
    served = httpx.post(f"{server}/v1/match", json={"profile": profile}, timeout=60).json()
    assert len(served["matches"]) == page["total"]
    assert served["matches"] == from_command(profile, tmp_path)["matches"]


def from_command(profile: dict[str, Any], folder: Path) -> Any:
    from matcher.sample import TRIALS  # noqa: PLC0415

    (folder / "p.json").write_text(json.dumps(profile))
    command = [COMMAND, "match", "--profiles", str(folder / "p.json"), "--trials", str(TRIALS), "--format", "ndjson"]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def test_the_real_server_serves_its_document_and_its_page(server: str) -> None:
    assert "/v1/match" in httpx.get(f"{server}/openapi.json").json()["paths"]
    assert httpx.get(f"{server}/docs").status_code == 200


def test_the_real_server_refuses_with_problems(server: str) -> None:
    for response in (
        httpx.get(f"{server}/nowhere"),
        httpx.delete(f"{server}/v1/match"),
        httpx.post(f"{server}/v1/match", content=b"{"),
        httpx.post(f"{server}/v1/parse", content=b" " * (17 * 1024 * 1024)),
    ):
        assert response.headers["content-type"].startswith("application/problem+json")
        assert response.json()["status"] == response.status_code >= 400


def test_a_port_that_is_taken_is_work_that_failed(server: str, tmp_path: Path) -> None:
    port = server.rsplit(":", 1)[1]
    environment = {**os.environ, "RESETMATCH_STORE": str(tmp_path)}
    done = subprocess.run(
        [COMMAND, "serve", "--port", port],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 1
    assert "address already in use" in done.stderr
    assert "Traceback" not in done.stderr
