"""The panel: what is filled in shows at once, and is the record that is saved."""

from __future__ import annotations

from collections.abc import Iterator

import ipywidgets as widgets

from labmethods.widgets.board import Board
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.page import ChartView
from labmethods.widgets.sections import Sections

ACTORS, RATINGS, VOICES, TIME, TIES, MISSING, PLAN = range(7)


def parts(widget: widgets.Widget, kind: type) -> Iterator[widgets.Widget]:
    if isinstance(widget, kind):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child, kind)


def opened(panel: widgets.Widget, section: int) -> widgets.Widget:
    """The panel with a part's button pressed."""
    (sections,) = parts(panel, Sections)
    sections.buttons[section].click()
    return panel


def editor(panel: widgets.Widget, table: str) -> RecordsEditor:
    return next(part for part in parts(panel, RecordsEditor) if part.table.name == table)


def text(panel: widgets.Widget) -> str:
    return " ".join(part.value for part in parts(panel, widgets.HTML))


def button(panel: widgets.Widget, says: str) -> widgets.Button:
    return next(one for one in parts(panel, widgets.Button) if says in one.description)


def test_an_empty_lab_is_told_what_brings_the_charts(lab):
    panel = lab.stakeholders()
    assert not list(parts(panel, ChartView))
    assert "ännu inte bedömda" in text(opened(panel, RATINGS))
    assert "Lägg till minst en relation" in text(opened(panel, TIES))
    assert "Lägg först till en kartläggning" in text(opened(panel, VOICES))
    assert button(opened(panel, TIME), "Lägg till en kartläggning först").disabled


def test_an_actor_that_is_added_stands_on_the_board_and_goes_with_undo(lab):
    panel = lab.stakeholders()
    actors = editor(panel, "actors")
    actors.add.click()
    actors.form.fields["power"].input.widget.value = 5
    actors.form.fields["interest"].input.widget.value = 4
    actors.form.fields["name"].input.widget.value = "Röda Korset"
    assert lab.actors.all()[0].power == 5
    (note,) = board_of(panel).notes
    assert (note["label"], note["x"], note["y"]) == ("Röda Korset", 4, 5)
    actors.undo.click()
    assert len(lab.actors) == 0
    assert board_of(panel).notes == []


def test_a_relation_to_itself_is_told_in_the_form(lab):
    church, _club = lab.actors.add(name="Kyrkan"), lab.actors.add(name="Klubben")
    relations = editor(opened(lab.stakeholders(), TIES), "relations")
    relations.add.click()
    relations.form.fields["source"].input.widget.value = church.id
    relations.form.fields["target"].input.widget.value = church.id
    assert "relation till sig själv" in text(relations)
    assert len(lab.relations) == 0


def test_every_part_opens_on_the_sample_lab_and_only_the_open_one_is_marked(exempellabbet):
    panel = exempellabbet.stakeholders()
    (sections,) = parts(panel, Sections)
    charts = []
    for place, one in enumerate(sections.buttons):
        opened(panel, place)
        marked = [other for other in sections.buttons if other.description.startswith("▾")]
        assert marked == [one]
        charts.append(len(list(parts(panel, ChartView))))
    assert charts == [0, 3, 1, 1, 1, 0, 0]
    assert 'role="alert"' not in text(panel)


def test_an_actor_that_stands_twice_is_offered_to_be_merged_and_can_be_left(lab):
    lab.actors.add_many([{"name": "Bodens kommun", "power": 4}, {"name": "Boden kommun"}])
    panel = lab.stakeholders()
    assert "Är Bodens kommun och Boden kommun samma?" in text(panel)
    button(panel, "Nej, de är två").click()
    assert "samma?" not in text(panel)
    panel = lab.stakeholders()
    button(panel, "behåll Bodens kommun").click()
    assert [actor.power for actor in lab.actors.all()] == [4]
    assert "Ihopslagna till Bodens kommun" in text(panel)


def test_a_mapping_is_kept_compared_and_replayed(lab):
    church = lab.actors.add(name="Kyrkan", power=2, interest=4)
    lab.mappings.add(day="2026-03-01", name="Start")
    panel = opened(lab.stakeholders(), TIME)
    button(panel, "Spara dagens betyg i 2026-03-01 Start").click()
    assert "Spara betygen i två kartläggningar" in text(panel)
    for day, power in (("2026-06-01", 4), ("2026-09-01", 5)):
        lab.actors.change(church, power=power)
        lab.mappings.add(day=day)
        opened(panel, TIME)
        button(panel, f"Spara dagens betyg i {day}").click()
    assert "Ingen har kommit, lämnat eller flyttat" in text(panel), "5 is the same quarter as 4"
    button(panel, "Tidigare").click()
    assert "1 aktör har flyttat till en annan strategi (Kyrkan)" in text(panel)
    button(panel, "Senare").click()
    assert "Ingen har kommit" in text(panel)


