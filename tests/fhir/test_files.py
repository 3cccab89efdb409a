from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from criteria.errors import ProfileRefused
from criteria.lexicon import lexicon
from matcher.population.fhir import holds_fhir, read_bundles
from matcher.population.profile import resolve
from tests.fhir.builders import ICD, INDEX, bundle, coded, condition, medicine, observation, person, quantity

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "fhir"
COMMAND = str(Path(sys.executable).with_name("resetmatch"))
HERS = bundle(
    person(name=[{"family": "Zorro"}]),
    condition(coded(ICD, "M32.14"), onsetDateTime="2022-09-01"),
    observation({"text": "SLEDAI-2K"}, valueQuantity=quantity(10, "{score}")),
    medicine("MedicationRequest", "prednisone", "active", authoredOn="2026-07-01"),
    condition(coded("urn:local", "x-17"), onsetDateTime="2022-09-01"),
)


def written(path: Path, content: Any) -> Path:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)
    return path


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120)


def test_the_bundles_written_here_are_fhir() -> None:
    assert Bundle.model_validate(HERS).type == "collection"


@pytest.mark.parametrize(
    ("name", "content", "people"),
    [
        ("one.json", HERS, 1),
        ("several.json", [HERS, HERS], 2),
        ("lines.ndjson", b"\n".join([json.dumps(HERS).encode()] * 2) + b"\n", 2),
        ("packed.json.gz", HERS, 1),
        ("indented.json", json.dumps(HERS, indent=2).encode(), 1),
    ],
)
def test_bundles_are_read_from_files(tmp_path: Path, name: str, content: Any, people: int) -> None:
    path = written(tmp_path / name, content)
    assert holds_fhir(path)
    found = [each for each in read_bundles(path, INDEX) if not isinstance(each, ProfileRefused)]
    assert len(found) == people
    assert len({each.profile.profile_id for each in found}) == people
    assert all(len(resolve(each.profile).facts) == 3 for each in found)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ({"resourceType": "Observation"}, "is no FHIR Bundle"),
        ({"resourceType": "Bundle", "entry": []}, "holds no Patient"),
        ({"resourceType": "Bundle", "entry": "Zorro"}, "malformed at entry"),
        (bundle(person(gender=["Zorro"])), "malformed at gender"),
    ],
)
def test_a_bundle_that_cannot_be_used_is_refused_by_element(tmp_path: Path, content: Any, what: str) -> None:
    lines = [json.dumps(content), json.dumps(HERS)]
    refused, taken = read_bundles(written(tmp_path / "b.ndjson", "\n".join(lines).encode()), INDEX)
    assert isinstance(refused, ProfileRefused)
    assert what in str(refused)
    assert "line 1" in str(refused)
    assert "Zorro" not in str(refused)
    assert not isinstance(taken, ProfileRefused)


def test_files_of_profiles_are_not_taken_for_fhir(tmp_path: Path) -> None:
    for name, content in (("p.json", b'{"profile_id": "p"}'), ("p.ndjson", b"not JSON"), ("p.parquet", b"PAR1")):
        assert not holds_fhir(written(tmp_path / name, content))


def test_the_command_prints_profiles_and_says_what_was_not_used(tmp_path: Path) -> None:
    done = run("fhir", written(tmp_path / "b.json", HERS), "--index-date", "2026-09-01")
    profile = json.loads(done.stdout)
    assert done.returncode == 0
    assert profile["age_years"] == 34
    assert [each["concept"] for each in profile["conditions"]] == ["lupus nephritis"]
    assert "Condition urn:local x-17: the lexicon does not hold this code" in done.stderr
    assert "Zorro" not in done.stdout + done.stderr


def test_the_command_matches_bundles_as_it_matches_profiles(tmp_path: Path) -> None:
    path, day = written(tmp_path / "b.json", HERS), "2026-09-01"
    trials = ROOT / "matcher" / "sample" / "trials"
    by_bundle = run("match", "--profiles", path, "--trials", trials, "--index-date", day, "--format", "ndjson")
    profiles = written(tmp_path / "p.ndjson", run("fhir", path, "--index-date", day).stdout.encode())
    by_profile = run("match", "--profiles", profiles, "--trials", trials, "--format", "ndjson")
    assert by_bundle.returncode == by_profile.returncode == 0
    assert json.loads(by_bundle.stdout)["matches"] == json.loads(by_profile.stdout)["matches"]
    assert "facts used" in by_bundle.stderr


def test_a_wrong_day_is_a_wrong_command_line(tmp_path: Path) -> None:
    assert run("fhir", written(tmp_path / "b.json", HERS), "--index-date", "soon").returncode == 2


# -- what others made -----------------------------------------------------------------------------------------


def bundles() -> list[Path]:
    return [*sorted(SHARED.glob("synthetic-*.json.gz")), SHARED / "mcode_patient_data.json"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/fhir does not travel with the project")
@pytest.mark.parametrize("number", range(5))
def test_bundles_that_others_made_are_read_and_name_nobody(number: int) -> None:
    path = bundles()[number]
    (found,) = read_bundles(path, INDEX, lexicon())
    assert not isinstance(found, ProfileRefused)
    patient = resolve(found.profile)
    assert len(patient.facts) >= (4 if "mcode" in path.name else 100)
    assert patient.unresolved == ()
    said = (str(found.profile) + "".join(found.report.lines())).lower()
    raw = json.loads(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
    someone = next(each["resource"] for each in raw["entry"] if each["resource"]["resourceType"] == "Patient")
    planted = [someone["id"], someone["birthDate"], someone["name"][0]["family"], someone["address"][0]["line"][0]]
    planted += [each["value"] for each in someone["identifier"] if len(each["value"]) > 4]
    assert [each for each in planted if each.lower() in said] == []
