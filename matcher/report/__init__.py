"""The screening report: one HTML page of figures without anybody's row, small counts withheld."""

from __future__ import annotations

from matcher.report.model import Change, CriterionRow, FactRow, RipeRow, Screened, TrialRow
from matcher.report.page import report
from matcher.report.small import SMALL, Small

__all__ = ["SMALL", "Change", "CriterionRow", "FactRow", "RipeRow", "Screened", "Small", "TrialRow", "report"]