def test_voices_are_entered_under_the_newest_mapping(lab):
    church = lab.actors.add(name="Kyrkan")
    lab.mappings.add(day="2026-03-01")
    panel = opened(lab.stakeholders(), VOICES)
    ratings = editor(panel, "assessments")
    for voice, power in (("p1", 1), ("p2", 5)):
        ratings.add.click()
        ratings.form.fields["voice"].input.widget.value = voice
        ratings.form.fields["power"].input.widget.value = power
        ratings.form.fields["actor"].input.widget.value = church.id
    assert "rummet är mest oense om Kyrkan (från 1 till 5)" in text(panel)


def test_what_is_overdue_stands_on_the_start_page(lab):
    church = lab.actors.add(name="<b>Kyrkan</b>", power=4, interest=4)
    assert "Försenat" not in text(lab.start())
    lab.engagements.add(actor=church, what="Bjud in", due="2020-01-01", responsible="Bodenbo")
    shown = text(lab.start())
    assert "Försenat" in shown
    assert (
        "Bjud in (&lt;b&gt;Kyrkan&lt;/b&gt;) skulle ha varit gjort senast 1 januari 2020" in shown
    )
    assert "av Bodenbo" in text(opened(lab.stakeholders(), PLAN))


def board_of(panel: widgets.Widget) -> Board:
    return next(parts(panel, Board))


def test_a_note_that_is_dragged_is_the_record_in_the_form(lab):
    church = lab.actors.add(name="Kyrkan", power=1, interest=1)
    panel = lab.stakeholders()
    editor(panel, "actors").choose(church.id)
    board_of(panel).receive({"event": "moved", "id": church.id, "x": 5, "y": 4, "ticket": 1})
    assert (lab.actors.get(church.id).interest, lab.actors.get(church.id).power) == (5, 4)
    assert editor(panel, "actors").form.fields["power"].input.widget.value == 4
    editor(panel, "actors").form.fields["power"].input.widget.value = 2
    assert board_of(panel).note(church.id)["y"] == 2
    board_of(panel).receive({"event": "undo", "ticket": 2})
    assert board_of(panel).note(church.id)["y"] == 4


def test_a_note_that_is_added_on_the_board_is_an_actor_that_is_rated(lab):
    panel = lab.stakeholders()
    board_of(panel).receive({"event": "added", "label": "Klubben", "x": 4, "y": 2, "ticket": 1})
    (club,) = lab.actors.all()
    assert (club.name, club.interest, club.power) == ("Klubben", 4, 2)
    board_of(panel).receive({"event": "edited", "id": club.id, "label": "Föreningen", "ticket": 2})
    assert lab.actors.get(club.id).name == "Föreningen"
    board_of(panel).receive({"event": "opened", "id": club.id, "ticket": 3})
    assert editor(panel, "actors").chosen.id == club.id


def test_a_note_in_the_tray_is_an_actor_that_is_not_assessed(lab):
    church = lab.actors.add(name="Kyrkan", power=4, interest=4)
    panel = lab.stakeholders()
    board_of(panel).receive({"event": "moved", "id": church.id, "x": None, "y": None, "ticket": 1})
    assert lab.actors.get(church.id).power is None
    assert board_of(panel).tray


def test_the_board_shows_movement_and_spread_when_asked(exempellabbet):
    lab = exempellabbet
    unga = next(actor for actor in lab.actors.all() if actor.name.startswith("Exempelföretagarna"))
    lab.actors.change(unga, interest=5)
    panel = lab.stakeholders()
    board = board_of(panel)
    assert not any(note.get("before") or note.get("spread") for note in board.notes)
    moves, spread = parts(panel, widgets.Checkbox)
    moves.value = True
    assert board.note(unga.id)["before"] == {"x": 2, "y": 4}
    spread.value = True
    assert board.note(unga.id)["spread"]["n"] == 7
    size = next(one for one in parts(panel, widgets.Dropdown) if "storlek" in one.description)
    size.value = "betweenness"
    assert max(note["size"] for note in board.notes) > 0
    assert "står mellan andra" in board.size_title


def test_without_mapping_and_voices_they_cannot_be_asked_for(lab):
    lab.actors.add(name="Kyrkan")
    assert [one.disabled for one in parts(lab.stakeholders(), widgets.Checkbox)] == [True, True]
