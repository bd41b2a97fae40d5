"""What others save is shown without a reload, and who types is left alone."""

from __future__ import annotations

import pytest

import labmethods as lm
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.live import Live
from labmethods.widgets.note import NoteField
from labmethods.workbook.panel import StartPage


@pytest.fixture
def other(any_lab):
    """The same lab, opened by somebody else."""
    with lm.open_lab(any_lab.home) as opened:
        opened.store.who = "Anna"
        yield opened


@pytest.fixture
def live(any_lab):
    return Live(any_lab)


def ask(live, typing=False):
    """What the page does every two seconds."""
    live._asked(live, {"typing": typing}, None)


def names(editor):
    return [row["cells"][0] for row in editor.list.rows]


def test_anothers_record_comes_into_the_list(any_lab, other, live):
    told = []
    editor = RecordsEditor(any_lab, "actors", on_change=lambda: told.append(1))
    other.actors.add(name="Biblioteket")
    ask(live)
    assert names(editor) == ["Biblioteket"]
    assert "Det som Anna sparade visas här nu." in editor.status.value
    assert told == [1]
    ask(live)
    assert told == [1]


def test_ones_own_changes_are_not_shown_twice(any_lab, live):
    told = []
    editor = RecordsEditor(any_lab, "actors", on_change=lambda: told.append(1))
    any_lab.actors.add(name="Skolan")
    ask(live)
    assert told == []
    assert names(editor) == []


def test_a_text_that_was_begun_is_left_alone_until_it_is_left(any_lab, other, live):
    actor = any_lab.actors.add(name="Kyrkan")
    editor = RecordsEditor(any_lab, "actors")
    editor.choose(actor.id)
    other.actors.change(actor.id, name="Svenska kyrkan", power=5)
    other.actors.add(name="Biblioteket")
    ask(live, typing=True)
    assert names(editor) == ["Kyrkan"]
    assert editor.form.fields["power"].input.widget.value is None
    ask(live)
    assert names(editor) == ["Svenska kyrkan", "Biblioteket"]
    assert editor.form.fields["power"].input.widget.value == 5


def test_a_record_that_is_being_added_keeps_what_was_typed(any_lab, other, live):
    editor = RecordsEditor(any_lab, "actors")
    editor.add.click()
    editor.form.fields["note"].input.widget.value = "ännu utan namn"
    other.actors.add(name="Biblioteket")
    ask(live)
    assert names(editor) == ["Biblioteket"]
    assert editor.form.fields["note"].input.widget.value == "ännu utan namn"


def test_a_record_that_another_removed_closes(any_lab, other, live):
    actor = any_lab.actors.add(name="Kyrkan")
    editor = RecordsEditor(any_lab, "actors")
    editor.choose(actor.id)
    other.actors.remove(actor.id)
    ask(live)
    assert names(editor) == []
    assert editor.chosen is None


def test_notes_and_the_start_page_follow(any_lab, other, live):
    note, start = NoteField(any_lab, "k"), StartPage(any_lab)
    other.notes.add(key="k", text="den andres")
    other["facts"].change(other.facts.id, place="Boden")
    ask(live)
    assert note.field.input.widget.value == "den andres"
    assert start.form.fields["place"].input.widget.value == "Boden"
    assert "Anna" in start.shown.value
    note.field.input.widget.value = "och min"
    assert any_lab.note_text("k") == "och min"


def test_a_store_that_does_not_answer_is_asked_again(lab):
    live = Live(lab)
    place = lab.store.path.rename(lab.store.path.with_name("borta.db"))
    lab.store.engine.dispose()
    lab.store.path.mkdir()
    ask(live)
    lab.store.path.rmdir()
    place.rename(lab.store.path)
    with lm.open_lab(lab.home) as other:
        other.actors.add(name="Biblioteket")
    editor = RecordsEditor(lab, "actors")
    ask(live)
    assert names(editor) == ["Biblioteket"]


def test_the_paths_and_the_experiments_boards_and_the_log_follow(exempellabbet):
    from labmethods.experiments.panel.board import BoardPart
    from labmethods.experiments.panel.current import Current
    from labmethods.experiments.panel.log import LogPart
    from labmethods.pathway.panel.board import PathBoard

    lab, told = exempellabbet, []
    current = Current(lab)
    board, log = BoardPart(lab, current), LogPart(lab, current)
    path = PathBoard(lab, on_change=lambda: told.append(1), on_open=lambda _id: None)
    live, before = Live(lab), len(board.board.notes)
    log.refresh()
    entries = len(log.list.rows)
    with lm.open_lab(lab.home) as other:
        other.experiments.add(name="Den andras")
        step = other["steps"].all()[0]
        other["steps"].change(step.id, name="Nytt namn")
        other.log_entries.add(experiment=current.experiment, day="2026-03-01", event="Ett möte")
    ask(live)
    assert len(board.board.notes) == before + 1
    assert len(log.list.rows) == entries + 1
    assert told
    assert path.board is not None
