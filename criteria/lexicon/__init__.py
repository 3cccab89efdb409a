"""The lexicon: concepts, drugs and classes, procedures, measures and units, as tables that need no code to grow."""

from __future__ import annotations

from criteria.lexicon.check import check
from criteria.lexicon.codes import Coding, meant
from criteria.lexicon.fold import fold, fold_token, located, tokens
from criteria.lexicon.load import lexicon, load
from criteria.lexicon.lookup import Concept, Domain, Evidence, Lexicon, Resolution
from criteria.lexicon.table import FOLDER, Problem, Tables, read
from criteria.lexicon.ucum import Unit, parse_unit
from criteria.lexicon.units import canonical_unit, convert

__all__ = [
    "FOLDER",
    "Coding",
    "Concept",
    "Domain",
    "Evidence",
    "Lexicon",
    "Problem",
    "Resolution",
    "Tables",
    "Unit",
    "canonical_unit",
    "check",
    "convert",
    "fold",
    "fold_token",
    "lexicon",
    "load",
    "located",
    "meant",
    "parse_unit",
    "read",
    "tokens",
]
