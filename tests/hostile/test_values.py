"""Every value of the corpus is kept as it says, or refused with a plain message."""

from __future__ import annotations

import html

import pytest

from labmethods.errors import Refused
from labmethods.workbook.history import describe
from labmethods.workbook.panel import StartPage
from labmethods.workbook.records import Day, Decimal, Line, Whole
from tests.hostile import values
from tests.hostile.case import names


def becomes(kind, case):
    """What a field of this kind makes of the value, told as the corpus tells it."""
    try:
        return kind._read(case.given)
    except Refused as error:
        return f"refused:{error.text('sv')}"


def agrees(found: object, answer: object) -> bool:
    if isinstance(answer, str) and answer.startswith("refused:"):
        told = str(found)
        return told.startswith("refused:") and answer.removeprefix("refused:") in told
    return found == answer and type(found) is type(answer)


@pytest.mark.parametrize("case", values.TEXTS, ids=names(values.TEXTS))
def test_a_text_is_kept_or_refused(case):
    found = becomes(Line(), case)
    if case.answer == values.REQUIRED:
        assert found is None
    else:
        assert agrees(found, case.answer), found


@pytest.mark.parametrize("case", values.NUMBERS, ids=names(values.NUMBERS))
def test_a_number_is_kept_or_refused(case):
    found = becomes(Decimal(), case)
    assert agrees(found, case.answer), found


@pytest.mark.parametrize("case", values.WHOLES, ids=names(values.WHOLES))
def test_a_whole_number_is_kept_or_refused(case):
    found = becomes(Whole(0), case)
    assert agrees(found, case.answer), found


@pytest.mark.parametrize("case", values.DAYS, ids=names(values.DAYS))
def test_a_day_is_kept_or_refused(case):
    found = becomes(Day(), case)
    assert agrees(found, case.answer), found


def test_every_text_lives_through_the_store_its_journal_and_an_undo(any_lab):
    """On both databases; PostgreSQL takes no zero byte, and neither takes half a sign."""
    for case in values.TEXTS:
        before = any_lab.store.version()
        if str(case.answer).startswith("refused:"):
            with pytest.raises(Refused):
                any_lab.actors.add(name=case.given, note=case.given)
            assert any_lab.store.version() == before
            continue
        made = any_lab.actors.add(name=case.given, note=case.given)
        assert any_lab.actors.get(made).name == case.answer, case.name
        told = any_lab.history(table="actors", newest=1)[0]
        assert told.after["name"] == case.answer
        assert describe(told, any_lab.store.records, "sv").count("\n") == 0
    kept = len(any_lab.actors)
    assert any_lab.store.broken_chain() == []
    any_lab.undo()
    any_lab.redo()
    assert len(any_lab.actors) == kept


def test_no_text_becomes_a_tag_on_the_start_page(lab):
    for case in values.TEXTS:
        if isinstance(case.answer, str) and "<" in case.answer:
            lab["facts"].change(lab.facts.id, challenge=case.answer)
            lab.actors.add(name=case.answer)
            shown = StartPage(lab).shown.value
            assert html.escape(case.answer) in shown, case.name
            assert case.answer not in shown, case.name
