"""OMOP CDM 5.4 as a cohort: its tables, its codes and its dates, made into profiles without dates or source numbers."""

from __future__ import annotations

from matcher.population.omop.options import Options
from matcher.population.omop.reader import Reading, is_omop, write_profiles

__all__ = ["Options", "Reading", "is_omop", "write_profiles"]
