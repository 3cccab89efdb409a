"""The command `resetmatch`: results go to stdout, messages to stderr.

Exit status 0: done; 1: the work failed; 2: the command line or some of the input was refused.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import click

from criteria.errors import InputRefused, LexiconInvalid, RecordRefused, ResetmatchError
from matcher.admin import GROUPS, serve
from matcher.cli_next import next_command
from matcher.cli_plan import plan
from matcher.cli_trials import landscape, trials
from matcher.clock import today
from matcher.console import DONE, FAILED, REFUSED, Report, number, print_json, reader_left, say, write
from matcher.follow import changes, sync
from matcher.follow_hooks import webhooks
from matcher.omop_options import omop_options
from matcher.options import index_option, radius_option, stale_option, store_option, trials_option, with_filters
from matcher.screen_options import screen_options

if TYPE_CHECKING:
    from typing import Unpack

    from criteria.criterion import Trial
    from matcher.catalogue import Catalogue
    from matcher.filters import Filters
    from matcher.omop_options import Said
    from matcher.population.facts import Patient
    from matcher.population.fhir import FhirReport
    from matcher.results import MatchResult
    from matcher.settings import Settings
    from matcher.sources import Section
    from matcher.spark import OnSpark

__all__ = ["commands", "main"]


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


for command in (serve, sync, changes, webhooks, next_command, plan, *GROUPS):
    commands.add_command(command)


# -- the commands -------------------------------------------------------------------------------------------


@commands.command()
@click.option("--format", "form", type=click.Choice(["table", "json", "ndjson"]), default="table", show_default=True)
def demo(form: str) -> int:
    """Match the bundled sample patients to the bundled sample trials, without a network."""
    from matcher.catalogue import from_sample
    from matcher.sample import PROFILES

    catalogue = from_sample()
    if form != "table":
        return _match(PROFILES, catalogue, form)
    from matcher.demo import print_demo
    from matcher.population.profile import read_profiles

    report = Report()
    report.add(*catalogue.refused)
    patients = list(report.passed(read_profiles(PROFILES)))
    print_demo(list(_results(patients, catalogue)), patients, sys.stdout)
    return report.close()


@commands.command()
@click.argument("targets", metavar="(PATH|NCTID|-)...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "ndjson", "text"]),
    help="Default: json; with --stats text. --explain is for the eye only.",
)
@click.option("--stats", is_flag=True, help="Count the criteria by how they are decided, and the words not understood.")
@click.option("--top", type=click.IntRange(min=0), default=20, show_default=True, help="With --stats: phrases; 0: all.")
@click.option("--explain", "explained", is_flag=True, help="Show the stages of the reading; takes TEXT as well.")
@click.option(
    "--section", type=click.Choice(["inclusion", "exclusion"]), help="With --explain: the section of a bare TEXT."
)
@click.option("--criterion", "only", metavar="ID", help="With --explain: only this one, as i03.")
@store_option
def parse(
    targets: tuple[str, ...],
    form: str | None,
    store: str | None,
    *,
    stats: bool,
    top: int,
    explained: bool,
    section: Section | None,
    only: str | None,
) -> int:
    """Read eligibility text into structured criteria: files or folders, records of the store, or - for stdin."""
    if explained:
        if stats or form:
            raise click.UsageError("--explain goes with neither --stats nor --format")
        return _explain(targets, store, section, only)
    if section or only:
        raise click.UsageError("--section and --criterion go with --explain")
    from criteria.reading import read
    from matcher.sources import studies

    report = Report()
    trials = (read(study) for target in targets for study in report.passed(studies(target, store)))
    if stats:
        _print_stats(trials, form or "text", top)
    elif form == "text":
        from matcher.table import trial_text

        for trial in trials:
            write(trial_text(trial).encode())
    else:
        print_json(trials, form or "json")
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
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Match to the records that were in force on this day.")
@radius_option
@with_filters
@index_option
def match(
    profiles: Path,
    trials: Path | None,
    store: str | None,
    form: str,
    *,
    top: int,
    stale_days: float | None,
    as_of: dt.datetime | None,
    radius_km: float | None,
    filters: Filters,
    index_date: dt.datetime | None,
) -> int:
    """Match patient profiles, or the patients of FHIR bundles, to trials; filters leave out trials beforehand."""
    from matcher.sources import catalogue_as_of, catalogue_of

    day = index_date.date() if index_date else today()
    asked = _Asked(stale_days=stale_days, radius_km=radius_km, filters=filters, day=day)
    if as_of is None:
        return _match(profiles, catalogue_of(trials, store), form, top=top, asked=asked)
    if trials is not None:
        raise click.UsageError("--as-of goes with the store, not with --trials")
    catalogue, then = catalogue_as_of(as_of.date(), store)
    say(f"as of {then.day}; engine then: {then.words}")
    return _match(profiles, catalogue, form, top=top, asked=asked)


@commands.command()
@click.argument("bundles", metavar="BUNDLE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@index_option
def fhir(bundles: tuple[Path, ...], index_date: dt.datetime | None) -> int:
    """Turn FHIR R4 bundles into profiles, one a line; what was not used is said on stderr."""
    from matcher.population.fhir import read_bundles

    report = Report()
    index = index_date.date() if index_date else today()
    for converted in report.passed(each for path in bundles for each in read_bundles(path, index)):
        _tell(converted.report)
        print_json([converted.profile], "ndjson")
    return report.close()


@commands.command()
@click.argument("cohort", metavar="COHORT")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the results.")
@trials_option
@store_option
@stale_option
@screen_options
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="Processes, up to 2 GiB each at the default block (default: one a core).",
)
@omop_options
def screen(
    cohort: str,
    out: Path,
    trials: Path | None,
    store: str | None,
    *,
    stale_days: float | None,
    all_pairs: bool,
    workers: int | None,
    relax: tuple[str, ...],
    suppress_below: int,
    memory: str | None,
    engine: str,
    master: str | None,
    **said: Unpack[Said],
) -> int:
    """Screen a cohort: writes matches.parquet, attrition.parquet, report.html and tables beside them.

    COHORT is a file of profiles, or an OMOP CDM: a folder of Parquet or CSV tables, a DuckDB file, or the address of a
    database (postgresql://reader@host/base). A screening that was stopped goes on where it was when started again.
    """
    from matcher.cohorts import profiles_of
    from matcher.memory import bytes_of
    from matcher.plan.run import BLOCK
    from matcher.progress import progress
    from matcher.screen import screen as run_screen
    from matcher.sources import catalogue_of
    from matcher.workers import cores

    if memory and said["block"]:
        raise click.UsageError("--memory chooses --block: give one of them")
    if master and engine != "spark":
        raise click.UsageError("--master goes with --engine spark")
    report = Report()
    catalogue = catalogue_of(trials, store)
    report.add(*catalogue.refused)
    _need_trials(catalogue)
    profiles = profiles_of(cohort, out, said, report)
    with progress("screening") as told:
        screening = run_screen(
            profiles,
            catalogue.trials,
            out,
            _settings(stale_days),
            all_pairs=all_pairs,
            relax=relax,
            least=suppress_below,
            block=said["block"] or BLOCK,
            workers=workers or cores(),
            memory=bytes_of(memory) if memory else None,
            elsewhere=_on_spark(profiles, master) if engine == "spark" else None,
            progress=told,
        )
    report.add(*screening.refused)
    people, against = number(screening.people, "profile"), number(len(catalogue.trials), "trial")
    lines = [change.line for change in screening.relaxed]
    say(f"{people} screened against {against}; results in {out}")
    write("".join(f"{line}\n" for line in lines).encode())
    return report.close()


def _on_spark(profiles: Path, master: str | None) -> OnSpark:
    from matcher.spark import OnSpark

    return OnSpark(profiles, master or "local[*]")


@commands.command()
@click.argument("source", metavar="SOURCE")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The Parquet file of the profiles.")
@omop_options
def omop(source: str, out: Path | None, **said: Unpack[Said]) -> int:
    """Make profiles of an OMOP CDM, and a report of what did not map; without --out the report only, on stdout.

    SOURCE is a folder of Parquet or CSV tables, a DuckDB file, or the address of a database
    (postgresql://reader@host/base). Dates become days before the index date.
    """
    from matcher.cohorts import read_omop

    report = Report()
    reading = read_omop(source, out, said, report)
    if out is None:
        write(reading.report.encode())
    else:
        say(f"{number(reading.people, 'profile')} in {out}; what did not map in {out.parent / 'unmapped.txt'}")
    return report.close()


commands.add_command(trials)
commands.add_command(landscape)


@commands.group()
def lexicon() -> None:
    """Look after the lexicon's tables."""


@lexicon.command()
@click.option(
    "--tables",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the tables (default: those of the package).",
)
def check(tables: Path | None) -> int:
    """Hold every table to its rules: a line for each problem, with table, line and rule."""
    from criteria.lexicon import FOLDER, load, read
    from criteria.lexicon import check as problems_of
    from criteria.lexicon.checked import problems_of as unproven
    from criteria.lexicon.checked import proofs, shares

    tables = tables or FOLDER
    held, lines = read(tables), proofs() if tables == FOLDER else ()
    if problems := [*problems_of(held), *unproven(held, lines)]:
        write("".join(f"{problem}\n" for problem in problems).encode())
        say(f"{number(len(problems), 'problem')} in {tables}")
        return FAILED
    loaded = load(tables)
    say(f"{number(len(loaded.concepts), 'concept')}, {number(len(loaded.forms), 'form')}, {loaded.digest[:19]}")
    say(
        f"{number(len(held.rows['codes']), 'code')} entered with their lists; held to a source since they were entered:"
    )
    say(", ".join(map(str, shares(held, lines))))
    return DONE


@lexicon.command()
@click.argument("name")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def show(name: str, form: str) -> int:
    """Show what a name or a code ("M32.14", "CVX 140") stands for: names, kin, codes, units, source."""
    from criteria.lexicon import lexicon as load
    from criteria.lexicon import meant
    from matcher.plain import concept_text, members_of

    known = load()
    resolved = known.resolve(name)
    codes = (known.resolve_code(*code) for code in meant(name))
    concept = resolved.concept if resolved else next(filter(None, codes), None)
    if concept is None:
        near = ", ".join(known.suggest(name))
        raise InputRefused("the lexicon does not hold this name", do=f"near it: {near}" if near else "")
    if form == "json":
        import msgspec

        print_json([{**msgspec.structs.asdict(concept), "members": members_of(concept, known)}], "json")
    else:
        write(concept_text(concept, known).encode())
    return DONE


# -- settings -----------------------------------------------------------------------------------------------


def _settings(stale_days: float | None) -> Settings:
    from matcher.settings import Settings

    return Settings() if stale_days is None else Settings(stale_days=stale_days)


def _need_trials(catalogue: Catalogue) -> None:
    if not catalogue.trials:
        raise RecordRefused("no trial could be read")


# -- reading ------------------------------------------------------------------------------------------------


def _print_stats(trials: Iterable[Trial], form: str, top: int) -> None:
    from criteria.coverage import coverage_of

    coverage = coverage_of(trials, top=top)
    if form == "text":
        from matcher.plain import coverage_text

        write(coverage_text(coverage).encode())
    else:
        print_json([coverage], form)


def _explain(targets: Iterable[str], store: str | None, section: Section | None, only: str | None) -> int:
    from criteria.stages import stages_of
    from matcher.explain_parse import print_stages
    from matcher.sources import texts

    report = Report()
    shown = False
    for each in report.passed(each for target in targets for each in texts(target, store, section)):
        shown |= print_stages(each.title, stages_of(each.text, each.diseases), sys.stdout, only=only)
    return report.close(None if shown else "there is no such criterion" if only else "there is no text to read")


# -- matching -----------------------------------------------------------------------------------------------


class _Asked(NamedTuple):
    """What a match is asked for besides profiles and trials; None takes the default."""

    stale_days: float | None = None
    radius_km: float | None = None
    filters: Filters | None = None
    day: dt.date | None = None


_PLAINLY = _Asked()


def _match(profiles: Path, catalogue: Catalogue, form: str, *, top: int = 0, asked: _Asked = _PLAINLY) -> int:
    from matcher.patients import read_patients

    report = Report()
    report.add(*catalogue.refused)
    if not catalogue.trials:
        return report.close("no trial could be read")
    patients = read_patients(profiles, asked.day or today(), tell=_tell)
    results = _results(report.passed(patients), catalogue, asked)
    if form == "table":
        from matcher.table import print_results

        print_results(results, sys.stdout, top=top)
    else:
        print_json(results, form)
    return report.close()


def _tell(report: FhirReport) -> None:
    for line in report.lines():
        say(line)


def _results(patients: Iterable[Patient], catalogue: Catalogue, asked: _Asked = _PLAINLY) -> Iterator[MatchResult]:
    from matcher.evaluate import match as evaluate
    from matcher.filters import Filters
    from matcher.listing import chosen
    from matcher.placing import placed
    from matcher.settings import default_context
    from matcher.sites import RADIUS_KM

    context = default_context(_settings(asked.stale_days))
    wanted = [trial for trial, _ in chosen(catalogue, asked.filters or Filters())]
    radius = RADIUS_KM if asked.radius_km is None else asked.radius_km
    for patient in patients:
        result = evaluate(patient, wanted, registry=catalogue.registry, context=context)
        yield placed(result, patient, catalogue.studies, radius_km=radius)


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
