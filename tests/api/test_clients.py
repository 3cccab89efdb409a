"""The generated clients: as the generators make them from the document, compiled, and used against a real server."""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = ROOT / "openapi" / "clients"
BIN = Path(sys.executable).parent
NPM = shutil.which("npm")
needs_npm = pytest.mark.skipif(NPM is None, reason="npm is not installed")


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    done = subprocess.run(
        [*map(str, command)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# -- Python ---------------------------------------------------------------------------------------------------


def files_of(folder: Path) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if "__pycache__" not in name and ".ruff_cache" not in name)


def test_the_python_client_is_what_the_generator_makes(tmp_path: Path) -> None:
    made = tmp_path / "python"
    command = [BIN / "openapi-python-client", "generate", "--path", ROOT / "openapi" / "openapi.json"]
    options = ["--output-path", made, "--config", CLIENTS / "python.yaml"]
    run(*command, *options, PATH=f"{BIN}{os.pathsep}{os.environ['PATH']}")
    assert files_of(made) == files_of(CLIENTS / "python"), "run make clients"
    _, different, wrong = filecmp.cmpfiles(made, CLIENTS / "python", files_of(made), shallow=False)
    assert (different, wrong) == ([], []), "run make clients"


USE = """
import sys
from resetmatch_client import Client
from resetmatch_client.api.criteria import list_concepts
from resetmatch_client.api.fhir import get_clinical_trial
from resetmatch_client.api.matching import match_batch, match_profile, match_trial
from resetmatch_client.api.trials import get_criteria, get_trial
from resetmatch_client.models import MatchRequest, ObservationEntry, PatientBundle, Problem, Profile, TrialMatchRequest
from resetmatch_client.models import Value
from resetmatch_client.types import File
import io, json

with Client(base_url=sys.argv[1], timeout=60) as client:
    seen = ObservationEntry(concept="SLEDAI-2K", value=10.0, days_before=7.0)
    profile = Profile(profile_id="p-001", age_years=34.0, sex="female", observations=[seen])
    page = match_profile.sync(client=client, body=MatchRequest(profile=profile, limit=2))
    assert page.profile_id == "p-001" and len(page.matches) == 2 and page.rest.ineligible >= 0
    best = page.matches[0]
    one = match_trial.sync(best.nct_id, client=client, body=TrialMatchRequest(profile=profile))
    assert one.matches[0].verdict == best.verdict
    trees = [each.tree for each in get_criteria.sync(best.nct_id, client=client).criteria]
    assert any(isinstance(tree, Value) or tree.node for tree in trees)
    refused = get_trial.sync_detailed("NCT99999999", client=client)
    assert refused.status_code == 404 and isinstance(refused.parsed, Problem) and refused.parsed.status == 404
    lines = "".join(json.dumps(profile.to_dict()) + "\\n" for _ in range(3)).encode()
    answered = match_batch.sync_detailed(client=client, body=File(payload=io.BytesIO(lines)), limit=1)
    assert len(answered.content.splitlines()) == 3
    assert list_concepts.sync(client=client, q="RTX").concepts[0].concept == "rituximab"
    bundle = PatientBundle.from_dict({"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Patient"}}]})
    assert get_clinical_trial.sync(client=client, body=bundle).type_ == "searchset"
    print("used")
"""


def test_the_python_client_is_used_against_a_server(server: str) -> None:
    compiled = run(sys.executable, "-m", "compileall", "-q", "-f", CLIENTS / "python")
    assert compiled == ""
    assert run(sys.executable, "-W", "error", "-c", USE, server, PYTHONPATH=str(CLIENTS / "python")) == "used\n"


# -- TypeScript -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def typescript(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the client with its dependencies as locked."""
    folder = tmp_path_factory.mktemp("clients") / "clients" / "typescript"
    shutil.copytree(CLIENTS / "typescript", folder, ignore=shutil.ignore_patterns("node_modules", "dist"))
    shutil.copy(ROOT / "openapi" / "openapi.json", folder.parents[1] / "openapi.json")
    run(NPM or "npm", "ci", "--no-audit", "--no-fund", "--prefer-offline", cwd=folder)
    return folder


@needs_npm
def test_the_typescript_client_is_what_the_generator_makes(typescript: Path) -> None:
    run(NPM or "npm", "run", "generate", cwd=typescript)
    made, kept = (each / "src" / "schema.d.ts" for each in (typescript, CLIENTS / "typescript"))
    assert made.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8"), "run make clients"


@needs_npm
def test_the_typescript_client_is_compiled_and_used_against_a_server(typescript: Path, server: str) -> None:
    run(NPM or "npm", "run", "build", cwd=typescript)
    assert run("node", "dist/test/use.js", server, cwd=typescript).startswith("2 matches, ")


def test_the_lock_of_the_typescript_client_names_no_registry() -> None:
    lock = json.loads((CLIENTS / "typescript" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert packages
    assert [name for name, each in packages.items() if "resolved" in each] == []
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
