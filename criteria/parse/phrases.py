"""Elements → typed phrases, bottom up in a listed cascade: groups, multiples, limits, times, windows, durations.

Each step takes the list of elements and gives a new one in which a run of small elements has become one larger
element; nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from criteria.parse.elements import DAYS, OPERATORS, Bound, Element, Kind, Time
from criteria.parse.tokens import word_key
from criteria.tree.nodes import Comparator

__all__ = ["CASCADE", "assemble", "merge"]

_FLIP = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
_SYMBOL = {"≥": ">=", "≤": "<=", "<": "<", ">": ">", "=": "="}
_YEAR = DAYS["year"]
_DIRECTIONS = {"below": "<", "under": "<", "above": ">", "over": ">"}
_QUANTITIES = ("number", "titre", "time", "halflife", "pair")
_JOINTS = 2  # commas and connectives at most between two lengths of time
_ANCHOR_REACH = 8  # elements that may tell what a window is counted from
_NAME_REACH = 6  # elements of an anchor of no known name


def assemble(elements: list[Element]) -> list[Element]:
    """The typed phrases of a clause; what stands in parentheses becomes a group with phrases of its own."""
    for step in CASCADE:
        elements = step(elements)
    return elements


def merge(parts: list[Element], kind: Kind, **changes: object) -> Element:
    """One element over the range of `parts`."""
    first, last = parts[0], parts[-1]
    merged = Element(kind, first.start, last.end, " ".join(p.text for p in parts))
    for name, value in changes.items():
        setattr(merged, name, value)
    merged.flags = tuple(dict.fromkeys([*merged.flags, *(f for p in parts for f in p.flags)]))
    return merged


# -- groups -------------------------------------------------------------------------------------------------


def groups(elements: list[Element]) -> list[Element]:
    """`(...)` and `[...]` become groups; an unbalanced bracket stays punctuation."""
    stack: list[list[Element]] = [[]]
    openers: list[Element] = []
    for element in elements:
        if element.kind == "punct" and element.text in "([":
            openers.append(element)
            stack.append([])
        elif element.kind == "punct" and element.text in ")]" and openers:
            inner = stack.pop()
            opener = openers.pop()
            group = Element("group", opener.start, element.end, "", items=assemble(inner) if len(stack) == 1 else inner)
            stack[-1].append(group)
        else:
            stack[-1].append(element)
    return [*stack[0], *(e for opener, inner in zip(openers, stack[1:], strict=True) for e in (opener, *inner))]


# -- quantities ---------------------------------------------------------------------------------------------


def number_words(elements: list[Element]) -> list[Element]:
    """`two`, `twelve` are numbers."""
    for element in elements:
        if element.kind == "cue" and element.has("number_word"):
            element.kind, element.value = "number", float(element.cues["number_word"])
    return elements


def spelled_times(elements: list[Element]) -> list[Element]:
    """`two weeks`, `5 half-lives`: a number set apart from its unit of time."""
    out: list[Element] = []
    for index, element in enumerate(elements):
        before = out[-1] if out else None
        after = elements[index + 1] if index + 1 < len(elements) else None
        named = (
            before is not None
            and before.has("win")
            and before.text.lower().split()[-1] in ("past", "last", "previous", "preceding", "prior")
        )
        named = named or (
            before is not None and before.text.lower() in ("within a", "within one", "in the last", "in a")
        )
        closed = (
            before is not None
            and before.has("win")
            and before.text.lower().endswith("the")
            and after is not None
            and after.has("win_post")
        )
        if named or closed:
            days = _time_word(element)
            if days is not None:
                out.append(merge([element], "time", time=Time(days=days)))
                continue
        if before is not None and before.kind == "number" and before.unit is None and before.relative is None:
            days = _time_word(element)
            if days is not None:
                out[-1] = merge([before, element], "time", time=Time(days=before.value * days, years=days == _YEAR))
                continue
            if element.has("halflife"):
                out[-1] = merge([before, element], "halflife", time=Time(half_lives=before.value))
                continue
        out.append(element)
    return out


def _time_word(element: Element) -> float | None:
    key = word_key(element.text)
    return DAYS.get(key) if len(key) > 1 and element.kind in ("word", "cue") else None


def multiples(elements: list[Element]) -> list[Element]:
    """`3 × ULN`, `3 times the upper normal limit`, `ULN` alone (one times)."""
    out: list[Element] = []
    index = 0
    while index < len(elements):
        element = elements[index]
        if element.has("uln") and element.kind in ("cue", "mention"):
            before = out[-6:]
            number = _number_before(before)
            if number is not None:
                take = len(before) - before.index(number)
                parts = [*out[-take:], element]
                del out[-take:]
                out.append(merge(parts, "number", value=number.value, relative=element.cues["uln"]))
            else:
                out.append(merge([element], "number", value=1.0, relative=element.cues["uln"], cues=dict(element.cues)))
            index += 1
            continue
        out.append(element)
        index += 1
    return out


def _number_before(before: list[Element]) -> Element | None:
    for element in reversed(before):
        if element.kind == "number" and element.unit is None and element.relative is None:
            return element
        is_times = element.has("times") or (element.kind in ("punct", "word", "symbol") and element.text in "x×*X·")
        if not is_times and element.text.lower() not in (
            "the",
            "of",
            "institutional",
            "local",
            "laboratory",
            "fold",
            "-",
            "upper",
            "central",
            "laboratory's",
            "laboratory’s",
            "site's",
            "central laboratory's",
            "'s",
            "respective",
            "age-adjusted",
        ):
            return None
    return None


def drop_dual_units(elements: list[Element]) -> list[Element]:
    """`150 µmol/L (1.7 mg/dL)`: the second unit of the same limit is kept as a note on the first."""
    out: list[Element] = []
    for element in elements:
        if (
            element.kind == "group"
            and out
            and out[-1].kind == "number"
            and out[-1].unit
            and _is_quantity(element.items)
        ):
            out[-1].end = element.end
            out[-1].flags = (*out[-1].flags, "dual_unit")
            continue
        out.append(element)
    return out


def _is_quantity(items: list[Element]) -> bool:
    return len(items) == 1 and (
        (items[0].kind == "number" and items[0].unit is not None)
        or (items[0].kind == "limit" and len(items[0].bounds) == 1 and items[0].bounds[0].comparator == "=")
    )


def spread_units(elements: list[Element]) -> list[Element]:
    """`0.8 mg prednisone/kg/day`: the drug stands inside the unit."""
    out = list(elements)
    for index, element in enumerate(elements):
        if element.kind != "number" or element.unit != "mg":
            continue
        slash = next(
            (
                i
                for i in range(index + 1, min(index + 5, len(elements) - 1))
                if elements[i].text == "/" and elements[i + 1].text.lower() == "kg"
            ),
            None,
        )
        if slash is None or any(
            e.kind != "mention" and not e.has("neutral", "equiv") for e in elements[index + 1 : slash]
        ):
            continue
        after = slash + 3 if slash + 2 < len(elements) and elements[slash + 2].has("perday") else slash + 2
        element.unit = "mg/kg/d"
        used = {id(e) for e in elements[slash:after]}
        out = [e for e in out if id(e) not in used]
    return out


def split_joined(elements: list[Element]) -> list[Element]:
    """`at least 18 and below 76`: "and below" before a number is a connective and a comparator."""
    out: list[Element] = []
    for index, element in enumerate(elements):
        follower = elements[index + 1] if index + 1 < len(elements) else None
        if follower is not None and follower.kind in ("number", "time", "halflife", "titre"):
            out.extend(_connective_apart(element))
        else:
            out.append(element)
    return out


def _connective_apart(element: Element) -> list[Element]:
    if element.kind == "cue" and element.has("cmp_post"):
        match element.text.split():
            case [joint, word] if joint.lower() in ("and", "or") and word.lower() in _DIRECTIONS:
                between = element.start + len(joint)
                return [
                    Element("cue", element.start, between, joint, cues={"conn": joint.lower()}),
                    Element("cue", between, element.end, word, cues={"cmp": _DIRECTIONS[word.lower()]}),
                ]
    return [element]


def _replaced(elements: list[Element], step: Callable[[int], tuple[Element, int] | None]) -> list[Element]:
    """The elements; where `step` finds a run at an index, the one element it makes of it stands instead."""
    out: list[Element] = []
    index = 0
    while index < len(elements):
        found = step(index)
        if found is None:
            out.append(elements[index])
            index += 1
        else:
            out.append(found[0])
            index = found[1]
    return out


def comparators(elements: list[Element]) -> list[Element]:
    """`≥ 8`, `at least 8`, `8 or more`, `=2.5×ULN or less`: a comparator with its quantity is a limit."""
    return _replaced(elements, lambda index: _compared(elements, index) or _compared_after(elements, index))


def _compared(elements: list[Element], index: int) -> tuple[Element, int] | None:
    """A comparator and the quantity behind it, with what is said of it once more: `over 19 years old or more`."""
    operator = _operator(elements[index]) or _within(elements, index)
    ahead = _skip_fillers(elements, index + 1)
    if operator and ahead < len(elements) and _operator(elements[ahead]) == operator:
        ahead = _skip_fillers(elements, ahead + 1)
    if not operator or ahead >= len(elements) or elements[ahead].kind not in _QUANTITIES:
        return None
    quantity = elements[ahead]
    after = ahead + 1
    if (
        quantity.kind == "time"
        and after + 1 < len(elements)
        and elements[after].has("age")
        and elements[after + 1].has("cmp_post")
    ):
        after += 1
    if (
        after < len(elements)
        and elements[after].has("cmp_post")
        and (operator in ("=", elements[after].cues["cmp_post"]) or elements[index].text.lower() == "over")
    ):
        operator = elements[after].cues["cmp_post"]
        after += 1
    return _limit(elements[index:after], operator, quantity), after


def _compared_after(elements: list[Element], index: int) -> tuple[Element, int] | None:
    """A quantity and the comparator behind it, after an age with the word for it between: `19 years old or older`."""
    if elements[index].kind not in _QUANTITIES or index + 1 >= len(elements):
        return None
    aged = (
        elements[index].kind == "time"
        and elements[index + 1].has("age")
        and not elements[index + 1].has("cmp_post")
        and index + 2 < len(elements)
    )
    multiple = elements[index + 1].has("times") and index + 2 < len(elements)
    post = index + 2 if aged or multiple else index + 1
    if not elements[post].has("cmp_post"):
        return None
    limit = _limit(elements[index : post + 1], elements[post].cues["cmp_post"], elements[index])
    if aged:
        limit.cues = {**limit.cues, "age": ""}
    if multiple:
        limit.cues = {**limit.cues, "times": ""}
    return limit, post + 1


def _operator(element: Element) -> str | None:
    if element.kind == "symbol":
        return _SYMBOL.get(element.text)
    return element.cues.get("cmp") if element.kind == "cue" else None


def _within(elements: list[Element], index: int) -> str | None:
    """`within 2.5 × ULN` is a limit; `within 6 months` is a window."""
    element = elements[index]
    following = elements[index + 1] if index + 1 < len(elements) else None
    bound = (
        element.has("win")
        and element.text.lower() == "within"
        and following is not None
        and following.kind == "number"
        and following.relative
    )
    return "<=" if bound else None


def _skip_fillers(elements: list[Element], index: int) -> int:
    while (
        index < len(elements)
        and elements[index].kind in ("cue", "word")
        and elements[index].text.lower() in ("a", "the", "of", "or equal to")
    ):
        index += 1
    return index


def _limit(parts: list[Element], operator: str, quantity: Element) -> Element:
    if quantity.kind in ("time", "halflife"):
        return merge(parts, "timelimit", time=quantity.time, cues={"op": operator})
    if quantity.kind == "pair":
        return merge(
            parts,
            "limit",
            bounds=tuple(Bound(OPERATORS[operator], b.value, quantity.unit) for b in quantity.bounds),
            cues={"pair": ""},
        )
    negated = {"negated": ""} if parts[0].text.lower().startswith(("not ", "no ")) else {}
    return merge(
        parts,
        "limit",
        bounds=(Bound(OPERATORS[operator], quantity.value, quantity.unit, quantity.relative),),
        cues=negated,
    )


def ranges(elements: list[Element]) -> list[Element]:
    """`18-75 years`, `3.0 to 6.5`, `between 16 and 34 kg/m2`, `0~2`, `0 or 1`."""
    return _replaced(elements, lambda index: _range_at(elements, index))


def _range_at(elements: list[Element], index: int) -> tuple[Element, int] | None:
    first = elements[index]
    opened = first.has("between") and first.kind == "cue"
    begin = index + 1 if opened else index
    if begin + 1 >= len(elements) or elements[begin].kind not in ("number", "time"):
        return None
    low, joint = elements[begin], elements[begin + 1]
    end = begin + 2
    if _is_upper(joint) and low.kind == "number" and (opened or joint.text.lower().startswith("up to")):
        return _up_to(elements[index:end], low, joint), end
    if not _is_joint(joint, opened=opened):
        return None
    if end < len(elements) and elements[end].kind == "cue" and elements[end].cues.get("cmp") == "<=":
        end += 1
    if end >= len(elements):
        return None
    found = _from_to(elements[index : end + 1], low, elements[end])
    return None if found is None else (found, end + 1)


def _from_to(parts: list[Element], low: Element, high: Element) -> Element | None:
    """The range from a number to a number or limit, or to a length of time; nothing where it would run downwards."""
    if high.kind == "time" or (high.kind == "timelimit" and high.cues.get("op") == "<="):
        return _time_range(parts, low, high)
    if high.kind == "number":
        top = Bound("<=", high.value, high.unit, high.relative)
    elif high.kind == "limit" and _is_upper(high):
        top = high.bounds[0]
    else:
        return None
    if low.value > top.value:
        return None
    unit = top.unit or low.unit
    bounds = (Bound(">=", low.value, unit, top.relative), Bound("<=", top.value, unit, top.relative))
    return merge(parts, "limit", bounds=bounds, cues={"range": ""})


def _is_upper(element: Element) -> bool:
    """`up to 73 years` after a lower number."""
    if element.kind == "timelimit":
        return element.cues.get("op") == "<="
    return element.kind == "limit" and len(element.bounds) == 1 and element.bounds[0].comparator == "<="


def _up_to(parts: list[Element], low: Element, high: Element) -> Element:
    if high.kind == "timelimit":
        days = high.time.days if high.time and high.time.days else 0.0
        size = _YEAR if high.time and high.time.years else 1.0
        return merge(
            parts,
            "timelimit",
            time=Time(days=low.value * size, years=size > 1),
            bounds=(Bound(">=", low.value * size, "d"), Bound("<=", days, "d")),
            cues={"range": ""},
        )
    top = high.bounds[0]
    return merge(parts, "limit", bounds=(Bound(">=", low.value, top.unit, top.relative), top), cues={"range": ""})


def _is_joint(element: Element, *, opened: bool) -> bool:
    if element.kind in ("punct", "symbol") and element.text in "-~":
        return True
    if element.kind not in ("cue", "limit"):
        return False
    if element.has("range") or (element.has("cmp") and element.text.lower().startswith("up to")):
        return True
    return opened and element.has("conn") and element.cues["conn"] == "and"


def _time_range(parts: list[Element], low: Element, high: Element) -> Element | None:
    """`18 to 75 years`: an age or a length of time between two; nothing where the upper one is told in half-lives."""
    until = high.time
    if until is None or until.days is None:
        return None
    size = until.days / high.value if high.value else 1.0
    low_days = low.time.days if low.time and low.time.days is not None else low.value * size
    return merge(
        parts,
        "timelimit",
        time=Time(days=low_days, years=until.years),
        bounds=(Bound(">=", low_days, "d"), Bound("<=", until.days, "d")),
        cues={"range": ""},
    )


def two_sided(elements: list[Element]) -> list[Element]:
    """`≥ 18 and ≤ 75 years`: two limits in opposite directions with nothing between them are one."""
    out: list[Element] = []
    for index, element in enumerate(elements):
        counts = _counts_nouns(element, elements[index + 1] if index + 1 < len(elements) else None)
        if element.kind in ("limit", "timelimit") and out and not counts:
            back = len(out) - 1
            while back >= 0 and (
                (out[back].kind == "punct" and out[back].text == ",")
                or (out[back].has("conn") and out[back].cues["conn"] == "and" and out[back].kind == "cue")
            ):
                back -= 1
            if (
                back >= 0
                and back < len(out)
                and _opposite(out[back], element)
                and (back < len(out) - 1 or out[back].kind == element.kind)
            ):
                joined = _join(out[back], element, [*out[back:], element])
                if joined is not None:
                    out[back:] = [joined]
                    continue
        out.append(element)
    return out


def _counts_nouns(element: Element, follower: Element | None) -> bool:
    """`at least two of these`, `at least 2 relapses`: a number of things, not a second bound."""
    if (
        element.kind != "limit"
        or len(element.bounds) != 1
        or element.bounds[0].unit
        or element.bounds[0].relative
        or follower is None
    ):
        return False
    return follower.kind in ("mention", "list") or follower.has("of_list", "again", "generic", "other")


def _sides(element: Element) -> tuple[Bound, ...]:
    if element.kind == "timelimit" and not element.bounds and element.time and element.time.days is not None:
        return (Bound(OPERATORS[element.cues.get("op", "=")], element.time.days, "d"),)
    return element.bounds


def _opposite(one: Element, other: Element) -> bool:
    if one.kind not in ("limit", "timelimit"):
        return False
    first, second = _sides(one), _sides(other)
    if len(first) != 1 or len(second) != 1:
        return False
    a, b = first[0].comparator[0], second[0].comparator[0]
    if a == b == "=" and first[0].value < second[0].value:
        return True
    return {a, b} == {"<", ">"} and first[0].relative == second[0].relative


def _join(one: Element, other: Element, parts: list[Element]) -> Element | None:
    first, second = _sides(one)[0], _sides(other)[0]
    flags: tuple[str, ...] = ()
    if first.comparator == second.comparator == "=":
        first, second, flags = _restored(first, ">="), _restored(second, "<="), ("comparator_restored",)
    if "timelimit" in (one.kind, other.kind):
        if one.kind != "timelimit" and (first.unit is not None):
            return None
        timed = other if other.kind == "timelimit" else one
        if timed.time is None:
            return None
        size = _YEAR if timed.time.years else 1.0
        if one.kind != "timelimit":
            first = Bound(first.comparator, first.value * size, "d")
        if other.kind != "timelimit":
            second = Bound(second.comparator, second.value * size, "d")
        return merge(parts, "timelimit", time=timed.time, bounds=(first, second), cues={"range": ""}, flags=flags)
    if first.unit and second.unit and second.unit not in (first.unit, f"{first.unit}/d"):
        return None
    unit = second.unit or first.unit
    bounds = (
        Bound(first.comparator, first.value, unit, first.relative),
        Bound(second.comparator, second.value, unit, second.relative),
    )
    return merge(parts, "limit", bounds=bounds, cues={"range": ""}, flags=flags)


def _restored(bound: Bound, comparator: Comparator) -> Bound:
    return Bound(comparator, bound.value, bound.unit, bound.relative)


def reversed_limits(elements: list[Element]) -> list[Element]:
    """`18 ≤ Age ≤ 65`, `18 < Age`: a bound before its variable is turned round and put behind it."""
    out = list(elements)
    index = 0
    while index + 2 < len(out):
        low, operator, variable = out[index : index + 3]
        is_variable = variable.kind == "mention" or variable.has("age")
        if low.kind in ("number", "time") and operator.kind == "symbol" and operator.text in _SYMBOL and is_variable:
            comparator = _FLIP[_SYMBOL[operator.text]]
            limit = _limit([low, operator], comparator, low)
            out[index : index + 3] = [variable, limit]
            index += 2
            continue
        index += 1
    return two_sided(out)


def alternatives(elements: list[Element]) -> list[Element]:
    """`0 or 1`, `0, 1 or 2`: neighbouring whole numbers are a range."""
    out: list[Element] = []
    index = 0
    while index < len(elements):
        values, after = _whole_numbers(elements, index)
        if len(values) > 1 and all(b - a == 1 for a, b in pairwise(values)):
            bounds = (Bound(">=", values[0]), Bound("<=", values[-1]))
            out.append(merge(elements[index:after], "limit", bounds=bounds, cues={"range": ""}))
            index = after
            continue
        out.append(elements[index])
        index += 1
    return out


def _whole_numbers(elements: list[Element], index: int) -> tuple[list[float], int]:
    values: list[float] = []
    after = index
    while after < len(elements):
        element = elements[after]
        if (
            element.kind == "number"
            and element.unit is None
            and element.relative is None
            and element.value == int(element.value)
        ):
            values.append(element.value)
            after += 1
            joint = after
            while (
                joint < len(elements)
                and (elements[joint].text in ",/-" or elements[joint].cues.get("conn") == "or")
                and elements[joint].kind in ("punct", "cue")
            ):
                joint += 1
            if joint > after and joint < len(elements) and elements[joint].kind == "number":
                after = joint
                continue
        break
    return values, after


# -- times --------------------------------------------------------------------------------------------------


def longer_or_shorter(elements: list[Element]) -> list[Element]:
    """`40 days or 6 half-lives, whichever is longer` is one length of time."""
    out: list[Element] = []
    index = 0
    while index < len(elements):
        step = _two_times(elements, index)
        if step is None:
            out.append(elements[index])
            index += 1
        else:
            out.append(step[0])
            index = step[1]
    return out


_TIMED = ("time", "halflife", "timelimit")


def _two_times(elements: list[Element], index: int) -> tuple[Element, int] | None:
    if elements[index].kind not in _TIMED:
        return None
    beside = _time_aside(elements, index)
    if beside is not None:
        return beside
    second = index + 1
    while (
        second < len(elements)
        and (elements[second].cues.get("conn") or elements[second].text == ",")
        and second - index <= _JOINTS
    ):
        second += 1
    if second >= len(elements) or elements[second].kind not in _TIMED or second == index + 1:
        return None
    first_time, second_time = elements[index].time, elements[second].time
    if first_time is None or second_time is None or _is_half_life(first_time) == _is_half_life(second_time):
        return None
    pick, after = None, second + 1
    for ahead in range(second + 1, min(len(elements), second + 9)):
        element = elements[ahead]
        inner = next((e for e in element.items if e.has("longer")), None) if element.kind == "group" else None
        if element.has("longer") or inner is not None:
            pick, after = (inner or element).cues["longer"], ahead + 1
            break
    days = first_time.days if first_time.days is not None else second_time.days
    lives = first_time.half_lives if first_time.half_lives is not None else second_time.half_lives
    time = Time(days=days, half_lives=lives, pick=pick or "longer")
    middle = elements[second + 1 : after - 1] if pick else []
    merged = merge([elements[index], elements[second]], "time", time=time)
    if pick is None:
        merged.flags = (*merged.flags, "longer_assumed")
    merged.items = [e for e in middle if e.kind in ("mention", "word")]
    merged.end = elements[after - 1].end
    anchors = [e for e in middle if e.has("win_post")]
    if anchors:
        merged.cues = {"anchored": ""}
    return merged, after


def _time_aside(elements: list[Element], index: int) -> tuple[Element, int] | None:
    """`4 weeks before baseline (or 5 half-lives, whichever is longer)`: the other length stands in parentheses."""
    place = index + 1
    while place < len(elements) and place - index <= _JOINTS and elements[place].has("win_post", "anchor"):
        place += 1
    first, group = elements[index], elements[place] if place < len(elements) else None
    if group is None or group.kind != "group" or not group.items or group.items[0].cues.get("conn") != "or":
        return None
    times = [e for e in group.items if e.kind in _TIMED]
    picks = [e.cues["longer"] for e in group.items if e.has("longer")]
    second = times[0].time if len(times) == 1 else None
    if first.time is None or second is None or _is_half_life(first.time) or not _is_half_life(second):
        return None
    time = Time(days=first.time.days, half_lives=second.half_lives, pick=picks[0] if picks else "longer")
    merged = merge([first], first.kind, time=time, bounds=first.bounds, cues=first.cues)
    if not picks:
        merged.flags = (*merged.flags, "longer_assumed")
    del elements[place]
    return merged, index + 1


def _is_half_life(time: Time) -> bool:
    return time.half_lives is not None and time.days is None


def windows(elements: list[Element]) -> list[Element]:
    """`within 4 weeks`, `in the last 6 months`, `less than 3 months before`: how far back.

    `≥ 24 weeks after the last dose` is a gap (time since); `for at least 12 weeks` a duration.
    """
    out: list[Element] = []
    index = 0
    while index < len(elements):
        element = elements[index]
        if element.kind not in (*_TIMED, "number") or (element.kind == "number" and element.unit != "d"):
            out.append(element)
            index += 1
            continue
        after = _after_anchor(elements, index + 1)
        before = out[-1] if out else None
        placed = _place(element, before, elements[index + 1 : after], elements[index + 1 :])
        if placed is None:
            out.append(element)
            index += 1
            continue
        kind, takes_before, strict = placed
        parts = [*([out.pop()] if takes_before else []), element, *elements[index + 1 : after]]
        time = element.time or Time()
        if element.has("range") and element.bounds:
            time = Time(days=element.bounds[-1].value, years=time.years)
        merged = merge(parts, kind, time=Time(time.days, time.half_lives, time.pick, strict, time.years))
        merged.bounds = element.bounds
        merged.cues = {k: v for k, v in element.cues.items() if k in ("op", "range")}
        out.append(merged)
        index = after
    return out


def _after_anchor(elements: list[Element], index: int) -> int:
    """`before screening`, `prior to leukapheresis`, `of screening or baseline`: the anchor belongs to the window."""
    after = index
    start = index
    while after < len(elements) and after - start < _ANCHOR_REACH:
        element = elements[after]
        if (
            after > start
            and elements[after - 1].has("win_post")
            and element.kind in ("word", "mention")
            and not element.has("anchor")
        ):
            return _foreign_anchor(elements, after)
        if after > start and elements[after - 1].text.lower() == "of" and _is_product(elements, after):
            return _foreign_anchor(elements, after)
        if element.has("win_post", "anchor") or (
            element.kind == "cue" and element.text.lower() in ("of", "the", "to", "at", "start of", "first")
        ):
            after += 1
            continue
        conn = element.cues.get("conn") or (element.text == "/" and "or")
        if (
            conn
            and after > start
            and elements[after - 1].has("anchor")
            and after + 1 < len(elements)
            and elements[after + 1].has("anchor")
        ):
            after += 1
            continue
        break
    while after > start and not elements[after - 1].has("win_post", "anchor"):
        after -= 1
    return after


def _is_product(elements: list[Element], index: int) -> bool:
    """`of MB-105 infusion`: a code in capitals, and what is done with it."""
    ahead = elements[index : index + 4]
    return ahead[0].kind == "word" and ahead[0].text.isupper() and any(e.has("anchor") for e in ahead[1:])


def _foreign_anchor(elements: list[Element], index: int) -> int:
    """`prior to CNA3103 administration`, `before CD30.CAR-T infusion`: an anchor of no known name."""
    after = index
    while (
        after < len(elements)
        and after - index < _NAME_REACH
        and (elements[after].kind in ("word", "mention", "cue", "number") or elements[after].text == "-")
        and not elements[after].has("conn", "with", "resp", "neg", "except", "if")
    ):
        after += 1
        if elements[after - 1].has("anchor"):
            break
    return after


def _place(
    element: Element, before: Element | None, anchor: list[Element], rest: list[Element]
) -> tuple[Kind, bool, bool] | None:
    """What a length of time is here: kind, whether the word before belongs to it, whether the end is strict."""
    operator = element.cues.get("op")
    backward = any(e.has("win_post") for e in anchor) or "anchored" in element.cues
    cue = before if before is not None and before.kind == "cue" else None
    loose = operator is None and not backward
    if cue is not None and cue.has("win") and not (loose and _names_period(cue, rest)):
        return None if operator in (">", ">=") else ("window", True, operator == "<")
    if operator in ("<", "<="):
        return _place_below(operator, cue, backward=backward or _looks_back(rest))
    if cue is not None and (cue.has("endof") or (cue.has("for") and not cue.has("win"))):
        return "duration", not cue.has("endof"), operator == ">"
    if operator in (">", ">="):
        return ("gap", False, operator == ">") if backward or _since_follows(rest) else None
    return ("window", False, False) if operator is None and backward and not element.bounds else None


def _names_period(cue: Element, rest: list[Element]) -> bool:
    """`during 6 months`, `previous 2 years`: without a comparator or an anchor a length of treatment, no window."""
    return cue.text.lower() in ("during", "in the", "previous", "recent") and not _time_like(cue, rest)


def _place_below(operator: str, cue: Element | None, *, backward: bool) -> tuple[Kind, bool, bool] | None:
    """`less than 3 months before`: how far back; `for less than 3 months`: how long."""
    if backward:
        return "window", False, operator == "<"
    if cue is not None and cue.has("for", "duration"):
        return "timelimit", False, False
    return None


def _since_follows(rest: list[Element]) -> bool:
    """`must have elapsed since`, `post`, `after the last dose of`."""
    for element in rest[:5]:
        if element.has("since"):
            return True
        if element.kind != "cue" or not (element.has("neutral") or element.has("use")):
            return False
    return False


def _time_like(before: Element, rest: list[Element]) -> bool:
    """`in the 4 weeks before apheresis`, `tumor history in 5 years`; not `in the 6 months after infusion`."""
    if before.text.lower() not in ("in the", "in"):
        return False
    return (
        not rest
        or rest[0].has("win_post", "anchor")
        or rest[0].kind in ("punct", "group")
        or (rest[0].has("conn") and before.text.lower() == "in the")
    )


def _looks_back(rest: list[Element]) -> bool:
    return bool(rest) and (rest[0].has("win_post") or any(e.has("win_post") for e in rest[:2]))


CASCADE: tuple[Callable[[list[Element]], list[Element]], ...] = (
    groups,
    number_words,
    spelled_times,
    multiples,
    spread_units,
    split_joined,
    comparators,
    drop_dual_units,
    ranges,
    alternatives,
    two_sided,
    reversed_limits,
    longer_or_shorter,
    windows,
)
