"""The command `resetmatch`: results go to stdout, messages to stderr.

Exit status 0: done; 1: the work failed; 2: the command line or some of the input was refused.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from criteria.errors import InputRefused, LexiconInvalid, RecordRefused, ResetmatchError
from matcher.console import DONE, FAILED, REFUSED, Report, number, print_json, reader_left, say, write

if TYPE_CHECKING:
    from criteria.registry.record import RawRecord, Study
    from matcher.catalogue import Catalogue
    from matcher.population.facts import Patient
    from matcher.results import MatchResult
    from matcher.settings import Settings
    from matcher.store.records import RecordStore

__all__ = ["commands", "main"]

NCT = re.compile(r"NCT\d{8}", re.IGNORECASE)

store_option = click.option(
    "--store",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the record store (default: RESETMATCH_STORE, else the user's data folder).",
)
trials_option = click.option(
    "--trials",
    type=click.Path(exists=True, path_type=Path),
    help="A file or folder of registry records (default: the store).",
)
stale_option = click.option(
    "--stale-days",
    type=click.FloatRange(min=0),
    help="Age in days beyond which a measurement decides nothing about now (default: 90).",
)


class _Commands(click.Group):
    """A group whose commands end in peace when the reader of stdout has gone."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            return reader_left()
        return status


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="resetmatch", prog_name="resetmatch")
def commands() -> None:
    """Match de-identified patient profiles to the eligibility text of autoimmune CAR-T trials.

    The result informs a referral; it never recommends a treatment.
    """


# -- the commands -------------------------------------------------------------------------------------------


@commands.command()
@click.option("--format", "form", type=click.Choice(["table", "json", "ndjson"]), default="table", show_default=True)
def demo(form: str) -> int:
    """Match the bundled sample patients to the bundled sample trials, without a network."""
    from matcher.catalogue import from_sample
    from matcher.sample import PROFILES

    catalogue = from_sample()
    if form != "table":
        return _match(PROFILES, catalogue, form, stale_days=None)
    from matcher.demo import print_demo
    from matcher.population.profile import read_profiles

    report = Report()
    report.add(*catalogue.refused)
    patients = list(report.passed(read_profiles(PROFILES)))
    print_demo(list(_results(patients, catalogue, None)), patients, sys.stdout)
    return report.close()


@commands.command()
@click.option("--from", "source", metavar="PATH|URL", help="Records, or an API v2 (default: the live registry).")
@store_option
def sync(source: str | None, folder: Path | None) -> int:
    """Bring registry records into the store, in place of those that are there."""
    from criteria.registry.record import decode_study
    from matcher.store.records import RecordStore

    report = Report()
    kept: list[RawRecord] = []
    for item in report.passed(_raw_records(source)):
        study = decode_study(item)
        if isinstance(study, RecordRefused):
            report.add(study)
        else:
            kept.append(item)
    if report.count and not kept:
        return report.close("nothing could be read; the store stays as it is")
    manifest = RecordStore(folder).replace(kept, retrieved=_today())
    say(f"{number(manifest.count, 'record')} in the store, retrieved {manifest.retrieved}, {manifest.digest[:19]}")
    return report.close()


@commands.command()
@click.argument("target", metavar="PATH|NCTID|-")
@click.option("--format", "form", type=click.Choice(["json", "ndjson", "text"]), default="json", show_default=True)
@store_option
def parse(target: str, form: str, folder: Path | None) -> int:
    """Read eligibility text into structured criteria: a file or folder, a record of the store, or - for stdin."""
    from criteria.reading import read

    report = Report()
    trials = (read(study) for study in report.passed(_studies(target, folder)))
    if form == "text":
        from matcher.table import trial_text

        for trial in trials:
            write(trial_text(trial).encode())
    else:
        print_json(trials, form)
    return report.close()


@commands.command()
@click.option("--profiles", type=click.Path(exists=True, path_type=Path), required=True, help="Patient profiles.")
@trials_option
@store_option
@click.option("--format", "form", type=click.Choice(["json", "ndjson", "table"]), default="json", show_default=True)
@click.option(
    "--top",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="Trials a profile is shown with in a table; 0 shows all. The other formats always hold all.",
)
@stale_option
def match(
    profiles: Path, trials: Path | None, folder: Path | None, form: str, *, top: int, stale_days: float | None
) -> int:
    """Match patient profiles to trials, criterion by criterion."""
    return _match(profiles, _catalogue(trials, folder), form, top=top, stale_days=stale_days)


