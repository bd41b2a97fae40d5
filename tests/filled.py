"""A lab with something in every field of every table, whatever methods are installed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from labmethods.errors import LabError
from labmethods.workbook.kinds import (
    Choice,
    Day,
    Decimal,
    Flag,
    Kind,
    Line,
    Lines,
    Reference,
    Several,
    Whole,
)
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import FieldErrors

Words = Callable[[str, str, int], str]
"""What stands in a table's field, given how many signs fit."""

NOT_TYPED = ("privacy_decisions", "releases")


def fill(lab: Lab, words: Words, *, records: int = 2) -> dict[tuple[str, str], int]:
    """Put records in every table, ``words`` in every field that takes them.

    Returns
    -------
    dict
        How often each table's field got its words.
    """
    written: dict[tuple[str, str], int] = {}
    for table in in_order(lab):
        # There is but one record of what the lab is.
        for number in range(1 if table == "facts" else records):
            for name in _add(lab, table, words, number):
                written[table, name] = written.get((table, name), 0) + 1
    return written


def text_fields(lab: Lab) -> Iterator[tuple[str, str]]:
    """Every field that takes any words."""
    for table, record in lab.store.records.items():
        if table not in NOT_TYPED:
            for name, (_info, kind) in record.fields().items():
                if _takes_words(kind.inner):
                    yield table, name


def in_order(lab: Lab) -> list[str]:
    """The tables so that what a record must refer to comes before it."""
    done: list[str] = []
    waiting = [name for name in lab.store.records if name not in NOT_TYPED]
    while waiting:
        ready = [name for name in waiting if _needs(lab, name) <= {*done, name}]
        assert ready, waiting
        done += ready
        waiting = [name for name in waiting if name not in ready]
    return done


def _needs(lab: Lab, table: str) -> set[str]:
    return {
        kind.inner.table
        for info, kind in lab.store.records[table].fields().values()
        if isinstance(kind.inner, Reference) and info.is_required()
    }


def _takes_words(kind: Kind) -> bool:
    return (type(kind) in (Line, Lines) and kind.longest >= 40) or (
        isinstance(kind, Choice) and kind.open
    )


def _add(lab: Lab, table: str, words: Words, number: int) -> list[str]:
    """Add a record; fields that can't have their words stay as they come, if they may."""
    if table == "facts":
        return _facts(lab, words)
    record = lab.store.records[table]
    values = {
        name: _value(lab, table, name, kind, words, number)
        for name, (_info, kind) in record.fields().items()
    }
    values = {name: value for name, value in values.items() if value is not None}
    values = _accepted(lab, table, values)
    return [
        name
        for name, (_info, kind) in record.fields().items()
        if _takes_words(kind.inner) and name in values
    ]


def _accepted(lab: Lab, table: str, values: dict) -> dict:
    """Add the record with as many of these values as its rules take together."""
    fields = lab.store.records[table].fields()
    optional = [name for name, (info, _kind) in fields.items() if not info.is_required()]
    optional.reverse()
    # Numbers and references go before words.
    optional.sort(key=lambda name: _takes_words(fields[name][1].inner))
    while True:
        error = _refusal(lab, table, values)
        if error is None:
            return values
        named = [name for name in getattr(error, "fields", {}) if name in optional]
        left_out = [name for name in named or optional if name in values]
        if not left_out:
            raise error
        for one in left_out:
            rest = {name: value for name, value in values.items() if name != one}
            if len(left_out) > 1 and _refusal(lab, table, rest) is None:
                return rest
        values = {name: value for name, value in values.items() if name != left_out[0]}


def _refusal(lab: Lab, table: str, values: dict) -> LabError | None:
    try:
        lab[table].add(**values)
    except LabError as error:
        return error
    return None


def _facts(lab: Lab, words: Words) -> list[str]:
    facts = lab.facts
    names = [n for t, n in text_fields(lab) if t == "facts"]
    lab["facts"].change(
        facts.id, **{name: words("facts", name, _fits(lab, "facts", name)) for name in names}
    )
    return names


def _fits(lab: Lab, table: str, name: str) -> int:
    return getattr(lab.store.records[table].fields()[name][1].inner, "longest", 200)


def _value(lab: Lab, table: str, name: str, kind: Kind, words: Words, number: int) -> object:
    inner = kind.inner
    if isinstance(inner, Reference):
        there = lab[inner.table].all() if inner.table in lab.store.records else []
        alike = [
            other
            for other, (_info, one) in lab.store.records[table].fields().items()
            if isinstance(one.inner, Reference) and one.inner.table == inner.table
        ]
        # Two references to one table are to two records: nobody relates to himself.
        place = number + alike.index(name)
        value: object = there[place % len(there)].id if there else None
    elif _takes_words(inner):
        value = words(table, name, _fits(lab, table, name))
    else:
        value = _plain(lab, table, name, inner, number)
    return [value] if isinstance(kind, Several) and value is not None else value


def _plain(lab: Lab, table: str, name: str, kind: Kind, number: int) -> object:
    if isinstance(kind, Choice):
        return list(kind.options)[number % len(kind.options)]
    if isinstance(kind, Day):
        return datetime.date(2026, 1, 5) + datetime.timedelta(7 * number)
    if isinstance(kind, Flag):
        return True
    if isinstance(kind, Whole | Decimal):
        low = 1 if kind.low is None else kind.low
        high = 5 if kind.high is None else kind.high
        return int(min(max(3 + number % 3, low), high))
    if type(kind) is Line:
        return f"{2020 + number}"
    for one in (f"D{number + 1:02}", f"{2020 + number}", "flickor 8"):
        try:
            return kind.parse(one)
        except LabError:
            continue
    return None


__all__ = ["FieldErrors", "fill", "in_order", "text_fields"]
