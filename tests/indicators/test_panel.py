"""The panel as a facilitator uses it."""

from labmethods.indicators.panel import Panel
from labmethods.widgets.page import ChartView


def charts(panel: Panel) -> list[ChartView]:
    return [child for child in panel.shown.children if isinstance(child, ChartView)]


def test_a_new_lab_is_asked_for_its_first_indicator(lab):
    panel = Panel(lab)
    assert "Lägg till den första" in panel.shown.children[0].value
    assert panel.overview.value == ""


def test_an_indicator_that_is_added_can_be_observed_at_once(lab):
    panel = Panel(lab)
    panel.definitions.add.click()
    panel.definitions.form.fields["name"].input.widget.value = "Nya kontakter"
    indicator = lab["indicators"].all()[0]
    assert panel.choice.value == indicator.id
    assert charts(panel) == []
    (editor,) = panel.observations.children
    editor.add.click()
    editor.form.fields["period"].input.widget.value = "2019"
    editor.form.fields["value"].input.widget.value = "12"
    assert lab["observations"].all()[0].value == 12
    assert len(charts(panel)) == 1
    assert "12" in panel.overview.value


def test_another_indicator_shows_its_own_values(exempellabbet):
    panel = Panel(exempellabbet)
    assert len(charts(panel)) == 2
    last = exempellabbet["indicators"].all()[-1]
    panel.definitions.choose(last.id)
    assert panel.choice.value == last.id
    assert charts(panel) == []


def test_a_refused_value_is_explained_and_not_saved(lab):
    lab["indicators"].add(name="Andel", unit="share")
    panel = Panel(lab)
    (editor,) = panel.observations.children
    editor.add.click()
    editor.form.fields["period"].input.widget.value = "2019"
    editor.form.fields["value"].input.widget.value = "120"
    assert len(lab["observations"]) == 0
    shown = editor.form.fields["value"]._error.value + editor.status.value
    assert "mellan 0 och 100" in shown
