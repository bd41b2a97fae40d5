"""What the start page reminds of."""

from __future__ import annotations

import datetime

import pytest

from labmethods.indicators.panel import Panel
from labmethods.indicators.reminders import reminders

TODAY = datetime.date(2026, 11, 24)


def test_a_new_lab_is_reminded_of_nothing(lab):
    assert reminders(lab, "sv", TODAY) == []


def test_a_value_that_is_due_is_asked_for(lab):
    indicator = lab["indicators"].add(name="Trygghet", frequency="month")
    lab["observations"].add(indicator=indicator, period="2026-02", value=5, source="Enkät")
    (said,) = reminders(lab, "sv", TODAY)
    assert said == "Trygghet: det senaste värdet är från feb. 2026. Dags för ett nytt."
    lab["observations"].add(indicator=indicator, period="2026-10", value=5, source="Enkät")
    assert reminders(lab, "sv", TODAY) == []


@pytest.mark.parametrize(("period", "told"), [("2020", 1), ("2026", 0)])
def test_a_target_whose_day_has_passed_without_a_value_is_told(lab, period, told):
    aim = {"target": 5, "target_day": "2026-06-30"}
    indicator = lab["indicators"].add(name="Kontakter", **aim, frequency="when")
    lab["observations"].add(indicator=indicator, period=period, value=3, source="Enkät")
    said = [one for one in reminders(lab, "sv", TODAY) if "målet var satt" in one]
    assert len(said) == told


def test_the_panel_says_what_to_look_at(lab):
    indicator = lab["indicators"].add(name="Andel", unit="share")
    rows = [("2019-01", 80), ("2019-02", 0.8), ("2019-04", 82)]
    lab["observations"].add_many(
        {"indicator": indicator, "period": period, "value": value} for period, value in rows
    )
    said = " ".join(getattr(one, "value", "") for one in Panel(lab).shown.children)
    assert "andel av 1 bland procenttal" in said
    assert "den första och den sista: 1." in said
    assert "värden utan källa: 3." in said
