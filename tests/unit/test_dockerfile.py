from __future__ import annotations

import json
import re
import shlex
import tomllib
from pathlib import Path
from typing import NamedTuple

import click

from matcher.cli import commands
from matcher.service import ServiceSettings

ROOT = Path(__file__).resolve().parents[2]


class Instruction(NamedTuple):
    word: str
    rest: str


def stages() -> list[list[Instruction]]:
    """The instructions of the Dockerfile, stage by stage, with continued lines joined."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    found: list[list[Instruction]] = []
    for line in filter(str.strip, lines):
        word, rest = line.split(maxsplit=1)
        if word == "FROM":
            found.append([])
        found[-1].append(Instruction(word, rest))
    return found


def of(stage: list[Instruction], word: str) -> list[str]:
    return [each.rest for each in stage if each.word == word]


BUILD, FINAL = stages()


def test_both_stages_stand_on_the_slim_image_of_one_python() -> None:
    assert of(BUILD, "FROM") == ["python:3.11-slim AS build"]
    assert of(FINAL, "FROM") == ["python:3.11-slim"]


def test_every_copied_path_exists_and_is_not_ignored() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    sources = [source for each in of(BUILD, "COPY") for source in shlex.split(each)[:-1]]
    assert sources
    for source in sources:
        assert (ROOT / source).exists(), source
        assert f"!{source}" in ignored, source


def test_the_build_has_all_that_the_wheel_is_made_of() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    copied = {source for each in of(BUILD, "COPY") for source in shlex.split(each)[:-1]}
    needed = {"pyproject.toml", project["project"]["readme"], *project["project"]["license-files"]}
    needed |= set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])
    assert needed <= copied


def test_packages_are_fetched_by_hash_and_installed_from_those_alone() -> None:
    commands_run = " && ".join(of(BUILD, "RUN"))
    assert "--require-hashes --requirement requirements.lock" in commands_run
    installs = [part for part in commands_run.split("&&") if re.search(r"pip (install|wheel)", part)]
    assert installs
    assert all("--no-index" in part for part in installs)


def test_the_last_stage_takes_only_the_environment() -> None:
    assert of(FINAL, "COPY") == ["--from=build /opt/resetmatch /opt/resetmatch"]
    assert of(FINAL, "ENV")[0].startswith("PATH=/opt/resetmatch/bin:$PATH")


def test_it_does_not_run_as_root() -> None:
    (user,) = of(FINAL, "USER")
    assert user not in ("root", "0")
    assert f"nologin {user}" in of(FINAL, "RUN")[0]
    words = [each.word for each in FINAL]
    assert words.index("USER") < words.index("CMD")


def test_it_starts_a_command_that_exists_with_options_that_exist() -> None:
    (start,) = of(FINAL, "CMD")
    program, name, *arguments = json.loads(start)
    assert program in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    command = commands.commands[name]
    assert isinstance(command, click.Command)
    parsed = command.make_context(name, arguments)
    assert parsed.params["host"] == "0.0.0.0"  # noqa: S104 - within the container


def test_the_health_check_asks_the_port_that_is_served() -> None:
    (check,) = of(FINAL, "HEALTHCHECK")
    options, command = check.split("CMD", 1)
    assert "--interval=" in options
    program, flag, code = json.loads(command)
    assert (program, flag) == ("python", "-c")
    compile(code, "healthcheck", "exec")
    port = ServiceSettings().port
    assert f"127.0.0.1:{port}/health" in code
    assert of(FINAL, "EXPOSE") == [str(port)]
