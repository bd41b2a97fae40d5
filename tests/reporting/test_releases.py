"""A second report tells nothing of the few who came or moved since the first."""

from __future__ import annotations

import datetime

import pytest

from labmethods.blocks import Table
from labmethods.reporting.compose import compose
from labmethods.reporting.gate import note_told
from labmethods.reporting.write import write_report

AFTER = {"work": 9, "seeking": 8}


def follow(lab, evaluation, start: int, statuses: dict[str, int]) -> int:
    """Add people with their follow-ups; the number of the next one."""
    number = start
    for status, people in statuses.items():
        for _one in range(people):
            person = lab["participants"].add(evaluation=evaluation, code=f"D{number:03}")
            lab["followups"].add(participant=person, occasion="after", status=status)
            number += 1
    return number


@pytest.fixture
def followed(lab):
    evaluation = lab["evaluations"].add(name="Vägen in", design="paired")
    return lab, evaluation, follow(lab, evaluation, 1, AFTER)


def told(lab) -> list[str]:
    """The counts of the table on where participants were."""
    blocks = [block for part in compose(lab).parts for block in part.blocks]
    (table,) = [b for b in blocks if isinstance(b, Table) and b.told]
    return [str(cell) for cell in table.frame.iloc[0, 1:]]


def test_the_first_report_tells_and_the_lab_notes_it(followed, tmp_path):
    lab, _evaluation, _next = followed
    assert told(lab) == ["9", "8", "0"] or told(lab) == ["9", "8"]
    write_report(lab, out=tmp_path)
    (row,) = lab["releases"].all()
    assert '"all": 17' in row.figures


def test_one_more_person_is_not_told_of_until_there_are_five(followed, tmp_path):
    lab, evaluation, number = followed
    write_report(lab, out=tmp_path)
    number = follow(lab, evaluation, number, {"work": 1})
    assert set(told(lab)[:2]) == {"visas inte"}
    write_report(lab, out=tmp_path)
    follow(lab, evaluation, number, {"work": 4})
    assert told(lab)[:2] == ["14", "8"]


def test_somebody_who_found_work_meanwhile_does_not_show(followed, tmp_path):
    lab, _evaluation, _next = followed
    write_report(lab, out=tmp_path)
    moved = next(one for one in lab["followups"].all() if one.status == "seeking")
    lab["followups"].change(moved.id, status="work")
    assert set(told(lab)[:2]) == {"visas inte"}


def test_the_same_report_again_tells_the_same_and_notes_nothing_new(followed, tmp_path):
    lab, _evaluation, _next = followed
    first = told(lab)
    path, document = write_report(lab, out=tmp_path / "a")
    noted, version = len(lab["releases"]), lab.store.version()
    again, _ = write_report(lab, out=tmp_path / "b")
    assert (told(lab), len(lab["releases"]), lab.store.version()) == (first, noted, version)
    assert document.version == version
    assert path.read_bytes() == again.read_bytes()


def test_noting_is_no_change_that_one_undoes(followed, tmp_path):
    lab, _evaluation, _next = followed
    write_report(lab, out=tmp_path)
    newest = lab["followups"].all()[-1].id
    lab.undo()
    assert newest not in [one.id for one in lab["followups"].all()]
    assert len(lab["releases"]) == 1


def test_a_boards_report_is_noted_too(followed):
    lab, _evaluation, _next = followed
    note_told(compose(lab), [lab])
    assert len(lab["releases"]) == 1


def test_a_day_of_the_log_is_left_out_where_one_came_to_a_group_or_was_in_none(lab, tmp_path):
    experiment = lab["experiments"].add(name="Läxhjälp")
    day = datetime.date(2026, 3, 2)

    def add(number: int, present: int, *groups: str) -> None:
        lab["log_entries"].add(
            experiment=experiment,
            day=day + datetime.timedelta(number),
            event="Träff",
            present=present,
            groups=list(groups),
        )

    add(0, 20, "flickor 8", "pojkar 12")
    add(1, 20, "flickor 8", "pojkar 9")
    add(2, 20, "flickor 8", "pojkar 7")
    assert days(lab) == 2
    write_report(lab, out=tmp_path)
    entry = lab["log_entries"].all()[0]
    lab["log_entries"].change(entry.id, groups=["flickor 9", "pojkar 11"])
    assert days(lab) == 1


def days(lab) -> int:
    blocks = [block for part in compose(lab).parts for block in part.blocks]
    return sum(len(b.frame) for b in blocks if isinstance(b, Table) and b.told)
