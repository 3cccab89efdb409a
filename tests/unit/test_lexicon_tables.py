"""The rules of the lexicon's tables, each broken once, and what loading makes of sound ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from criteria.errors import LexiconInvalid
from criteria.lexicon import Lexicon, check, load, read
from criteria.lexicon.table import COLUMNS

Lines = dict[str, list[str]]


def sound() -> Lines:
    """A small set of tables that keeps all rules; " ; " stands for the tab."""
    return {
        "antigens": ["CD38 ; ADPRC1 ; tacrolimus ; a"],
        "codes": [
            "lupus nephritis ; SNOMED CT ; 68815009 ; Systemic lupus erythematosus glomerulonephritis syndrome ; a",
            "tacrolimus ; RxNorm ; 42316 ; tacrolimus ; a",
            "creatinine ; LOINC ; 38483-4 ; Creatinine [Mass/volume] in Blood ; b",
            "prednisone ; CVX ; 08 ; a code of two digits ; a",
        ],
        "conditions": [
            "systemic lupus erythematosus ; SLE|lupus ;  ; M32 ; chronic ; a",
            "lupus nephritis ; LN ; systemic lupus erythematosus ; M32.14 ; chronic ; a",
            "HIV infection ; HIV ;  ; B20|Z21 ; chronic ; a",
        ],
        "corrupted": ["tachlimus ; tacrolimus ; a"],
        "drugs": [
            "calcineurin inhibitor ; CNI ;  ;  ;  ; a",
            "tacrolimus ; FK506 ; calcineurin inhibitor ; 1.5 ;  ; a",
            "prednisone ;  ;  ; 0.15 ; 5 ; a|b",
        ],
        "evidence": ["HIV infection ; HIV antibody ; positive ; present ; a"],
        "measures": [
            "creatinine ; serum creatinine ;  ; number ; 2160-0 ; umol/L ; mg/dL=88.4 ; 5 ; 3000 ; yes ;  ; a",
            "HbA1c ;  ;  ; number ; 4548-4 ; % ; mmol/mol=0.0915+2.15 ; 3 ; 25 ; yes ;  ; a",
            "HIV antibody ; anti-HIV ;  ; finding ;  ;  ;  ;  ;  ; no ;  ; a",
            "MGFA clinical classification ; MGFA ;  ; grade ;  ;  ;  ;  ;  ; yes ; I|IIa|IIb|IIIa ; a",
        ],
        "procedures": ["plasma exchange ; PLEX ;  ; a"],
        "sources": ["a ; A textbook", "b ; Another one"],
        "units": ["umol/L ; µmol/L|micromol/L ; a", "mg/dL ;  ; a"],
    }


def written(folder: Path, lines: Lines) -> Path:
    for table, columns in COLUMNS.items():
        rows = [[cell.strip(" ") for cell in line.split(" ; ")] for line in lines[table]]
        text = "\n".join("\t".join(cells) for cells in [list(columns), *rows])
        (folder / f"{table}.tsv").write_text(text + "\n", encoding="utf-8")
    return folder


@pytest.fixture(name="lexicon")
def _lexicon(tmp_path: Path) -> Lexicon:
    return load(written(tmp_path, sound()))


def test_sound_tables_have_no_problems(tmp_path: Path) -> None:
    assert check(read(written(tmp_path, sound()))) == []


BROKEN = [
    ("antigens", "ADPRC1 ;  ;  ; a", "antigens.tsv line 3: antigen: 'ADPRC1' is listed already"),
    ("antigens", "CD30 ;  ; CD30 drug ; a", "antigen: 'CD30 drug' is no concept of drugs.tsv"),
    ("procedures", "splenectomy ;  ; ", "procedures.tsv line 3: shape: 3 cells, must be 4"),
    ("procedures", "splenectomy  surgery ;  ;  ; a", "procedures.tsv line 3: space: concept has needless white space"),
    ("procedures", "splenectomy ; x y|| ;  ; a", "procedures.tsv line 3: list: aliases has an empty or padded item"),
    ("procedures", "splenectomy ; spx|spx ;  ; a", "procedures.tsv line 3: list: aliases names an item twice"),
    ("procedures", " ; spleen removal ;  ; a", "procedures.tsv line 3: required: concept is empty"),
    (
        "procedures",
        "splenectomy ; PLEX ;  ; a",
        "line 3: claimed twice: 'PLEX' of 'splenectomy' belongs to 'plasma exch",
    ),
    ("procedures", "tacrolimus ;  ;  ; a", "'tacrolimus' of 'tacrolimus' belongs to 'tacrolimus' (drugs.tsv line 3)"),
    ("procedures", "Plasma-Exchanges ;  ;  ; a", "claimed twice: 'Plasma-Exchanges' of 'Plasma-Exchanges' belongs to"),
    ("procedures", "splenectomy ; + ;  ; a", "name: nothing is left of '+' after folding"),
    ("procedures", "splenectomy ; AS ;  ; a", "name: 'AS' is an everyday word"),
    ("procedures", "splenectomy ;  ; surgery ; a", "parent: 'surgery' is no concept of procedures.tsv"),
    ("procedures", "splenectomy ;  ; tacrolimus ; a", "parent: 'tacrolimus' is no concept of procedures.tsv"),
    ("procedures", "splenectomy ;  ; splenectomy ; a", "circle: 'splenectomy' is among its own ancestors"),
    ("procedures", "splenectomy ;  ;  ; ", "source: no source is named"),
    ("procedures", "splenectomy ;  ;  ; c", "source: 'c' is not in sources.tsv"),
    ("sources", "a ; Again", "sources.tsv line 4: source: 'a' is explained in line 2 already"),
    ("sources", "c ; ", "sources.tsv line 4: required: what is empty"),
    (
        "conditions",
        "gout ;  ;  ; M32 ; chronic ; a",
        "code: ICD-10-CM M32 belongs to 'systemic lupus erythematosus' (conditions.tsv line 2)",
    ),
    ("conditions", "gout ;  ;  ; 10M ; chronic ; a", "code: '10M' is no code of ICD-10-CM"),
    ("codes", "gout ; LOINC ; 48642-3 ; Gout ; a", "codes.tsv line 6: concept: 'gout' is no concept"),
    ("codes", "tacrolimus ; ATC ; L04AD02 ; tacrolimus ; a", "system: 'ATC' is none of CVX, ICD-10-CM, LOINC, RxNorm"),
    (
        "codes",
        "tacrolimus ; RxNorm ; 42316 ; Tacrolimus ; a",
        "RxNorm 42316 belongs to 'tacrolimus' (codes.tsv line 3)",
    ),
    (
        "codes",
        "prednisone ; RxNorm ; 42316 ; tacrolimus ; a",
        "RxNorm 42316 belongs to 'tacrolimus' (codes.tsv line 3)",
    ),
    (
        "codes",
        "creatinine ; LOINC ; 2160-0 ; Creatinine ; a",
        "LOINC 2160-0 belongs to 'creatinine' (measures.tsv line",
    ),
    ("codes", "creatinine ; LOINC ; 2160-1 ; Creatinine ; a", "code: '2160-1' is no code of LOINC"),
    ("codes", "lupus nephritis ; SNOMED CT ; 68815008 ; Lupus ; a", "code: '68815008' is no code of SNOMED CT"),
    ("codes", "lupus nephritis ; SNOMED CT ; 2829615019 ; Lupus ; a", "'2829615019' is no code of SNOMED CT"),
    ("codes", "tacrolimus ; RxNorm ; 42316A ; tacrolimus ; a", "code: '42316A' is no code of RxNorm"),
    ("codes", "tacrolimus ; CVX ; 8 ; tacrolimus ; a", "code: CVX 8 belongs to 'prednisone' (codes.tsv line 5)"),
    ("codes", "tacrolimus ; CVX ; 1234 ; tacrolimus ; a", "code: '1234' is no code of CVX"),
    ("codes", "tacrolimus ; RxNorm ; 42317 ;  ; a", "codes.tsv line 6: required: display is empty"),
    ("codes", "tacrolimus ; RxNorm ; 42317 ; tacrolimus ; z", "codes.tsv line 6: source: 'z' is not in sources.tsv"),
    ("conditions", "gout ;  ;  ; M10 ; long ; a", "course is 'long', must be one of chronic, event, state"),
    ("conditions", "gout ;  ; arthritis ; M10 ; chronic ; a", "parent: 'arthritis' is no concept of conditions.tsv"),
    ("drugs", "rituximab ;  ;  ; 22d ;  ; a", "number: half_life_days is no number: '22d'"),
    ("drugs", "rituximab ;  ;  ; 0 ;  ; a", "number: half_life_days must be above 0"),
    ("drugs", "dexamethasone ;  ;  ; 0.15 ; -1 ; a", "number: prednisone_mg must be above 0"),
    ("corrupted", "fk506 ; tacrolimus ; a", "corrupted: 'fk506' is a name of 'tacrolimus'"),
    ("corrupted", "Tachlimus ; tacrolimus ; a", "corrupted: 'Tachlimus' is listed twice"),
    ("corrupted", "tacept ; telitacicept ; a", "corrupted: 'telitacicept' is no concept"),
    ("evidence", "syphilis ; HIV antibody ; any ; present ; a", "evidence: 'syphilis' is no concept of conditions.tsv"),
    ("evidence", "HIV infection ; HIV RNA ; any ; present ; a", "evidence: 'HIV RNA' is no concept of measures.tsv"),
    ("evidence", "HIV infection ; HIV antibody ; low ; present ; a", "word: outcome is 'low'"),
    ("evidence", "HIV infection ; HIV antibody ; any ; maybe ; a", "word: implies is 'maybe'"),
    ("evidence", "HIV infection ; HIV antibody ; positive ; absent ; a", "evidence: the same result is listed twice"),
    ("units", "mg/xl ;  ; a", "units.tsv line 4: unit: 'mg/xl' is no UCUM unit known here"),
    ("units", "g/L ; micromol/L ; a", "unit: 'micromol/L' belongs to 'umol/L' (line 2)"),
    ("measures", "urea ;  ;  ; amount ;  ; mmol/L ;  ;  ;  ; yes ;  ; a", "word: kind is 'amount'"),
    ("measures", "urea ;  ;  ; number ;  ; mmol/L ;  ;  ;  ; often ;  ; a", "word: stale is 'often'"),
    ("measures", "urea ;  ;  ; number ;  ;  ;  ;  ;  ; yes ;  ; a", "unit: a number needs a unit"),
    ("measures", "urea ;  ;  ; number ;  ; mmoles ;  ;  ;  ; yes ;  ; a", "unit: 'mmoles' is no UCUM unit known here"),
    (
        "measures",
        "urea ;  ;  ; number ; 3094-1 ; mmol/L ;  ;  ;  ; yes ;  ; a",
        "code: '3094-1' is no code of LOINC",
    ),
    (
        "measures",
        "urea ;  ;  ; number ; 2160-0 ; mmol/L ;  ;  ;  ; yes ;  ; a",
        "code: LOINC 2160-0 belongs to 'creatinine'",
    ),
    ("measures", "urea ;  ;  ; number ;  ; mmol/L ;  ; 9 ; 1 ; yes ;  ; a", "bounds: low 9 is above high 1"),
    ("measures", "urea ;  ;  ; number ;  ; mmol/L ;  ; few ; 1 ; yes ;  ; a", "number: low is no number: 'few'"),
    (
        "measures",
        "urea ;  ;  ; number ;  ; mmol/L ; mg/dL ;  ;  ; yes ;  ; a",
        "other unit: '' is no UCUM unit known here",
    ),
    (
        "measures",
        "urea ;  ;  ; number ;  ; mmol/L ; mg/dL=x ;  ;  ; yes ;  ; a",
        "factor of 'mg/dL=x' is no number above 0",
    ),
    (
        "measures",
        "urea ;  ;  ; number ;  ; mmol/L ; mg/dL=0 ;  ;  ; yes ;  ; a",
        "factor of 'mg/dL=0' is no number above 0",
    ),
    (
        "measures",
        "urea ;  ;  ; number ;  ; mmol/L ; mgs=1 ;  ;  ; yes ;  ; a",
        "other unit: 'mgs' is no UCUM unit known",
    ),
    (
        "measures",
        "urea ;  ;  ; number ;  ; mmol/L ; mol/L=1 ;  ;  ; yes ;  ; a",
        "'mol/L' needs no factor, it converts by",
    ),
    (
        "measures",
        "urea ;  ;  ; score ;  ;  ; mg/dL=1 ;  ;  ; yes ;  ; a",
        "other unit: 'mg/dL=1' has no unit to lead to",
    ),
    ("measures", "NYHA class ;  ;  ; grade ;  ;  ;  ;  ;  ; yes ;  ; a", "grades: grades are empty"),
    ("measures", "NYHA class ;  ;  ; score ;  ;  ;  ;  ;  ; yes ; I|II ; a", "grades: a score has no grades"),
]


@pytest.mark.parametrize(("table", "line", "message"), BROKEN)
def test_a_broken_rule_is_named_with_table_and_line(tmp_path: Path, table: str, line: str, message: str) -> None:
    lines = sound()
    lines[table].append(line)
    problems = "\n".join(map(str, check(read(written(tmp_path, lines)))))
    assert message in problems


def test_a_long_circle_is_found(tmp_path: Path) -> None:
    lines = sound()
    lines["procedures"] += ["surgery ;  ; operation ; a", "operation ;  ; incision ; a", "incision ;  ; surgery ; a"]
    found = [problem for problem in check(read(written(tmp_path, lines))) if problem.rule == "circle"]
    assert [problem.line for problem in found] == [3, 4, 5]


def test_a_missing_table_is_a_problem(tmp_path: Path) -> None:
    (written(tmp_path, sound()) / "units.tsv").unlink()
    assert "units.tsv: missing: the table is missing or empty" in map(str, check(read(tmp_path)))


def test_other_columns_are_a_problem(tmp_path: Path) -> None:
    (written(tmp_path, sound()) / "units.tsv").write_text("unit\taliases\n", encoding="utf-8")
    assert "units.tsv line 1: columns: the first line must name the columns unit, aliases, source" in map(
        str, check(read(tmp_path))
    )


def test_bytes_that_are_no_text_are_a_problem(tmp_path: Path) -> None:
    (written(tmp_path, sound()) / "units.tsv").write_bytes(b"unit\xff")
    assert "units.tsv: encoding: byte 4 is not UTF-8" in map(str, check(read(tmp_path)))


def test_loading_refuses_and_lists_all_problems(tmp_path: Path) -> None:
    lines = sound()
    lines["drugs"].append("rituximab ;  ; anti-CD20 ; long ;  ; a")
    with pytest.raises(LexiconInvalid) as refused:
        load(written(tmp_path, lines))
    assert str(refused.value).splitlines() == [
        "drugs.tsv line 5: number: half_life_days is no number: 'long'",
        "drugs.tsv line 5: parent: 'anti-CD20' is no concept of drugs.tsv",
    ]


def test_a_concept_carries_its_row(lexicon: Lexicon) -> None:
    creatinine = lexicon.get("creatinine")
    assert (creatinine.domain, creatinine.kind, creatinine.unit) == ("observation", "number", "umol/L")
    assert (creatinine.factors, creatinine.low, creatinine.high) == ({"mg/dL": 88.4}, 5.0, 3000.0)
    assert (creatinine.stale, creatinine.codes, creatinine.source) == (True, ("2160-0",), "a")
    assert lexicon.get("HbA1c").offsets == {"mmol/mol": 2.15}
    assert lexicon.get("MGFA clinical classification").grades == ("I", "IIa", "IIb", "IIIa")
    assert (lexicon.get("prednisone").prednisone_mg, lexicon.get("tacrolimus").half_life_days) == (5.0, 1.5)
    assert lexicon.get("lupus nephritis").course == "chronic"
    assert [lexicon.get(name).domain for name in ("tacrolimus", "plasma exchange")] == ["drug", "procedure"]


def test_an_unknown_id_is_a_key_error(lexicon: Lexicon) -> None:
    with pytest.raises(KeyError):
        lexicon.get("SLE")


@pytest.mark.parametrize("name", ["sle", "Lupus", "systemic lupus erythematosus", "Systemic-Lupus Erythematosus"])
def test_any_name_resolves(lexicon: Lexicon, name: str) -> None:
    resolution = lexicon.resolve(name)
    assert resolution is not None
    assert (resolution.concept.id, resolution.normalised_from) == ("systemic lupus erythematosus", None)


def test_a_corrupted_form_resolves_and_says_so(lexicon: Lexicon) -> None:
    resolution = lexicon.resolve("Tachlimus")
    assert resolution is not None
    assert (resolution.concept.id, resolution.normalised_from) == ("tacrolimus", "Tachlimus")


@pytest.mark.parametrize("name", ["", "lupus erythematosus", "history of lupus", "M32"])
def test_only_whole_names_resolve(lexicon: Lexicon, name: str) -> None:
    assert lexicon.resolve(name) is None


CODES = [
    ("ICD-10-CM", "M32.14", "lupus nephritis"),
    ("ICD-10-CM", "M3214", "lupus nephritis"),
    ("ICD-10-CM", "m32.10", "systemic lupus erythematosus"),
    ("ICD-10-CM", "M32", "systemic lupus erythematosus"),
    ("http://hl7.org/fhir/sid/icd-10-cm", "Z21", "HIV infection"),
    ("LOINC", "2160-0", "creatinine"),
    ("http://loinc.org", "2160-0", "creatinine"),
    ("ICD-10-CM", "M3", None),
    ("ICD-10-CM", "", None),
    ("ICD-10-CM", "2160-0", None),
    ("LOINC", "2160", None),
    ("LOINC", "M32", None),
    ("SNOMED CT", "55464009", None),
    ("SNOMED CT", "68815009", "lupus nephritis"),
    ("http://snomed.info/sct", "68815009", "lupus nephritis"),
    ("SNOMED CT", "6881500", None),
    ("RxNorm", "42316", "tacrolimus"),
    ("http://www.nlm.nih.gov/research/umls/rxnorm", " 42316 ", "tacrolimus"),
    ("LOINC", "38483-4", "creatinine"),
    ("CVX", "08", "prednisone"),
    ("http://hl7.org/fhir/sid/cvx", "8", "prednisone"),
    ("RxNorm", "8", None),
    ("ATC", "L04AD02", None),
]


@pytest.mark.parametrize(("system", "code", "expected"), CODES)
def test_codes_resolve(lexicon: Lexicon, system: str, code: str, expected: str | None) -> None:
    concept = lexicon.resolve_code(system, code)
    assert (concept.id if concept else None) == expected


def test_kinship_goes_both_ways(lexicon: Lexicon) -> None:
    assert lexicon.ancestors("lupus nephritis") == {"lupus nephritis", "systemic lupus erythematosus"}
    assert lexicon.members("calcineurin inhibitor") == {"calcineurin inhibitor", "tacrolimus"}
    assert lexicon.leaves("calcineurin inhibitor") == {"tacrolimus"}
    assert lexicon.leaves("tacrolimus") == lexicon.members("tacrolimus") == {"tacrolimus"}


def test_evidence_goes_by_condition(lexicon: Lexicon) -> None:
    assert [(one.observation, one.outcome, one.implies) for one in lexicon.evidence("HIV infection")] == [
        ("HIV antibody", "positive", "present")
    ]
    assert lexicon.evidence("lupus nephritis") == ()


def test_near_names_are_suggested(lexicon: Lexicon) -> None:
    assert lexicon.suggest("tacrolimos")[0] == "tacrolimus"
    assert lexicon.suggest("nephritis, lupus", n=1) == ("lupus nephritis",)
    assert lexicon.suggest("qqqq") == ()
    assert lexicon.suggest("tacrolimos", likeness=99) == ()


def test_forms_hold_all_names_folded(lexicon: Lexicon) -> None:
    assert lexicon.forms["anti hiv"] == "HIV antibody"
    assert lexicon.corrupted == {"tachlimus": "tacrolimus"}


def test_the_digest_is_of_all_bytes(tmp_path: Path) -> None:
    first = load(written(tmp_path, sound())).digest
    assert first.startswith("sha256:")
    assert load(tmp_path).digest == first
    (tmp_path / "cues.tsv").write_text("a word that another table holds\n", encoding="utf-8")
    assert load(tmp_path).digest != first
