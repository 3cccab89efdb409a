"""What a record is about: scope, diseases, kind of cell, antigens, origin, product, each with its words."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from criteria.lexicon import lexicon
from criteria.registry.classify.tables import FAMILIES, disease_rows, patterns, product_rows
from criteria.registry.record import Study
from criteria.registry.scope import Classification, Evidence, classify


def study(title: str, *given: str, conditions: tuple[str, ...] = (), summary: str = "", text: str = "") -> Study:
    """A made-up record."""
    section: dict[str, Any] = {
        "identificationModule": {"nctId": "NCT99000001", "briefTitle": title},
        "conditionsModule": {"conditions": list(conditions)},
        "descriptionModule": {"briefSummary": summary},
        "armsInterventionsModule": {"interventions": [{"name": name} for name in given]},
        "eligibilityModule": {"eligibilityCriteria": text},
    }
    return msgspec.convert({"protocolSection": section}, Study)


def of(title: str, *given: str, conditions: tuple[str, ...] = ("Lupus",), summary: str = "") -> Classification:
    return classify(study(title, *given, conditions=conditions, summary=summary))


# -- scope --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "given", "conditions", "included"),
    [
        ("CD19 CAR-T in lupus nephritis", "CD19 CAR-T", ("Lupus Nephritis",), True),
        ("KYV-101 in stiff person syndrome", "KYV-101", ("Stiff-Person Syndrome",), True),
        ("Rituximab in lupus nephritis", "Rituximab", ("Lupus Nephritis",), False),
        ("CD19 CAR-T in lymphoma", "CD19 CAR-T", ("B-cell Lymphoma",), False),
        ("CAR-T cells in leukemia after transplantation", "CAR-T", ("Leukemia", "Graft-versus-host Disease"), False),
        ("CAR-Treg cells for chronic GVHD", "CAR-Treg", ("Leukemia", "Chronic Graft Versus Host Disease"), True),
        ("CAR-T in POEMS syndrome and amyloidosis", "CD19/BCMA CAR-T", ("POEMS Syndrome", "Amyloidosis"), True),
        ("A scar study in lupus", "Scar T-shirt", ("Lupus",), False),
    ],
)
def test_scope(title: str, given: str, conditions: tuple[str, ...], included: bool) -> None:  # noqa: FBT001 - a case
    assert of(title, given, conditions=conditions).scope.included is included


def test_a_mention_of_autoimmunity_does_not_outweigh_a_cancer() -> None:
    ours = of("CAR-T in myeloma", "CAR-T", conditions=("Multiple Myeloma",), summary="Not in autoimmune disease.")
    assert not ours.scope.included
    assert "cancer" in ours.scope.reason


# -- diseases -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "disease", "family"),
    [
        ("SLE (Systemic Lupus)", "systemic lupus erythematosus", "rheumatology"),
        ("Class IV lupus nephritis", "lupus nephritis", "nephrology"),
        ("Generalized Myasthenia Gravis (gMG)", "myasthenia gravis", "neurology"),
        ("Stiff-Person Syndrome", "stiff-person syndrome", "neurology"),
        ("Graves' Disease", "Graves disease", "endocrine"),
        ("Warm Antibody Autoimmune Hemolytic Anemia", "autoimmune hemolytic anemia", "haematology"),
        ("Pemphigus Vulgaris", "pemphigus", "dermatology"),
        ("Primary Membranous Nephropathy", "membranous nephropathy", "nephrology"),
        ("Crohn Disease", "Crohn disease", "gastroenterology"),
        ("Chronic Graft Versus Host Disease", "graft-versus-host disease", "graft-versus-host"),
        ("Autoimmune Diseases of the Nervous System", "neurological autoimmune disease, not named", "neurology"),
        ("Autoimmune Diseases", "autoimmune disease, not named", None),
    ],
)
def test_a_condition_is_put_into_the_vocabulary(condition: str, disease: str, family: str | None) -> None:
    found = of("CAR-T", conditions=(condition,)).diseases
    assert [(each.disease, each.family) for each in found] == [(disease, family)]


def test_a_general_name_gives_way_to_those_the_summary_lists() -> None:
    ours = of("CAR-T", conditions=("Autoimmune Diseases",), summary="Cohorts: SLE, systemic sclerosis.")
    assert [each.disease for each in ours.diseases] == ["systemic lupus erythematosus", "systemic sclerosis"]


def test_an_acronym_written_small_is_a_common_word() -> None:
    assert [each.disease for each in of("CAR-T, ms after ms", conditions=()).diseases] == []
    assert [each.disease for each in of("CAR-T in MS", conditions=()).diseases] == ["multiple sclerosis"]


# -- the cell -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ("anti-CD19 CAR T cells", "CAR-T"),
        ("UCAR-T cell", "CAR-T"),
        ("MB-CART19.1", "CAR-T"),
        ("anti-CD19 CAR NK cells", "CAR-NK"),
        ("MuSK-CAART", "CAAR-T"),
        ("CD6-CAR Treg cells", "CAR-Treg"),
        ("CD19 CAR-γδ T cell", "gamma-delta CAR-T"),
        ("In Vivo CAR-T Therapy", "in vivo CAR-T"),
        ("XYZ-1234 cells", "not stated"),
    ],
)
def test_the_kind_of_cell(given: str, label: str) -> None:
    assert of("A study in lupus", given).modality.label == label


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ("anti-CD19 CAR-T", "CD19"),
        ("BCMA/CD19 CAR-T", "CD19/BCMA dual"),
        ("CD20/BCMA-directed CAR-T cells", "CD20/BCMA dual"),
        ("CD19/CD20/CD22 CAR-T", "CD19/CD20/CD22 triple"),
        ("CD7 CAR-T", "CD7"),
        ("CD70 CAR-T", "CD70"),
        ("CART19", "CD19"),
        ("P-CD19CD20-ALLO1", "CD19/CD20 dual"),
        ("CAR-T cells", "not stated"),
    ],
)
def test_targets(given: str, label: str) -> None:
    assert of("A study in lupus", given).targets.label == label


def test_an_antibody_beside_the_cells_is_no_target() -> None:
    ours = of(
        "A study in multiple sclerosis", "CAR-T cells", "Anti-CD20 mAb", summary="Depletes CD20-positive B cells."
    )
    assert ours.targets.label == "not stated"


def test_the_summary_tells_where_the_title_does_not_and_only_of_the_cell() -> None:
    ours = of(
        "ABC-999 in lupus", "ABC-999", summary="CD22 is common. ABC-999 is an autologous anti-CD19 CAR-T product."
    )
    assert (ours.targets.label, ours.origin.label) == ("CD19", "autologous")


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ("Autologous CD19 CAR-T", "autologous"),
        ("Universal CD19 CAR-T", "allogeneic"),
        ("UCAR-T", "allogeneic"),
        ("CAR-T from healthy donors", "allogeneic"),
        ("In vivo CAR-T", "in vivo"),
        ("obecabtagene autoleucel", "autologous"),
        ("CD19 CAR-T", "not stated"),
        ("CD19 CAR-NK", "not stated"),
    ],
)
def test_where_the_cells_come_from_is_said_or_not_stated(given: str, label: str) -> None:
    assert of("A study in lupus", given).origin.label == label


def test_a_transplant_in_the_text_says_nothing_of_the_cells() -> None:
    ours = of("CAR-T in lupus", "CAR-T", summary="Prior allogeneic stem cell transplantation is not allowed.")
    assert ours.origin.label == "not stated"


def test_cells_collected_from_whoever_takes_part_are_autologous() -> None:
    record = study("CAR-T in lupus", "CAR-T", conditions=("SLE",), text="* Suitable venous access for leukapheresis")
    assert classify(record).origin.label == "autologous"


# -- products -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["YTB323", "rapcabtagene autoleucel", "Rapcabtagene Autoleucel"])
def test_a_product_is_known_by_any_of_its_names(name: str) -> None:
    ours = of("A study in lupus", name)
    assert [each.product for each in ours.products] == ["rapcabtagene autoleucel"]
    assert (ours.targets.label, ours.origin.label, ours.modality.label) == ("CD19", "autologous", "CAR-T")
    assert ours.products[0].developer == "Novartis"


def test_a_code_that_is_in_no_table_tells_nothing() -> None:
    ours = of("A study of QQQ-123 in lupus", "QQQ-123 injection")
    assert ours.products == ()
    assert {ours.modality.label, ours.targets.label, ours.origin.label} == {"not stated"}


# -- words and tables ---------------------------------------------------------------------------------------


def test_every_answer_points_at_its_words() -> None:
    record = study("KYV-101 in SLE", "anti-CD19 CAR-T", conditions=("Lupus Nephritis",))
    data = msgspec.to_builtins(record)
    ours = classify(record)
    for words in (*ours.targets.evidence, *ours.modality.evidence, *ours.origin.evidence, *ours.scope.evidence):
        assert words.span.of(at(data, words)) == words.text


def at(data: Any, words: Evidence) -> str:
    """The field of the record that the words stand in."""
    for step in words.field.split("/")[1:]:
        data = data[step] if isinstance(data, dict) else data[int(step)]
    assert isinstance(data, str)
    return data


def test_the_tables_keep_to_their_vocabulary() -> None:
    modalities = {pattern.value for pattern in patterns("modalities")}
    antigens = {pattern.value for pattern in patterns("antigens")}
    for row in product_rows():
        assert row.modality in {"", *modalities}
        assert set(row.targets) <= antigens
        assert row.origin in {"", "autologous", "allogeneic", "in vivo"}
    assert {row.family for row in disease_rows()} == {"", *FAMILIES}
    assert {concept for row in disease_rows() for concept in row.concepts} <= lexicon().concepts.keys()


def test_no_two_products_share_a_name() -> None:
    names = [name.casefold() for row in product_rows() for name in (row.product, *row.aliases)]
    assert len(set(names)) == len(names)
