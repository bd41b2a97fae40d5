"""The panel as a facilitator uses it."""

from labmethods.indicators.importer import Importer
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
    editor = panel.editors.parts[0]
    editor.add.click()
    editor.form.fields["period"].input.widget.value = "2019"
    editor.form.fields["value"].input.widget.value = "12"
    assert lab["observations"].all()[0].value == 12
    assert len(charts(panel)) == 1
    assert "12" in panel.overview.value


def test_another_indicator_shows_its_own_values(exempellabbet):
    panel = Panel(exempellabbet)
    assert len(charts(panel)) == 3
    (last,) = exempellabbet["indicators"].find(name="Tid till första praktikplats")
    panel.definitions.choose(last.id)
    assert panel.choice.value == last.id
    assert charts(panel) == []


def test_a_refused_value_is_explained_and_not_saved(lab):
    lab["indicators"].add(name="Andel", unit="share")
    panel = Panel(lab)
    editor = panel.editors.parts[0]
    editor.add.click()
    editor.form.fields["period"].input.widget.value = "2019"
    editor.form.fields["value"].input.widget.value = "120"
    assert len(lab["observations"]) == 0
    shown = editor.form.fields["value"]._error.value + editor.status.value
    assert "mellan 0 och 100" in shown


def test_an_indicator_is_chosen_from_the_catalogue_once(lab):
    lab["facts"].change(lab.facts.id, municipality_code="2582")
    panel = Panel(lab)
    panel.picker.area.value = "school"
    panel.picker.indicator.value = "N15436"
    panel.picker.add.click()
    panel.picker.add.click()
    (indicator,) = lab["indicators"].all()
    assert (indicator.key_figure, indicator.place_code) == ("N15436", "2582")
    assert panel.choice.value == indicator.id
    assert "följer redan" in panel.picker.status.value


def test_a_revised_figure_keeps_the_old_one_and_the_chart_shows_it_as_known_then(lab):
    indicator = lab["indicators"].add(name="Andel", unit="share")
    row = {"indicator": indicator, "period": "2019"}
    lab["observations"].add(**row, value=50, fetched_on="2020-05-01")
    lab["observations"].add(**row, value=55, fetched_on="2021-05-01", revision=1)
    panel = Panel(lab)
    assert "55" in charts(panel)[0]._title.value
    assert any("reviderades från 50" in getattr(one, "value", "") for one in panel.shown.children)
    panel.known_on.value = "2020-12-31"
    assert "50" in charts(panel)[0]._title.value
    panel.known_on.value = "2020-01-01"
    assert "Inget var känt" in panel.shown.children[0].value
    panel.known_on.value = "i går"
    assert "inget datum" in panel.status.value or "datum" in panel.status.value


def test_a_milestone_is_drawn_and_one_after_the_target_refused(lab):
    indicator = lab["indicators"].add(
        name="Andel", unit="share", target=80, target_day="2030-01-01"
    )
    lab["observations"].add(indicator=indicator, period="2019", value=50)
    panel = Panel(lab)
    editor = panel.editors.parts[1]
    editor.add.click()
    editor.form.fields["day"].input.widget.value = "2031-01-01"
    editor.form.fields["value"].input.widget.value = "60"
    assert len(lab["milestones"]) == 0
    editor.form.fields["day"].input.widget.value = "2028-01-01"
    editor.form.fields["value"].input.widget.value = "65"
    assert lab["milestones"].all()[0].value == 65


def test_an_imported_group_that_is_new_is_told(lab):
    indicator = lab["indicators"].add(name="Besök", unit="count")
    part = Importer(lab, indicator.id, lambda: None)
    part.load("a.csv", "År;Antal;Grupp\n2018;4;Kvinor\n2019;6;Män\n".encode())
    part.take.click()
    assert len(lab["observations"]) == 2
    assert "Nya ord för Grupp: ”Kvinor”" in part.status.value
