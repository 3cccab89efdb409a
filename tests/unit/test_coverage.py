from __future__ import annotations

import pytest

from criteria.coverage import Coverage, coverage_of, decided_by
from criteria.reading import read
from criteria.registry.record import Eligibility, Identification, ProtocolSection, Study
from criteria.criterion import Trial
