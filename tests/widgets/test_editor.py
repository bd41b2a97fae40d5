"""The editor of a table, through its widgets."""

from __future__ import annotations

import pytest

from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.frame import panel_frame
from labmethods.widgets.note import NoteField
from labmethods.workbook.panel import StartPage


@pytest.fixture
def editor(lab):
    return RecordsEditor(lab, "actors")


def field(editor, name):
    return editor.form.fields[name]


def type_in(editor, name, text):
    """Type in a field and leave it."""
    field(editor, name).input.widget.value = text


def said(editor) -> str:
    return editor.status.value


def test_a_new_record_is_saved_when_its_needed_field_is_left(editor, lab):
    editor.add.click()
    type_in(editor, "note", "viktiga")
    assert lab.actors.all() == []
    assert "Inte sparat än" in said(editor)
    type_in(editor, "name", "Kyrkan")
    (actor,) = lab.actors.all()
    assert (actor.name, actor.note) == ("Kyrkan", "viktiga")
    assert "Sparat" in said(editor)
    assert editor.list.chosen == actor.id
    assert [row["cells"][0] for row in editor.list.rows] == ["Kyrkan"]


def test_each_field_saves_when_it_is_left(editor, lab):
    actor = lab.actors.add(name="Kyrkan")
    editor.refresh()
    editor.choose(actor.id)
    type_in(editor, "power", 4)
    assert lab.actors.get(actor).power == 4
    assert len(lab.history(table="actors")) == 2


def test_a_broken_rule_is_told_under_the_field_and_what_was_typed_stays(editor, lab):
    actor = lab.actors.add(name="Kyrkan")
    editor.refresh()
    editor.choose(actor.id)
    type_in(editor, "name", "x" * 500)
    assert "högst 200" in field(editor, "name")._error.value
    assert field(editor, "name").input.widget.value == "x" * 500
    assert lab.actors.get(actor).name == "Kyrkan"
    type_in(editor, "name", "Kyrkans hus")
    assert field(editor, "name")._error.value == ""
    assert lab.actors.get(actor).name == "Kyrkans hus"


def test_undo_and_redo_by_button(editor, lab):
    editor.add.click()
    type_in(editor, "name", "Kyrkan")
    editor.undo.click()
    assert lab.actors.all() == []
    assert editor.list.rows == []
    editor.redo.click()
    assert [one.name for one in lab.actors.all()] == ["Kyrkan"]
    editor.undo.click()
    editor.undo.click()
    assert "Det finns inget att ångra" in said(editor)


def test_removing_takes_the_relations_along_and_undo_brings_both_back(editor, lab):
    one, other = lab.actors.add_many([{"name": "A"}, {"name": "B"}])
    lab.relations.add(source=one, target=other)
    editor.refresh()
    editor.choose(one.id)
    editor.remove.click()
    assert (len(lab.actors), len(lab.relations)) == (1, 0)
    editor.undo.click()
    assert (len(lab.actors), len(lab.relations)) == (2, 1)
    assert lab.store.broken_chain() == []


def test_anothers_change_meanwhile_is_shown_and_kept(editor, lab):
    actor = lab.actors.add(name="Kyrkan")
    editor.refresh()
    editor.choose(actor.id)
    lab.actors.change(actor, name="Svenska kyrkan")
    type_in(editor, "name", "Församlingen")
    assert "Någon annan ändrade" in field(editor, "name")._error.value
    assert lab.actors.get(actor).name == "Svenska kyrkan"
    assert offered(editor, "name") == ["Behåll deras: Svenska kyrkan", "Spara min: Församlingen"]


def offered(editor, name):
    return [button.description for button in field(editor, name).choice.children]


@pytest.mark.parametrize(("pressed", "stands"), [(0, "Svenska kyrkan"), (1, "Församlingen")])
def test_what_stands_after_a_conflict_is_chosen(editor, lab, pressed, stands):
    actor = lab.actors.add(name="Kyrkan")
    editor.refresh()
    editor.choose(actor.id)
    lab.actors.change(actor, name="Svenska kyrkan", power=5)
    type_in(editor, "name", "Församlingen")
    field(editor, "name").choice.children[pressed].click()
    kept = lab.actors.get(actor)
    assert (kept.name, kept.power) == (stands, 5)
    assert field(editor, "name").input.widget.value == stands
    assert field(editor, "power").input.widget.value == 5
    assert offered(editor, "name") == []
    assert field(editor, "name")._error.value == ""
    type_in(editor, "name", "Kyrkan igen")
    assert lab.actors.get(actor).name == "Kyrkan igen"


def test_an_open_question_and_what_was_typed_stay_while_others_go_on(editor, lab):
    actor = lab.actors.add(name="Kyrkan")
    editor.refresh()
    editor.choose(actor.id)
    before = lab.store.length()
    lab.actors.change(actor, name="Svenska kyrkan")
    type_in(editor, "name", "Församlingen")
    editor.catch_up(lab.store.changes(since=before))
    assert field(editor, "name").input.widget.value == "Församlingen"
    field(editor, "name").choice.children[1].click()
    assert lab.actors.get(actor).name == "Församlingen"


