"""Folding: spellings of one name meet, different names stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.lexicon import fold, fold_token, located, tokens

ALIKE = [
    ("Sjögren's syndrome", "Sjogren syndrome"),
    ("Sjögren’s syndrome", "SJÖGREN SYNDROME"),
    ("Sjogrens syndrome", "Sjögren`s syndromes"),
    ("Graves' disease", "Graves disease"),
    ("Grave's disease", "Graves disease"),
    ("Behçet's disease", "Behcet disease"),
    ("anti-dsDNA antibody", "Anti dsDNA Antibodies"),
    ("anti-SSA/Ro antibody", "anti SSA Ro antibodies"),
    ("kidney biopsies", "kidney biopsy"),
    ("B-cell-depleting agents", "B cell depleting agent"),
    ("β2-glycoprotein", "beta2 glycoprotein"),
    ("TNF-α inhibitors", "TNF-alpha inhibitor"),
    ("γδ T cells", "gammadelta T cell"),
    ("viruses", "virus"),
    ("diagnoses", "diagnosis"),
    ("thromboses", "thrombosis"),
    ("metastases", "metastasis"),
    ("plasmaphereses", "plasmapheresis"),
    ("crises", "crisis"),
    ("vasculitides", "vasculitis"),
    ("varices", "varix"),
    ("doses", "dose"),
    ("headaches", "headache"),
    ("skin patches", "skin patch"),
    ("abscesses", "abscess"),
    ("CNIs", "CNI"),
    ("NSAIDs", "nsaid"),
    ("JAKis", "JAKi"),
    ("half-lives", "half life"),
    ("thrombi", "thrombus"),
    ("CD19+ B cells", "CD19 B cell"),
    ("\uff33\uff2c\uff25", "SLE"),
    ("Sjo\u0308gren", "Sjögren"),
    ("µg", "μg"),
]

UNCHANGED = [
    "lupus",
    "sclerosis",
    "diabetes",
    "virus",
    "pancreas",
    "herpes",
    "arthritis",
    "aids",
    "sars",
    "ascites",
    "abscess",
    "scabies",
    "series",
    "sle",
    "das28",
    "bvas",
    "poems",
    "icans",
    "gcs",
    "thrombus",
    "pemphigus",
    "this",
]

APART = [
    ("AIDS", "aid"),
    ("PRES", "pre"),
    ("CAPS", "cap"),
    ("ALPS", "ALP"),
    ("DADS", "dad"),
    ("type 1 diabetes", "type 2 diabetes"),
    ("IgG", "IgG4"),
    ("CD19", "CD20"),
]


@pytest.mark.parametrize(("one", "two"), ALIKE)
def test_spellings_of_one_name_meet(one: str, two: str) -> None:
    assert fold(one) == fold(two)


@pytest.mark.parametrize("word", UNCHANGED)
def test_words_that_only_look_like_plurals_stay(word: str) -> None:
    assert fold_token(word) == word


@pytest.mark.parametrize(("one", "two"), APART)
def test_different_names_stay_apart(one: str, two: str) -> None:
    assert fold(one) != fold(two)


def test_everything_but_letters_and_digits_separates() -> None:
    assert tokens("anti-Sm/RNP (IgG), 24-h") == ("anti", "sm", "rnp", "igg", "24", "h")


def test_tokens_know_their_place() -> None:
    text = "Sjögren's  syndromes"
    assert [(token, text[start:end]) for token, start, end in located(text)] == [
        ("sjogren", "Sjögren's"),
        ("syndrome", "syndromes"),
    ]


def test_nothing_folds_to_nothing() -> None:
    assert (fold(""), fold(" -/+ ®™ "), tokens("…")) == ("", "", ())


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.from_regex(r"[a-z]{1,12}(ies|oses|sses|ches|xes|us|is|as|s|es|i)?", fullmatch=True))
def test_folding_a_word_twice_is_folding_it_once(word: str) -> None:
    assert fold_token(fold_token(word)) == fold_token(word)


@given(st.text(max_size=40))
def test_case_makes_no_difference(text: str) -> None:
    assert fold(text.upper().lower()) == fold(text.lower().upper().lower())


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_text_folds_word_by_word(one: str, two: str) -> None:
    assert tokens(f"{one} {two}") == tokens(one) + tokens(two)


@given(st.text(alphabet="abs'`- +/9SZ", max_size=20))
def test_plain_text_folds_as_any_text_does(text: str) -> None:
    assert tokens(text) == tuple(token for token, _, _ in located(text))