@commands.command()
@click.argument("cohort", type=click.Path(exists=True, path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the results.")
@trials_option
@store_option
@stale_option
@click.option("--all-pairs", is_flag=True, help="A row for every pair of person and trial, ineligible ones too.")
def screen(
    cohort: Path, out: Path, trials: Path | None, folder: Path | None, *, stale_days: float | None, all_pairs: bool
) -> int:
    """Screen a cohort: writes matches.parquet, attrition.parquet and report.html."""
    from matcher.screen import screen as run_screen

    report = Report()
    catalogue = _catalogue(trials, folder)
    report.add(*catalogue.refused)
    _need_trials(catalogue)
    screening = run_screen(cohort, catalogue.trials, out, _settings(stale_days), all_pairs=all_pairs)
    report.add(*screening.refused)
    people, against = number(screening.people, "profile"), number(len(catalogue.trials), "trial")
    say(f"{people} screened against {against}; results in {out}")
    return report.close()


@commands.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@trials_option
@store_option
def serve(host: str, port: int, trials: Path | None, folder: Path | None) -> int:
    """Serve the HTTP API over the store, or over the bundled sample where there is no store yet."""
    import uvicorn

    from matcher.api.app import create_app
    from matcher.catalogue import from_path, from_sample, from_store

    catalogue = from_path(trials) if trials else from_store(_store(folder))
    if catalogue is None:
        say("there is no store yet: serving the bundled sample; run resetmatch sync")
        catalogue = from_sample()
    Report().add(*catalogue.refused)
    _need_trials(catalogue)
    say(f"serving {number(len(catalogue.trials), 'trial')} at http://{host}:{port}, described at /docs")
    config = uvicorn.Config(create_app(catalogue), host=host, port=port, log_level="warning", server_header=False)
    try:
        uvicorn.Server(config).run()
    except SystemExit:  # the server has said why it cannot start
        return FAILED
    return DONE


@commands.group()
def lexicon() -> None:
    """Look after the lexicon's tables."""


@lexicon.command()
def check() -> int:
    """Load every table and hold it to its rules."""
    from criteria.lexicon import check as problems_of
    from criteria.lexicon import lexicon as load
    from criteria.lexicon import read

    if problems := problems_of(read()):
        for problem in problems:
            say(str(problem))
        return FAILED
    loaded = load()
    say(f"{number(len(loaded.concepts), 'concept')}, {number(len(loaded.forms), 'form')}, {loaded.digest[:19]}")
    return DONE


# -- input --------------------------------------------------------------------------------------------------


def _raw_records(source: str | None) -> Iterator[RawRecord | RecordRefused]:
    from criteria.registry.record import read_raw

    if source is not None and "://" not in source:
        yield from read_raw(Path(source))
        return
    from criteria.registry.client import LIVE, Registry

    yield from Registry(source or LIVE).studies()


def _studies(target: str, folder: Path | None) -> Iterator[Study | RecordRefused]:
    from criteria.registry.record import decode_study, read_records, split_documents

    if target == "-":
        for item in split_documents(sys.stdin.buffer.read(), "stdin"):
            yield item if isinstance(item, RecordRefused) else decode_study(item)
    elif NCT.fullmatch(target) and not Path(target).exists():
        yield _stored(target.upper(), folder)
    else:
        yield from read_records(Path(target))


def _stored(nct_id: str, folder: Path | None) -> Study:
    store = _store(folder)
    found = next((study for study in store.records() if study.nct_id == nct_id), None)
    if found is None:
        raise RecordRefused(
            f"{nct_id} is not in the store", where=str(store.folder), do="run resetmatch sync, or give a file"
        )
    return found


def _store(folder: Path | None) -> RecordStore:
    from matcher.store.records import RecordStore

    return RecordStore(folder)


def _catalogue(trials: Path | None, folder: Path | None) -> Catalogue:
    from matcher.catalogue import from_path, from_store

    if trials is not None:
        return from_path(trials)
    store = _store(folder)
    catalogue = from_store(store)
    if catalogue is None:
        raise RecordRefused("no store yet", where=str(store.folder), do="run resetmatch sync, or give --trials")
    return catalogue


def _settings(stale_days: float | None) -> Settings:
    from matcher.settings import Settings

    return Settings() if stale_days is None else Settings(stale_days=stale_days)


def _need_trials(catalogue: Catalogue) -> None:
    if not catalogue.trials:
        raise RecordRefused("no trial could be read")


def _today() -> str:
    return dt.datetime.now(tz=dt.UTC).date().isoformat()


# -- matching -----------------------------------------------------------------------------------------------


def _match(profiles: Path, catalogue: Catalogue, form: str, *, stale_days: float | None, top: int = 0) -> int:
    from matcher.population.profile import read_profiles

    report = Report()
    report.add(*catalogue.refused)
    if not catalogue.trials:
        return report.close("no trial could be read")
    results = _results(report.passed(read_profiles(profiles)), catalogue, stale_days)
    if form == "table":
        from matcher.table import print_results

        print_results(results, sys.stdout, top=top)
    else:
        print_json(results, form)
    return report.close()


def _results(patients: Iterable[Patient], catalogue: Catalogue, stale_days: float | None) -> Iterator[MatchResult]:
    from matcher.evaluate import match as evaluate
    from matcher.settings import default_context

    context = default_context(_settings(stale_days))
    for patient in patients:
        yield evaluate(patient, catalogue.trials, registry=catalogue.registry, context=context)


# -- the way in and out -------------------------------------------------------------------------------------


def main() -> NoReturn:
    """Run the command line; never shows a traceback unless RESETMATCH_DEBUG is set."""
    sys.exit(_run())


def _run() -> int:
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        status = commands.main(prog_name="resetmatch", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return REFUSED
    except (click.Abort, KeyboardInterrupt):
        return 130
    except InputRefused as error:
        say(f"refused: {error}")
        return REFUSED
    except Exception as error:  # noqa: BLE001 - whatever it was, the user is told in one line
        say(_failure(error))
        if os.environ.get("RESETMATCH_DEBUG"):
            traceback.print_exc()
        return FAILED
    return status if isinstance(status, int) else DONE


def _failure(error: Exception) -> str:
    """What is said of a failure; an error nobody foresaw is not quoted, for its words may hold a patient's values."""
    if isinstance(error, LexiconInvalid):
        return f"the lexicon breaks its rules ({str(error).splitlines()[0]}); resetmatch lexicon check lists them"
    if isinstance(error, (ResetmatchError, OSError)):
        return str(error)
    return f"unexpected {type(error).__name__}; RESETMATCH_DEBUG=1 shows where"
