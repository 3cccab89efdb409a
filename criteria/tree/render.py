"""Tree → plain English: what was understood, in standard terms and units."""

from __future__ import annotations

from criteria.tree.nodes import (
    Age,
    All,
    Any,
    AtLeast,
    Attested,
    Condition,
    Constant,
    Discretionary,
    Distinct,
    Dose,
    Elapsed,
    Exposure,
    Finding,
    Grade,
    IfThen,
    Node,
    Not,
    Procedure,
    Quality,
    Readings,
    Sex,
    Unread,
    Value,
    Window,
)

__all__ = ["render", "render_days", "render_limit", "render_number"]

_SIGNS = {"<": "<", "<=": "≤", "=": "=", ">=": "≥", ">": ">"}
_NEARLY_WHOLE = 1e-6
_LENGTHS = ((365.25, "year"), (30.4375, "month"), (7.0, "week"), (1.0, "day"))


def render(node: Node) -> str:  # noqa: PLR0911 - one line a node
    """The node as a sentence fragment: `ALT ≤ 3 × ULN and AST ≤ 3 × ULN`."""
    match node:
        case All():
            return _joined(node.of, "and")
        case Any():
            return _joined(node.of, "or")
        case AtLeast():
            return f"at least {node.k} of ({'; '.join(render(n) for n in node.of)})"
        case Not():
            return f"not ({render(node.of)})"
        case IfThen():
            otherwise = f", otherwise {render(node.otherwise)}" if node.otherwise else ""
            return f"if {render(node.condition)} then {render(node.then)}{otherwise}"
        case Readings():
            return f"either reading: ({'; '.join(render(n) for n in node.of)})"
        case Discretionary():
            return f"{render(node.of)} (an investigator may override)"
        case _:
            return _leaf(node)


def _joined(nodes: tuple[Node, ...], word: str) -> str:
    return f" {word} ".join(f"({render(n)})" if isinstance(n, All | Any | IfThen) else render(n) for n in nodes)


def _leaf(node: Node) -> str:  # noqa: PLR0911 - one line a node
    match node:
        case Constant():
            return node.why
        case Age():
            return f"age {_SIGNS[node.comparator]} {render_number(node.years)} years"
        case Sex():
            return f"sex is {node.sex}"
        case Value():
            return _value(node)
        case Finding():
            ever = " at any time" if node.ever else ""
            return f"{node.concept} {node.outcome}{ever}{_within(node.window)}"
        case Grade():
            return f"{node.concept} {', '.join(node.grades)}{_within(node.window)}"
        case Attested():
            return f"to be confirmed by a person ({node.reason})"
        case Quality():
            return f"{node.concept} is {node.text}"
        case Unread():
            return f"not understood: «{node.text}»"
        case _:
            return _history(node)


def _history(node: Node) -> str:
    """What a patient had, took or underwent."""
    match node:
        case Condition():
            return _condition(node)
        case Elapsed():
            return f"time since the {node.since} of {node.concept} {_SIGNS[node.comparator]} {render_days(node.days)}"
        case Exposure():
            return _exposure(node)
        case Distinct():
            return _distinct(node)
        case Dose():
            limit = render_limit(node.comparator, node.value, node.unit)
            return f"daily dose of {node.concept}{_within(node.window)} {limit}"
        case Procedure():
            current = "current " if node.current else ""
            return f"{current}{node.concept}{_except(node.exclude)}{_within(node.window)}"
    raise TypeError(type(node).__name__)


def _condition(node: Condition) -> str:
    status = {"any": "history of ", "present": "", "active": "active "}[node.status] if not node.window else ""
    count = f"at least {node.count} × " if node.count > 1 else ""
    ended = " ended" if node.since == "end" else ""
    return f"{count}{status}{node.concept}{_except(node.exclude)}{ended}{_within(node.window)}"


def _exposure(node: Exposure) -> str:
    now = "current " if node.current else ""
    dose = ""
    if node.dose_comparator and node.dose is not None:
        dose = f" at {render_limit(node.dose_comparator, node.dose, node.dose_unit)}"
    return f"{now}{node.concept}{_except(node.exclude)}{dose}{_course(node)}{_within(node.window)}"


def _distinct(node: Distinct) -> str:
    once = f", counting once: {' / '.join(' = '.join(g) for g in node.once)}" if node.once else ""
    named = f"{', '.join(node.concepts)}{_except(node.exclude)}"
    return f"at least {node.k} different of {named}{_course(node)}{_within(node.window)}{once}"


def _course(node: Exposure | Distinct) -> str:
    sign = ">" if node.min_days_strict else "≥"
    duration = f" for {sign} {render_days(node.min_days)}" if node.min_days is not None else ""
    responses = {"inadequate": "inadequate response", "intolerant": "intolerance"}
    failed = f" with {' or '.join(responses[r] for r in node.responses)}" if node.responses else ""
    return duration + failed


def _value(node: Value) -> str:
    repeats = f" in the latest {node.repeats} results" if node.repeats > 1 else ""
    if node.relative:
        limit = render_limit(node.comparator, node.value, f"× {node.relative}")
    elif node.unit == "{titer}":
        limit = f"{_SIGNS[node.comparator]} 1:{render_number(node.value)}"
    else:
        limit = render_limit(node.comparator, node.value, node.unit)
    return f"{node.concept} {limit}{_within(node.window)}{repeats}"


def _except(excluded: tuple[str, ...]) -> str:
    return f" (other than {', '.join(excluded)})" if excluded else ""


def _within(window: Window | None) -> str:
    if window is None:
        return ""
    word = "less than" if window.strict else "within"
    lives = f"{render_number(window.half_lives)} half-lives" if window.half_lives is not None else ""
    days = render_days(window.days) if window.days is not None else ""
    if days and lives:
        return f" {word} {days} or {lives}, whichever is {window.pick or 'longer'}"
    return f" {word} {days or lives}{' ago' if window.strict else ''}"


def render_limit(comparator: str, value: float, unit: str | None) -> str:
    """A limit with its sign: `≥ 8 g/dL`."""
    return f"{_SIGNS[comparator]} {render_number(value)}{' ' + unit if unit else ''}"


def render_days(days: float) -> str:
    """A length of time in the largest unit it is a whole number of: `24 weeks`."""
    for size, name in _LENGTHS:
        count = days / size
        if count >= 1 and abs(count - round(count)) < _NEARLY_WHOLE:
            return f"{round(count)} {name}{'s' if round(count) != 1 else ''}"
    return f"{render_number(round(days, 2))} days"


def render_number(value: float) -> str:
    """A number without superfluous digits: `8`, `1.5`."""
    return f"{value:.10g}"
