"""The panel: what is filled in shows at once, and is the record that is saved."""

from __future__ import annotations

from collections.abc import Iterator

import ipywidgets as widgets

from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.page import ChartView


def parts(widget: widgets.Widget, kind: type) -> Iterator[widgets.Widget]:
    if isinstance(widget, kind):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child, kind)


def test_an_empty_lab_is_told_what_brings_the_charts(lab):
    panel = lab.stakeholders()
    assert not list(parts(panel, ChartView))
    texts = " ".join(part.value for part in parts(panel, widgets.HTML))
    assert "Ge minst en aktör makt och intresse" in texts


def test_an_actor_that_is_added_stands_in_the_chart_and_goes_with_undo(lab):
    panel = lab.stakeholders()
    actors = next(part for part in parts(panel, RecordsEditor) if part.table.name == "actors")
    actors.add.click()
    actors.form.fields["power"].input.widget.value = 5
    actors.form.fields["interest"].input.widget.value = 4
    actors.form.fields["name"].input.widget.value = "Röda Korset"
    assert lab.actors.all()[0].power == 5
    (chart,) = parts(panel, ChartView)
    assert "Röda Korset" in chart.children[1].value
    actors.undo.click()
    assert len(lab.actors) == 0
    assert not list(parts(panel, ChartView))


def test_a_relation_to_itself_is_told_in_the_form(lab):
    church, _club = lab.actors.add(name="Kyrkan"), lab.actors.add(name="Klubben")
    panel = lab.stakeholders()
    relations = next(part for part in parts(panel, RecordsEditor) if part.table.name == "relations")
    relations.add.click()
    relations.form.fields["source"].input.widget.value = church.id
    relations.form.fields["target"].input.widget.value = church.id
    shown = " ".join(part.value for part in parts(relations, widgets.HTML))
    assert "relation till sig själv" in shown
    assert len(lab.relations) == 0
