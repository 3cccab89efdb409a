from __future__ import annotations

import os
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOP = {
    "CHANGELOG.md",
    "Dockerfile",
    "LICENSE",
    "Makefile",
    "README.md",
    "criteria",
    "matcher",
    "openapi",
    "pyproject.toml",
    "requirements.lock",
    "tests",
}
HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("unpkg", "com"),
        ("jsdelivr", "net"),
        ("cdnjs", "cloudflare", "com"),
        ("crates", "io"),
        ("anaconda", "org"),
        ("rubygems", "org"),
        ("proxy", "golang", "org"),
        ("maven", "org"),
        ("huggingface", "co"),
        ("ghcr", "io"),
        ("quay", "io"),
        ("docker", "io"),
    )
)
"""Where packages and the like are downloaded from, in pieces so that this file names none."""


@cache
def files() -> tuple[str, ...]:
    """The files that belong to the project: tracked, or new and not ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return tuple(name for name in done.stdout.split("\0") if name and (ROOT / name).is_file())
    found = (path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file())
    return tuple(name for name in found if not any(part[0] == "." or part == "__pycache__" for part in name.split("/")))


def text_of(name: str) -> str:
    return (ROOT / name).read_bytes().decode("utf-8", errors="replace")


def test_the_top_folder_holds_what_it_should_and_nothing_else() -> None:
    top = {name.split("/")[0] for name in files()}
    assert {name for name in top if not name.startswith(".")} == TOP


def test_no_file_names_a_download_host() -> None:
    found = {name: host for name in files() for host in HOSTS if host in text_of(name).lower()}
    assert found == {}


def test_no_file_names_a_place_on_one_machine() -> None:
    place = re.compile(r"(^|[^A-Za-z0-9_./-])/(root|home|work|tmp)/[a-z]", re.MULTILINE)
    assert [name for name in files() if place.search(text_of(name))] == []


def test_the_lock_pins_every_package_with_hashes_and_nothing_else() -> None:
    lines = text_of("requirements.lock").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    pin, digest = re.compile(r"[a-z0-9.-]+==[\w.+!-]+( ; .+)? \\"), re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [line for line in kept if not (pin.fullmatch(line) or digest.fullmatch(line))] == []
    pins = [place for place, line in enumerate(kept) if pin.fullmatch(line)]
    assert all(digest.fullmatch(kept[place + 1]) for place in pins)


def test_the_lock_covers_what_the_project_asks_for() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))
    asked = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["dev"]]
    asked += project["build-system"]["requires"]
    wanted = {re.split(r"[^A-Za-z0-9._-]", each)[0].lower() for each in asked}
    locked = {line.split("==")[0] for line in text_of("requirements.lock").splitlines() if "==" in line}
    assert wanted <= locked


def test_the_changelog_has_the_version() -> None:
    version = tomllib.loads(text_of("pyproject.toml"))["project"]["version"]
    changelog = text_of("CHANGELOG.md")
    assert "## [Unreleased]" in changelog or f"## [{version}]" in changelog


def test_make_alone_lists_every_target() -> None:
    makefile = text_of("Makefile")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony is not None
    alone = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(["make"], cwd=ROOT, env=alone, capture_output=True, text=True, check=True)
    listed = {line.split()[1] for line in done.stdout.splitlines()}
    assert listed == set(phony[1].split())