def test_a_choice_is_asked_for_again_when_a_third_was_faster(editor, lab):
    actor = lab.actors.add(name="Kyrkan")
    editor.refresh()
    editor.choose(actor.id)
    lab.actors.change(actor, name="Två")
    type_in(editor, "name", "Min")
    save_mine = field(editor, "name").choice.children[1]
    lab.actors.change(actor, name="Tre")
    save_mine.click()
    assert lab.actors.get(actor).name == "Tre"
    assert offered(editor, "name") == ["Behåll deras: Tre", "Spara min: Min"]


def test_a_note_and_the_labs_facts_are_not_overwritten_either(lab):
    note, start = NoteField(lab, "k"), StartPage(lab)
    lab.notes.add(key="k", text="den andres")
    note.field.input.widget.value = "min"
    assert lab.note_text("k") == "den andres"
    note.field.choice.children[1].click()
    assert lab.note_text("k") == "min"
    lab["facts"].change(lab.facts.id, place="Boden")
    start.form.fields["place"].input.widget.value = "Luleå"
    assert lab.facts.place == "Boden"
    start.form.fields["place"].choice.children[0].click()
    assert start.form.fields["place"].input.widget.value == "Boden"


def test_a_record_that_another_removed_is_told(editor, lab):
    actor = lab.actors.add(name="Kyrkan")
    editor.refresh()
    lab.actors.remove(actor)
    editor.choose(actor.id)
    assert "finns inte längre" in said(editor)


def test_what_people_typed_is_never_markup(editor, lab):
    lab.actors.add(name="<img src=x onerror=alert(1)>")
    editor.refresh()
    assert editor.list.rows[0]["cells"][0] == "<img src=x onerror=alert(1)>"
    editor.status.error("<script>alert(1)</script>")
    assert "<script>" not in said(editor)


def test_an_unexpected_error_is_shown_in_the_status_line(editor):
    def broken():
        raise RuntimeError("trasig")

    editor.status.guard(broken)()
    assert "RuntimeError" in said(editor)
    assert "Det som var sparat är kvar" in said(editor)


def test_a_rule_that_joins_fields_waits_until_the_record_is_filled_in(exempellabbet):
    editor = RecordsEditor(exempellabbet, "observations")
    indicator = exempellabbet.indicators.all()[0]
    n = len(exempellabbet.observations)
    editor.add.click()
    type_in(editor, "indicator", indicator.id)
    type_in(editor, "period", "2024")
    assert field(editor, "period")._error.value == ""
    assert "Skriv ett värde, eller välj läget" in said(editor)
    type_in(editor, "group", "egen grupp")
    type_in(editor, "value", "12")
    assert len(exempellabbet.observations) == n + 1


def test_a_rule_that_joins_fields_is_told_when_its_field_is_left_again(exempellabbet):
    editor = RecordsEditor(exempellabbet, "observations")
    editor.add.click()
    type_in(editor, "indicator", exempellabbet.indicators.all()[0].id)
    type_in(editor, "period", "2024")
    type_in(editor, "period", "2023")
    assert "Skriv ett värde" in field(editor, "period")._error.value


def test_a_new_record_puts_the_cursor_in_its_first_field(editor, monkeypatch):
    first = field(editor, next(iter(editor.form.fields))).input.widget
    told = []
    monkeypatch.setattr(first, "send", lambda content, buffers=None: told.append(content))
    editor.add.click()
    assert told == [{"do": "focus"}]


def test_a_day_says_how_it_is_written():
    from labmethods.widgets.form import Form
    from labmethods.workbook.facts import LabFacts

    form = Form(LabFacts, "sv", lambda _table: [], lambda _name, _value: None, ["started"])
    assert form.fields["started"].input.widget.placeholder == "åååå-mm-dd"


def test_a_half_typed_kind_becomes_the_only_one_that_begins_so_and_it_is_said(editor, lab):
    editor.add.click()
    type_in(editor, "name", "Kyrkan")
    type_in(editor, "kind", "civilsam")
    (actor,) = lab.actors.all()
    assert actor.kind == "civil society"
    assert field(editor, "kind").input.widget.value == "Civilsamhälle"
    assert "”civilsam” lästes som ”Civilsamhälle”" in field(editor, "kind")._note.value
    assert offered(editor, "kind") == ["Nytt: ”civilsam”"]
    field(editor, "kind").choice.children[0].click()
    assert lab.actors.get(actor).kind == "civilsam"


