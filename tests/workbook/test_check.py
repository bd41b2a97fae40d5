"""What check finds."""

from __future__ import annotations

import sqlalchemy as sa

from labmethods.workbook.check import check


def subjects(lab):
    return {one.subject for one in check(lab)}


def execute(lab, statement):
    with lab.store.engine.begin() as connection:
        connection.execute(sa.text(statement))


def test_a_whole_lab_has_no_findings(any_lab):
    one, other = any_lab.actors.add_many([{"name": "A"}, {"name": "B"}])
    any_lab.relations.add(source=one, target=other)
    assert check(any_lab) == []


def test_what_was_changed_past_the_journal_is_found(any_lab):
    one, other = any_lab.actors.add_many([{"name": "A"}, {"name": "B"}])
    any_lab.relations.add(source=one, target=other)
    execute(any_lab, "UPDATE actors SET power = 9 WHERE name = 'A'")
    execute(any_lab, "DELETE FROM actors WHERE name = 'B'")
    texts = " ".join(one.text("sv") for one in check(any_lab))
    assert subjects(any_lab) == {"records"}
    assert "9 ligger utanför skalan 1 till 5" in texts
    assert "hänvisar till något som inte finns" in texts


def test_a_tampered_journal_is_found(any_lab):
    any_lab.actors.add(name="A")
    execute(any_lab, "UPDATE journal SET who = 'någon annan' WHERE seq = 2")
    assert [(one.subject, one.where) for one in check(any_lab)] == [("journal", "#2")]


def test_broken_and_missing_notebooks_are_found(lab):
    (lab.home / "00-start.ipynb").write_text("{", encoding="utf-8")
    (lab.home / "09-report.ipynb").unlink()
    found = {(one.subject, one.where) for one in check(lab)}
    assert found == {("notebooks", "00-start.ipynb"), ("templates", "09-report.ipynb")}
