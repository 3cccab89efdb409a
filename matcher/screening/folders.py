"""Where the files of screening jobs lie: a folder a job, with its cohort until it has ended and its results after.

Nobody but the user who runs the service can read them.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from criteria.errors import StoreUnavailable
from matcher.service import ServiceSettings
from matcher.store.address import default_folder

__all__ = ["REFUSED", "RESULTS", "TABLES", "Folders", "folders_of"]

TABLES = ("matches", "missing_facts", "attrition", "blockers", "gains", "ripening")
REFUSED = "refused.ndjson"
RESULTS = (*(f"{name}.parquet" for name in TABLES), *(f"{name}.ndjson" for name in TABLES), "report.html", REFUSED)
"""The files that a screening ends with, those in NDJSON made of the others when they are asked for."""


class Folders:
    """The folders of all jobs, below one."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def make(self, job_id: str) -> Path:
        """A new folder for a job that is not yet there; StoreUnavailable where it cannot be made."""
        folder = self.root / job_id
        try:
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise StoreUnavailable(f"jobs cannot be kept: {os.strerror(error.errno or 0)}") from error
        return folder

    def cohort(self, job_id: str, form: str) -> Path:
        """The file of the cohort."""
        return self.root / job_id / f"cohort.{form}"

    def results(self, job_id: str) -> Path:
        """The folder of the results."""
        return self.root / job_id / "results"

    def forget_cohort(self, job_id: str) -> None:
        """Removes the cohort and what a screening keeps beside its results while it runs."""
        for path in (self.root / job_id).glob("cohort.*"):
            path.unlink(missing_ok=True)
        shutil.rmtree(self.results(job_id) / ".parts", ignore_errors=True)

    def wipe(self, job_id: str) -> None:
        """Removes all files of a job."""
        shutil.rmtree(self.root / job_id, ignore_errors=True)

    def all(self) -> Iterator[str]:
        """The ids of the jobs that have a folder."""
        if self.root.is_dir():
            yield from sorted(path.name for path in self.root.iterdir() if path.is_dir())

    def age(self, job_id: str) -> float:
        """Seconds since anything in the folder itself came or went."""
        try:
            return time.time() - (self.root / job_id).stat().st_mtime
        except OSError:
            return 0.0


def folders_of(settings: ServiceSettings, store: Path | None) -> Folders:
    """The folders that the settings name, else those beside an embedded store, else in the user's data folder."""
    named = Path(settings.screenings_folder) if settings.screenings_folder else None
    return Folders((named or (store or default_folder()) / "screenings").absolute())