def test_a_new_kind_is_asked_about_before_it_is_one(editor, lab):
    editor.add.click()
    type_in(editor, "kind", "Idrotten")
    assert offered(editor, "kind") == ["Idrott", "Nytt: ”Idrotten”"]
    type_in(editor, "name", "Boden BK")
    (actor,) = lab.actors.all()
    assert actor.kind is None
    type_in(editor, "power", 3)
    assert field(editor, "kind").input.widget.value == "Idrotten"
    field(editor, "kind").choice.children[1].click()
    assert lab.actors.get(actor).kind == "Idrotten"
    assert offered(editor, "kind") == []
    assert "Idrotten" in field(editor, "kind").input.widget.options
    type_in(editor, "kind", "skola och vuxenutbildning")
    type_in(editor, "kind", "idrotten")
    assert (lab.actors.get(actor).kind, offered(editor, "kind")) == ("Idrotten", [])
    type_in(editor, "kind", "")
    assert lab.actors.get(actor).kind is None


def test_a_refused_word_keeps_its_error_when_it_was_asked_about(editor, lab):
    actor = lab.actors.add(name="Kyrkan")
    editor.refresh()
    editor.choose(actor.id)
    type_in(editor, "kind", "x" * 300)
    field(editor, "kind").choice.children[-1].click()
    assert "högst 200" in field(editor, "kind")._error.value
    assert lab.actors.get(actor).kind is None


def test_a_day_without_its_year_is_told_with_the_year_that_was_taken(editor, lab):
    actor = lab.actors.add(name="Kyrkan")
    editor.refresh()
    editor.choose(actor.id)
    type_in(editor, "left", "1 april")
    day = lab.actors.get(actor).left
    assert (day.month, day.day) == (4, 1)
    assert f"Läst som {day}" in field(editor, "left")._note.value
    type_in(editor, "left", "1 april 2024")
    assert field(editor, "left")._note.value == ""


def test_seldom_filled_fields_are_folded_until_something_in_them_is_refused(exempellabbet):
    editor = RecordsEditor(exempellabbet, "observations")
    editor.choose(exempellabbet.observations.all()[0].id)
    more = editor.form.more
    assert not more.is_unfolded(0)
    assert field(editor, "remark").widget in more.parts[0].children
    assert field(editor, "value").widget not in more.parts[0].children
    type_in(editor, "remark", "räknat för hand")
    assert "Fler uppgifter (" in more.buttons[0].description
    type_in(editor, "fetched_on", "igår")
    assert more.is_unfolded(0)
    assert "är inget datum" in field(editor, "fetched_on")._error.value
    more.buttons[0].click()
    assert not more.is_unfolded(0)


def test_a_short_form_folds_nothing(lab):
    form = RecordsEditor(lab, "relations").form
    assert form.more not in form.widget.children


def test_every_field_that_is_folded_exists_and_may_be_left_empty(lab):
    for table, record in lab.store.records.items():
        folded = set(record.seldom)
        needed = {n for n, (info, _kind) in record.fields().items() if info.is_required()}
        assert folded <= set(record.fields()), table
        assert not (folded & needed), table


def seen(button) -> str:
    """What a button says, if it is seen."""
    return button.description if button.layout.display != "none" else ""


def test_undo_stands_where_the_last_change_was_made_and_names_it(lab):
    actors, relations = RecordsEditor(lab, "actors"), RecordsEditor(lab, "relations")
    one, other = lab.actors.add(name="Kyrkan"), lab.actors.add(name="Skolan")
    assert seen(actors.undo).startswith("Ångra: lade till aktör")
    assert "Skolan" in seen(actors.undo)
    assert [seen(button) for button in (actors.redo, relations.undo)] == ["", ""]
    lab.relations.add(source=one, target=other)
    assert seen(actors.undo) == ""
    relations.undo.click()
    assert "Kyrkan" in seen(relations.redo) or seen(relations.redo).startswith("Gör om: lade till")
    assert "Skolan" in seen(actors.undo)
    lab.actors.change(one, power=4)
    assert seen(relations.redo) == ""
    assert "Makt – → 4" in seen(actors.undo)


def test_undo_stands_beside_the_records_that_it_concerns_and_not_beside_others(exempellabbet):
    lab = exempellabbet
    first, second = lab.indicators.all()[:2]
    mine = RecordsEditor(lab, "milestones", fixed={"indicator": first.id})
    theirs = RecordsEditor(lab, "milestones", fixed={"indicator": second.id})
    lab.milestones.add(indicator=first, day="2026-12-01", value=1)
    assert seen(mine.undo)
    assert not seen(theirs.undo)


def test_what_no_part_of_the_page_stands_for_is_undone_at_its_end(lab):
    page = panel_frame(lab, editor := RecordsEditor(lab, "actors"))
    elsewhere = page.children[-2]
    lab.notes.add(key="x", text="Något")
    assert seen(elsewhere.bar.undo).startswith("Ångra: ")
    elsewhere.bar.undo.click()
    assert lab.notes.all() == []
    assert "Det är gjort" in elsewhere.status.value
    lab.actors.add(name="Kyrkan")
    assert seen(elsewhere.bar.undo) == ""
    assert seen(editor.undo)
