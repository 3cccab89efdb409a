from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    path.relative_to(ROOT).as_posix() for package in ("criteria", "matcher") for path in (ROOT / package).rglob("*.py")
)

HOMES = {
    "numpy": ("matcher/plan/*", "matcher/single/*"),
    "polars": (
        "matcher/plan/*",
        "matcher/population/frame.py",
        "matcher/population/*_frame.py",
        "matcher/population/omop/*",
        "matcher/screen.py",
        "matcher/spark.py",
    ),
    "pyspark": ("matcher/spark.py",),
    "matcher.spark": ("matcher/cli.py",),
    "litestar": ("matcher/api/*",),
    "granian": ("matcher/serve.py",),
    "jwt": ("matcher/api/tokens.py",),
    "structlog": ("matcher/api/*", "matcher/logs.py"),
    "opentelemetry": ("matcher/api/telemetry.py",),
    "httpx": ("criteria/registry/client.py", "matcher/deliveries.py"),
    "sqlalchemy": ("matcher/store/*",),
    "alembic": ("matcher/store/*",),
    "rich": (
        "matcher/progress.py",
        "matcher/table.py",
        "matcher/demo.py",
        "matcher/explain_parse.py",
        "matcher/trials_table.py",
    ),
    "matplotlib": ("matcher/drawing.py", "matcher/landscape/*", "matcher/report/*"),
    "click": (
        "matcher/admin.py",
        "matcher/cli.py",
        "matcher/cli_next.py",
        "matcher/cli_plan.py",
        "matcher/cli_trials.py",
        "matcher/console.py",
        "matcher/follow*.py",
        "matcher/options.py",
        "matcher/omop_options.py",
        "matcher/screen_options.py",
    ),
    "matcher.api": ("matcher/api/*", "matcher/admin.py"),
    "matcher.api.fhir": ("matcher/api/*",),
    "matcher.population.fhir": ("matcher/patients.py", "matcher/cli.py", "matcher/cli_next.py", "matcher/api/fhir/*"),
    "fhir": (),  # the library that validates in the tests
    "matcher.cli": (),
    "matcher.table": ("matcher/cli.py", "matcher/demo.py", "matcher/explain_parse.py", "matcher/trials_table.py"),
    "matcher.trials_table": ("matcher/cli_trials.py",),
    "matcher.landscape": ("matcher/cli_trials.py",),
    "matcher.console": (
        "matcher/admin.py",
        "matcher/cli.py",
        "matcher/cli_next.py",
        "matcher/cli_plan.py",
        "matcher/cli_trials.py",
        "matcher/cohorts.py",
        "matcher/follow*.py",
    ),
    "matcher.options": ("matcher/admin.py", "matcher/follow*.py", "matcher/cli.py", "matcher/cli_*.py"),
    "matcher.cli_trials": ("matcher/cli.py",),
    "matcher.cli_next": ("matcher/cli.py",),
    "matcher.cli_plan": ("matcher/cli.py",),
    "matcher.admin": ("matcher/cli.py", "matcher/follow*.py"),
    "matcher.follow": ("matcher/cli.py",),
    "matcher.follow_hooks": ("matcher/cli.py",),
    "matcher.screening": ("matcher/screening/*", "matcher/api/*", "matcher/serve.py"),
    "matcher.population.omop": ("matcher/population/omop/*", "matcher/cohorts.py"),
}
"""What may be imported only in certain places."""

LAYERS = (
    *("criteria.errors", "criteria.spans", "criteria.registry", "criteria.text", "criteria.lexicon"),
    *("criteria.registry.classify", "criteria.registry.scope", "criteria.registry.conduct", "criteria.tree"),
    *("criteria.parse", "criteria.criterion", "criteria.scopes", "criteria.references", "criteria.reading"),
    *("criteria.coverage", "criteria.stages", "criteria.changes", "matcher"),
)
"""From the bottom up: a module imports from its own layer and from those below."""

