from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import matcher.catalogue
from criteria.lexicon import FOLDER
from matcher import cli
from matcher.sample import TRIALS as SAMPLE_TRIALS

COMMAND = str(Path(sys.executable).with_name("resetmatch"))
TEXT = "Inclusion Criteria:\n\n* Age 18 years or older\n\nExclusion Criteria:\n\n* Pregnancy\n"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The real command in an empty folder with an empty store."""

    def command(*arguments: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [COMMAND, *map(str, arguments)],
            cwd=tmp_path,
            input=stdin,
            env={**os.environ, "RESETMATCH_STORE": str(tmp_path / "store"), **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return command


def record(nct_id: str = "NCT90000001", text: str | None = TEXT) -> dict[str, Any]:
    eligibility = {} if text is None else {"eligibilityModule": {"eligibilityCriteria": text}}
    return {"protocolSection": {"identificationModule": {"nctId": nct_id, "briefTitle": "A study"}, **eligibility}}


def write_lines(path: Path, *documents: Any) -> Path:
    lines = [each if isinstance(each, str) else json.dumps(each) for each in documents]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def trials(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "trials.ndjson", record("NCT90000001"), record("NCT90000002"))


@pytest.fixture
def profiles(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "people.ndjson", {"profile_id": "p-1", "age_years": 34}, {"profile_id": "p-2"})


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def assert_one_calm_message(done: subprocess.CompletedProcess[str], status: int) -> None:
    assert done.returncode == status, done.stderr
    assert done.stderr
    assert "Traceback" not in done.stderr + done.stdout


# -- match --------------------------------------------------------------------------------------------------


def test_ndjson_gives_one_result_a_profile_in_their_order(run: Run, trials: Path, profiles: Path) -> None:
    done = run("match", "--profiles", profiles, "--trials", trials, "--format", "ndjson")
    assert (done.returncode, done.stderr) == (0, "")
    assert [result["profile_id"] for result in lines(done)] == ["p-1", "p-2"]
    for result in lines(done):
        assert sorted(match["nct_id"] for match in result["matches"]) == ["NCT90000001", "NCT90000002"]
        assert set(result) >= {"engine", "registry", "unresolved_facts"}


def test_json_gives_an_array_and_for_one_profile_its_object(run: Run, trials: Path, profiles: Path) -> None:
    many = run("match", "--profiles", profiles, "--trials", trials)
    assert [result["profile_id"] for result in json.loads(many.stdout)] == ["p-1", "p-2"]
    write_lines(profiles, {"profile_id": "p-1"})
    one = run("match", "--profiles", profiles, "--trials", trials, "--format", "json")
    assert json.loads(one.stdout)["profile_id"] == "p-1"


def test_the_same_question_gives_the_same_bytes(run: Run, trials: Path, profiles: Path) -> None:
    asked = [run("match", "--profiles", profiles, "--trials", trials, PYTHONHASHSEED=seed).stdout for seed in "12"]
    assert asked[0]
    assert asked[0] == asked[1]


def test_the_table_is_sober(run: Run, trials: Path, profiles: Path) -> None:
    done = run("match", "--profiles", profiles, "--trials", trials, "--format", "table")
    assert done.returncode == 0
    assert "NCT90000001" in done.stdout
    assert "p-1: " in done.stdout
    assert "never recommends a treatment" in done.stdout


@pytest.mark.parametrize(
    ("asked", "rows"), [([], 10), (["--top", "3"], 3), (["--top", "0"], 12), (["--top", "99"], 12)]
)
def test_a_table_shows_as_many_trials_as_asked_for(
    run: Run, tmp_path: Path, profiles: Path, asked: list[str], rows: int
) -> None:
    trials = write_lines(tmp_path / "dozen.ndjson", *(record(f"NCT900000{number:02d}") for number in range(12)))
    done = run("match", "--profiles", profiles, "--trials", trials, "--format", "table", *asked)
    assert done.returncode == 0
    first, second = done.stdout.split("p-2: ")
    for part in (first, second):
        assert len(re.findall(r"^NCT\d{8}", part, re.MULTILINE)) == rows
        assert (f"{12 - rows} more of lower rank; --top 0 shows all" in part) is (rows < 12)


def test_the_other_formats_hold_every_trial(run: Run, tmp_path: Path, profiles: Path) -> None:
    trials = write_lines(tmp_path / "dozen.ndjson", *(record(f"NCT900000{number:02d}") for number in range(12)))
    done = run("match", "--profiles", profiles, "--trials", trials, "--format", "ndjson", "--top", "3")
    assert [len(result["matches"]) for result in lines(done)] == [12, 12]


@pytest.mark.parametrize("columns", ["80", "100"])
def test_a_table_keeps_to_its_columns(run: Run, profiles: Path, columns: str) -> None:
    done = run("match", "--profiles", profiles, "--trials", SAMPLE_TRIALS, "--format", "table", COLUMNS=columns)
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= int(columns)


def test_a_locale_without_unicode_gives_the_same_bytes(run: Run, trials: Path, profiles: Path) -> None:
    question = ("match", "--profiles", profiles, "--trials", trials, "--format", "table")
    plain = run(*question, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii")
    assert plain.returncode == 0, plain.stderr
    assert plain.stdout == run(*question).stdout


def test_a_malformed_record_is_refused_and_the_others_go_through(run: Run, tmp_path: Path, profiles: Path) -> None:
    wrong = {"protocolSection": {"identificationModule": {"nctId": 5}}}
    trials = write_lines(tmp_path / "trials.ndjson", record("NCT90000001"), wrong, "{broken", record("NCT90000002"))
    done = run("match", "--profiles", profiles, "--trials", trials, "--format", "ndjson")
    assert_one_calm_message(done, 2)
    assert len(lines(done)) == 2
    assert [len(result["matches"]) for result in lines(done)] == [2, 2]
    assert "trials.ndjson line 2 field protocolSection.identificationModule.nctId" in done.stderr
    assert "trials.ndjson line 3" in done.stderr
    assert "2 items refused" in done.stderr


def test_a_registry_number_that_comes_again_is_refused_unless_the_record_is_the_same(
    run: Run, tmp_path: Path, profiles: Path
) -> None:
    again = [record("NCT90000001"), record("NCT90000001"), record("NCT90000001", "* Other words")]
    trials = write_lines(tmp_path / "trials.ndjson", *again)
    done = run("match", "--profiles", profiles, "--trials", trials, "--format", "ndjson")
    assert_one_calm_message(done, 2)
    assert "trials.ndjson line 3: NCT90000001" in done.stderr
    assert [len(result["matches"]) for result in lines(done)] == [1, 1]


def test_a_record_without_eligibility_text_makes_nobody_eligible(run: Run, tmp_path: Path, profiles: Path) -> None:
    trials = write_lines(tmp_path / "bare.ndjson", record("NCT90000001", None), record("NCT90000002", ""))
    done = run("match", "--profiles", profiles, "--trials", trials, "--format", "ndjson")
    assert done.returncode == 0
    assert {match["verdict"] for result in lines(done) for match in result["matches"]} == {"undetermined"}


def test_without_a_single_trial_nothing_is_matched(run: Run, tmp_path: Path, profiles: Path) -> None:
    done = run("match", "--profiles", profiles, "--trials", write_lines(tmp_path / "trials.ndjson", {}))
    assert_one_calm_message(done, 2)
    assert done.stdout == ""


WRONG_PROFILES: dict[str, tuple[Any, str]] = {
    "an unknown field": ({"profile_id": "p", "favourite": "Zorro"}, "favourite"),
    "a name": ({"profile_id": "p", "name": "Zorro"}, "name"),
    "a birth date": ({"profile_id": "p", "birth_date": "1990-01-31"}, "birth_date"),
    "a calendar date": ({"profile_id": "p", "conditions": [{"concept": "Zorro 1990-01-31"}]}, "/conditions/0/concept"),
    "an e-mail address": ({"profile_id": "zorro@example.org"}, "profile_id"),
    "age over 90": ({"profile_id": "p", "age_years": 91}, "age_years"),
    "an age below zero": ({"profile_id": "p", "age_years": -1}, "age_years"),
    "a day to come": (
        {"profile_id": "p", "procedures": [{"concept": "splenectomy", "days_before": -3}]},
        "days_before",
    ),
    "an end before its start": (
        {"profile_id": "p", "drug_exposures": [{"concept": "x", "start_days_before": 1, "end_days_before": 2}]},
        "end_days_before",
    ),
    "no identifier": ({"age_years": 34}, "profile_id"),
    "a list": ([], "object"),
    "no JSON": ("{Zorro", "JSON"),
    "the same again": ({"profile_id": "p-1"}, "profile_id"),
}


@pytest.fixture(scope="module")
def refused_profiles(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """One run over all wrong profiles, with a good one before and after."""
    folder = tmp_path_factory.mktemp("refused")
    trials = write_lines(folder / "trials.ndjson", record())
    wrong = [document for document, _ in WRONG_PROFILES.values()]
    people = write_lines(folder / "people.ndjson", {"profile_id": "p-1"}, *wrong, {"profile_id": "p-2"})
    command = [COMMAND, "match", "--profiles", str(people), "--trials", str(trials), "--format", "ndjson"]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("name", WRONG_PROFILES)
def test_a_wrong_profile_is_refused_by_line_and_field(
    refused_profiles: subprocess.CompletedProcess[str], name: str
) -> None:
    number, field = list(WRONG_PROFILES).index(name) + 2, WRONG_PROFILES[name][1]
    place = re.compile(rf"people\.ndjson line {number}\b")
    (message,) = filter(place.search, refused_profiles.stderr.splitlines())
    assert field in message


def test_the_others_go_through_and_no_value_is_repeated(refused_profiles: subprocess.CompletedProcess[str]) -> None:
    assert_one_calm_message(refused_profiles, 2)
    assert [result["profile_id"] for result in lines(refused_profiles)] == ["p-1", "p-2"]
    assert f"{len(WRONG_PROFILES)} items refused" in refused_profiles.stderr
    assert "zorro" not in refused_profiles.stderr.lower()
    assert "1990" not in refused_profiles.stderr


def test_a_concept_that_is_not_known_is_reported_not_dropped(run: Run, trials: Path, tmp_path: Path) -> None:
    people = write_lines(tmp_path / "p.json", {"profile_id": "p", "conditions": [{"concept": "zzyzx disease"}]})
    done = run("match", "--profiles", people, "--trials", trials)
    assert done.returncode == 0
    assert [fact["pointer"] for fact in json.loads(done.stdout)["unresolved_facts"]] == ["/conditions/0"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["match"],
        ["match", "--profiles", "none.json"],
        ["match", "--profiles", ".", "--trials", "none.json"],
        ["match", "--profiles", ".", "--format", "yaml"],
        ["match", "--nonsense"],
        ["match", "--profiles", ".", "--stale-days", "-1"],
        ["parse"],
        ["parse", "none.json"],
        ["parse", "NCT99999999"],
        ["screen", "none.parquet"],
        ["serve", "--port", "70000"],
        ["sync", "--from", "none.json"],
        ["sync", "--from", "ftp://registry.test"],
    ],
)
def test_a_wrong_command_line_is_refused(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert_one_calm_message(done, 2)
    assert done.stdout == ""


def test_help_and_version_are_results(run: Run) -> None:
    for argument in ("--help", "--version"):
        done = run(argument)
        assert (done.returncode, done.stderr) == (0, "")
        assert "resetmatch" in done.stdout


def test_without_a_store_the_way_to_one_is_told(run: Run, profiles: Path) -> None:
    done = run("match", "--profiles", profiles)
    assert_one_calm_message(done, 2)
    assert "resetmatch sync" in done.stderr


# -- parse --------------------------------------------------------------------------------------------------


def test_parse_gives_one_object_a_record(run: Run, trials: Path, tmp_path: Path) -> None:
    one = run("parse", write_lines(tmp_path / "one.json", record()))
    parsed = json.loads(one.stdout)
    assert parsed["nct_id"] == "NCT90000001"
    assert parsed["text_digest"].startswith("sha256:")
    for criterion in parsed["criteria"]:
        assert set(criterion) >= {
            "criterion_id",
            "category",
            "cohort",
            "text",
            "span",
            "kind",
            "expression",
            "flags",
            "tree",
        }
    assert [each["nct_id"] for each in json.loads(run("parse", trials).stdout)] == ["NCT90000001", "NCT90000002"]
    assert [each["nct_id"] for each in lines(run("parse", trials, "--format", "ndjson"))] == [
        "NCT90000001",
        "NCT90000002",
    ]


def test_parse_reads_stdin(run: Run) -> None:
    done = run("parse", "-", stdin=json.dumps(record("NCT90000007")))
    assert json.loads(done.stdout)["nct_id"] == "NCT90000007"


def test_parse_refuses_nothing_on_stdin(run: Run) -> None:
    assert_one_calm_message(run("parse", "-"), 2)


def test_parse_as_text_shows_every_criterion(run: Run, trials: Path) -> None:
    done = run("parse", trials, "--format", "text")
    assert done.returncode == 0
    assert done.stdout.splitlines().count("Inclusion") == 2


@pytest.mark.parametrize(
    "text",
    [None, "", "   \n", "Adults with lupus.", "•", "\u2028\u0000\ufeff", "Inclusion Criteria:", "* a\n" * 5_000],
    ids=["none", "empty", "blank", "no heading", "a bullet", "odd characters", "only a heading", "many bullets"],
)
def test_any_text_is_read_and_every_span_lies_within_it(run: Run, text: str | None, tmp_path: Path) -> None:
    done = run("parse", write_lines(tmp_path / "one.json", record(text=text)))
    assert (done.returncode, done.stderr) == (0, "")
    for criterion in json.loads(done.stdout)["criteria"]:
        if criterion["span"]:
            assert (text or "")[criterion["span"]["start"] : criterion["span"]["end"]] == criterion["text"]


def test_a_text_of_one_megabyte_is_read(run: Run, tmp_path: Path) -> None:
    text = "Inclusion Criteria:\n\n* Age 18 years or older\n* " + "word " * 200_000
    done = run("parse", write_lines(tmp_path / "long.json", record(text=text)))
    assert (done.returncode, done.stderr) == (0, "")
    assert sum(len(each["text"]) for each in json.loads(done.stdout)["criteria"]) > 900_000


def test_parse_takes_several_paths(run: Run, trials: Path, tmp_path: Path) -> None:
    other = write_lines(tmp_path / "other.json", record("NCT90000003"))
    done = run("parse", trials, other, "--format", "ndjson")
    assert [each["nct_id"] for each in lines(done)] == ["NCT90000001", "NCT90000002", "NCT90000003"]


def test_stats_count_criteria_and_name_what_is_not_understood(run: Run, tmp_path: Path) -> None:
    text = f"{TEXT}* Ward 4 of the blue scheme\n"
    trials = write_lines(tmp_path / "t.ndjson", record("NCT90000001", text), record("NCT90000002", text))
    done = run("parse", "--stats", trials)
    assert (done.returncode, done.stderr) == (0, "")
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line.strip()}
    assert rows["criteria"] == ["6", "2", "4"]
    assert rows["unparsed"][:2] == ["2", "33.3%"]
    found = json.loads(run("parse", "--stats", trials, "--format", "json", "--top", "1").stdout)
    assert (found["records"], found["all"]["criteria"], found["exclusion"]["unparsed"]) == (2, 6, 2)
    (phrase,) = found["most_often"]
    assert phrase["criteria"] == 2
    assert phrase["first"] == "NCT90000001 e02"


def test_stats_cover_several_paths(run: Run, trials: Path, tmp_path: Path) -> None:
    other = write_lines(tmp_path / "other.json", record("NCT90000003"))
    assert json.loads(run("parse", "--stats", trials, other, "--format", "ndjson").stdout)["records"] == 3


def test_a_reading_is_explained_stage_by_stage(run: Run, tmp_path: Path) -> None:
    for arguments, stdin in (
        (["No rituximab within 6 months"], ""),
        (["-"], "Exclusion Criteria:\n\n* Rituximab within 6 months"),
        (["-"], json.dumps(record(text="Exclusion Criteria:\n\n* Rituximab within 6 months"))),
    ):
        done = run("parse", "--explain", *arguments, stdin=stdin, COLUMNS="120")
        assert (done.returncode, done.stderr) == (0, "")
        for words in ("rituximab (drug", "within 6 months", "computable"):
            assert words in done.stdout
    file = tmp_path / "words.txt"
    file.write_text("HIV infection\n", encoding="utf-8")
    assert "e01" in run("parse", "--explain", file, "--section", "exclusion").stdout


def test_one_criterion_is_explained(run: Run, trials: Path) -> None:
    done = run("parse", "--explain", trials, "--criterion", "e01")
    assert done.stdout.count("Pregnancy") == 4
    assert "18 years" not in done.stdout
    assert_one_calm_message(run("parse", "--explain", trials, "--criterion", "e77"), 2)


@pytest.mark.parametrize(
    "arguments",
    [["--explain", "--stats"], ["--explain", "--format", "json"], ["--section", "inclusion"], ["--criterion", "i01"]],
)
def test_what_does_not_go_together_is_refused(run: Run, trials: Path, arguments: list[str]) -> None:
    done = run("parse", trials, *arguments)
    assert_one_calm_message(done, 2)
    assert done.stdout == ""


# -- the store ----------------------------------------------------------------------------------------------


def test_what_sync_brings_is_matched_and_parsed(run: Run, trials: Path, profiles: Path) -> None:
    brought = run("sync", "--from", trials)
    assert brought.returncode == 0
    assert "2 records in the store" in brought.stderr
    result = lines(run("match", "--profiles", profiles, "--format", "ndjson"))[0]
    assert len(result["matches"]) == 2
    assert result["registry"]["retrieved"]
    assert result["registry"]["digest"].startswith("sha256:")
    assert json.loads(run("parse", "nct90000002").stdout)["nct_id"] == "NCT90000002"


def test_the_store_may_be_named(run: Run, trials: Path, tmp_path: Path) -> None:
    assert run("sync", "--from", trials, "--store", "elsewhere").returncode == 0
    assert (tmp_path / "elsewhere" / "resetmatch.sqlite").is_file()
    assert run("parse", "NCT90000001", "--store", "elsewhere").returncode == 0
    assert run("parse", "NCT90000001").returncode == 2


def test_sync_takes_what_is_well_formed_and_keeps_the_store_when_nothing_is(run: Run, trials: Path) -> None:
    write_lines(trials, record("NCT90000001"), {})
    some = run("sync", "--from", trials)
    assert_one_calm_message(some, 2)
    assert "trials.ndjson line 2" in some.stderr
    write_lines(trials, {})
    none = run("sync", "--from", trials)
    assert_one_calm_message(none, 2)
    assert run("parse", "NCT90000001").returncode == 0


class StandIn(http.server.BaseHTTPRequestHandler):
    """A registry of three studies, one a page."""

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        token = int(parse_qs(address.query).get("pageToken", ["0"])[0])
        page: dict[str, Any] = {"studies": [record(f"NCT9000000{token + 1}")]}
        if token < 2:
            page["nextPageToken"] = str(token + 1)
        found = address.path == "/api/v2/studies"
        content = json.dumps(page if found else {}).encode()
        self.send_response(200 if found else 404)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture
def registry() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), StandIn) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_sync_reads_a_registry_page_by_page(run: Run, registry: str) -> None:
    done = run("sync", "--from", f"{registry}/api/v2")
    assert done.returncode == 0, done.stderr
    assert "3 records in the store" in done.stderr
    assert run("parse", "NCT90000003").returncode == 0


def test_a_registry_that_refuses_is_work_that_failed(run: Run, registry: str) -> None:
    done = run("sync", "--from", f"{registry}/elsewhere")
    assert_one_calm_message(done, 1)
    assert "404" in done.stderr


def test_a_damaged_store_is_work_that_failed(run: Run, trials: Path, tmp_path: Path) -> None:
    run("sync", "--from", trials)
    for file in (tmp_path / "store").iterdir():
        file.write_text("{" * 10_000)
    assert_one_calm_message(run("parse", "NCT90000001"), 1)


def test_records_of_an_earlier_version_can_be_taken_in(run: Run, trials: Path, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    left = trials.rename(tmp_path / "store" / "records-0123456789ab.ndjson")
    asked = run("parse", "NCT90000001")
    assert_one_calm_message(asked, 2)
    assert f"run resetmatch sync --from {left}" in asked.stderr
    assert run("sync", "--from", left).returncode == run("parse", "NCT90000001").returncode == 0


def test_a_store_is_upgraded_on_demand(run: Run) -> None:
    done = run("store", "upgrade", "--store", "new")
    assert done.returncode == 0
    assert "the store new is at revision" in done.stderr
    refused = run("store", "upgrade", "--store", "mysql://someone:hidden@host/name")
    assert_one_calm_message(refused, 2)
    assert "hidden" not in refused.stderr


def test_a_server_that_does_not_answer_is_work_that_failed(run: Run) -> None:
    failed = run("parse", "NCT90000001", "--store", "postgresql://someone:hidden@127.0.0.1:9/name")
    assert_one_calm_message(failed, 1)
    assert "cannot be reached" in failed.stderr
    assert "hidden" not in failed.stderr


# -- screen -------------------------------------------------------------------------------------------------


def test_a_cohort_is_screened_into_three_files(run: Run, trials: Path, tmp_path: Path) -> None:
    cohort = write_lines(tmp_path / "cohort.ndjson", {"profile_id": "p-1", "age_years": 34}, {"name": "Zorro"})
    done = run("screen", cohort, "--trials", trials, "--out", "results", "--all-pairs")
    assert_one_calm_message(done, 2)
    assert "cohort.ndjson line 2" in done.stderr
    assert "1 profile screened against 2 trials" in done.stderr
    assert "Zorro" not in done.stderr
    written = sorted(path.name for path in (tmp_path / "results").iterdir())
    assert {"attrition.parquet", "matches.parquet", "report.html"} <= set(written)


def test_a_folder_that_cannot_be_made_is_work_that_failed(run: Run, trials: Path, profiles: Path) -> None:
    assert_one_calm_message(run("screen", profiles, "--trials", trials, "--out", f"{trials}/results"), 1)


def test_the_next_tests_of_a_patient_are_ranked(run: Run) -> None:
    asked = ("next", SAMPLE_TRIALS.parent / "profiles.ndjson", "--trials", SAMPLE_TRIALS)
    told = run(*asked, "--format", "ndjson")
    assert (told.returncode, told.stderr) == (0, "")
    every = [json.loads(line) for line in told.stdout.splitlines()]
    tests = max((each["tests"] for each in every), key=len)
    assert [(-one["decides"], -one["only_missing"], -one["missing"]) for one in tests] == sorted(
        (-one["decides"], -one["only_missing"], -one["missing"]) for one in tests
    )
    shown = run(*asked, "--top", "2")
    assert shown.stdout.count("decides   alone") == sum(bool(each["tests"]) for each in every)
    assert "more; --top 0 shows all" in shown.stdout
    assert_one_calm_message(run(*asked, "--target", "XYZ"), 2)


# -- the rest -----------------------------------------------------------------------------------------------


def test_the_demo_works_without_a_network(run: Run) -> None:
    done = run("demo", HTTPS_PROXY="http://127.0.0.1:9", HTTP_PROXY="http://127.0.0.1:9")
    assert (done.returncode, done.stderr) == (0, "")
    assert "NCT" in done.stdout


def test_the_lexicon_keeps_its_rules(run: Run) -> None:
    done = run("lexicon", "check")
    assert done.returncode == 0, done.stderr
    assert "sha256:" in done.stderr
    assert re.search(r"[\d,]+ codes entered with their lists", done.stderr)
    assert re.search(r"icd10cm [\d,]+ of [\d,]+, loinc \d+ of \d+", done.stderr)


def test_a_row_that_breaks_a_rule_is_named_by_table_line_and_rule(run: Run, tmp_path: Path) -> None:
    tables = shutil.copytree(FOLDER, tmp_path / "tables")
    drugs = tables / "drugs.tsv"
    cells = drugs.read_text(encoding="utf-8").rstrip("\n").split("\n")
    cells.append("zorromab\t\tno such class\tmany\t\tnobody")
    drugs.write_text("\n".join(cells) + "\n", encoding="utf-8")
    done = run("lexicon", "check", "--tables", tables)
    assert_one_calm_message(done, 1)
    place = f"drugs.tsv line {len(cells)}: "
    assert [line.removeprefix(place).split(":")[0] for line in done.stdout.splitlines()] == [
        "number",
        "parent",
        "source",
    ]
    assert "3 problems in " in done.stderr


def test_tables_that_are_not_there_are_problems(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("lexicon", "check", "--tables", "empty")
    assert_one_calm_message(done, 1)
    assert "drugs.tsv: missing: " in done.stdout


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("RTX", ["rituximab", "domain         drug", "MabThera", "anti-CD20 antibody", "half-life"]),
        ("2160-0", ["creatinine", "unit           umol/L", "mg/dL × 88.4", "codes", "LOINC"]),
        ("M32.9", ["systemic lupus erythematosus", "course", "lupus nephritis", "parents"]),
        ("anti-CD20 antibody", ["anti-CD20 antibody", "members", "rituximab"]),
        ("CVX 140", ["inactivated influenza vaccine", "CVX 140 (Influenza, seasonal, injectable, preservative free)"]),
        ("68815009", ["lupus nephritis", "SNOMED CT 68815009"]),
    ],
)
def test_an_entry_of_the_lexicon_is_shown(run: Run, name: str, words: list[str]) -> None:
    done = run("lexicon", "show", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(words[0] + "\n")
    for each in words:
        assert each in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_an_entry_of_the_lexicon_is_shown_as_json(run: Run) -> None:
    found = json.loads(run("lexicon", "show", "lupus nephritis", "--format", "json").stdout)
    assert (found["id"], found["domain"]) == ("lupus nephritis", "condition")
    assert "proliferative lupus nephritis" in found["members"]


def test_a_name_the_lexicon_does_not_hold_is_refused_with_what_is_near(run: Run) -> None:
    done = run("lexicon", "show", "lupsu nephritis")
    assert_one_calm_message(done, 2)
    assert "near it: lupus nephritis" in done.stderr
    assert done.stdout == ""


def test_a_reader_that_leaves_early_is_no_error(trials: Path, tmp_path: Path) -> None:
    people = write_lines(tmp_path / "many.ndjson", *({"profile_id": f"p-{number}"} for number in range(500)))
    command = [COMMAND, "match", "--profiles", str(people), "--trials", str(trials), "--format", "ndjson"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


@pytest.mark.parametrize("debug", ["", "1"])
def test_what_nobody_foresaw_is_one_line_without_its_words(
    debug: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise ValueError("Zorro has lupus")

    monkeypatch.setattr(matcher.catalogue, "from_sample", broken)
    monkeypatch.setattr(sys, "argv", ["resetmatch", "demo"])
    monkeypatch.setenv("RESETMATCH_DEBUG", debug)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert "unexpected ValueError" in said
    assert ("Traceback" in said) is bool(debug)
    assert ("Zorro" in said) is bool(debug)


@pytest.mark.parametrize("form", ["ndjson", "json"])
def test_matching_waits_for_no_web_server_and_no_data_frames(trials: Path, profiles: Path, form: str) -> None:
    asked = ["resetmatch", "match", "--profiles", str(profiles), "--trials", str(trials), "--format", form]
    code = (
        f"import sys; from matcher import cli; sys.argv = {asked!r}\n"
        "try: cli.main()\n"
        "except SystemExit as ended: assert not ended.code\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stderr.split()}
    assert "matcher.evaluate" in done.stderr.split()
    assert loaded & {"polars", "pyarrow", "litestar", "granian", "sqlalchemy", "httpx", "rich"} == set()