RULES = (
    "criteria/registry/classify/*",
    "criteria/registry/scope.py",
    "criteria/registry/conduct.py",
    "criteria/text/*",
    "criteria/parse/*",
    "criteria/tree/*",
    "criteria/changes/*",
    "criteria/criterion.py",
    "criteria/references.py",
    "criteria/scopes.py",
    "criteria/reading.py",
    "criteria/spans.py",
    "matcher/plan/*",
    "matcher/evaluate.py",
    "matcher/explain.py",
    "matcher/kleene.py",
    "matcher/meaning.py",
    "matcher/single/*",
    "matcher/score.py",
    "matcher/facets.py",
    "matcher/filters.py",
    "matcher/geo/*",
    "matcher/placing.py",
    "matcher/sites.py",
    "matcher/standing.py",
)
OUTSIDE_WORLD = frozenset({"asyncio", "datetime", "os", "random", "secrets", "socket", "subprocess", "time", "uuid"})


def parsed(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def imports(module: str) -> Iterator[str]:
    """The full names of what a module imports, wherever in it."""
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def names(module: str, package: str) -> list[str]:
    return [name for name in imports(module) if name == package or name.startswith(f"{package}.")]


def test_the_modules_are_found() -> None:
    assert "criteria/tree/nodes.py" in MODULES
    assert "matcher/cli.py" in MODULES


@pytest.mark.parametrize("module", [module for module in MODULES if module.startswith("criteria/")])
def test_criteria_knows_nothing_of_matcher(module: str) -> None:
    assert names(module, "matcher") == []


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module: str) -> None:
    own = module.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    assert own == "criteria" or _layer(own) >= 0, f"{module} stands in no layer"
    assert {name for name in imports(module) if _layer(name) > _layer(own)} == set()


def _layer(name: str) -> int:
    """The place of a module's layer, the narrowest that holds it; -1 for what is not of this project."""
    found = [layer for layer in LAYERS if name == layer or name.startswith(f"{layer}.")]
    return LAYERS.index(max(found, key=len)) if found else -1


@pytest.mark.parametrize("package", HOMES)
def test_a_package_is_imported_only_where_it_lives(package: str) -> None:
    strangers = {
        module: found
        for module in MODULES
        if not any(fnmatch(module, home) for home in HOMES[package])
        and (found := names(module, package))
        and not module.startswith(f"{package.replace('.', '/')}")
    }
    assert strangers == {}


@pytest.mark.parametrize("module", [module for module in MODULES if any(fnmatch(module, rule) for rule in RULES)])
def test_rules_look_at_no_clock_no_chance_and_no_outside_world(module: str) -> None:
    assert {name.split(".")[0] for name in imports(module)} & OUTSIDE_WORLD == set()
    assert names(module, "matcher.clock") == []


@pytest.mark.parametrize("module", [module for module in MODULES if module.startswith("matcher/")])
def test_what_time_it_is_is_asked_in_one_place(module: str) -> None:
    asked = {ast.unparse(node) for node in ast.walk(parsed(module)) if isinstance(node, ast.Attribute)}
    found = {name for name in asked if name.endswith(("datetime.now", "datetime.utcnow", "date.today"))}
    assert found == ({"dt.datetime.now"} if module == "matcher/clock.py" else set())


@pytest.mark.parametrize("module", [module for module in MODULES if not module.endswith("__main__.py")])
def test_a_module_says_what_is_public_and_keeps_its_word(module: str) -> None:
    tree = parsed(module)
    if not tree.body:
        return
    defined = {name for node in tree.body for name in _defined(node)}
    public = next((ast.literal_eval(node.value) for node in tree.body if _is_public(node)), None)
    assert public is not None, f"{module} has no __all__"
    assert len(set(public)) == len(public)
    assert set(public) <= defined


def _is_public(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"]


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, ast.Assign):
        yield from (ast.unparse(target) for target in node.targets)
    elif isinstance(node, ast.AnnAssign):
        yield ast.unparse(node.target)
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from (alias.asname or alias.name for alias in node.names)
