"""Lessons, their pace, the learning card and the draft of a method card."""

import datetime

import pandas as pd
import pytest

from labmethods.experiments import analysis, contents
from labmethods.experiments.learning import learning_card, method_card_draft

TODAY = datetime.date(2026, 11, 24)


def cards(*rows: dict) -> pd.DataFrame:
    columns = ["id", "name", "state", "focus_areas", "cost", "started", "ended", "planned_end"]
    base = {"name": "Kafé", "state": "decided", "focus_areas": ["school"]}
    return pd.DataFrame([{**base, **row} for row in rows], columns=columns)


def decisions(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["experiment", "day", "decision", "learned"])


def test_a_lesson_has_its_cost_and_the_months_from_start_to_end():
    found = analysis.lessons(
        cards({"id": "a", "cost": 9000, "started": "2026-01-01", "ended": "2026-04-02"}),
        decisions(("a", "2026-04-09", "adopt", "De kommer om en vän frågar")),
    ).iloc[0]
    assert found["cost"] == 9000
    assert found["months"] == pytest.approx(3.0, abs=0.05)
    assert found["learned"] == "De kommer om en vän frågar"


def test_time_and_cost_that_are_not_known_stay_unknown():
    found = analysis.lessons(cards({"id": "a"}), decisions(("a", "2026-04-09", "adopt", None)))
    assert found[["cost", "months", "learned"]].isna().all(axis=None)


def test_an_experiment_without_a_decision_has_taught_nothing_yet():
    assert analysis.lessons(cards({"id": "a"}), decisions()).empty
    assert analysis.learning_pace(analysis.lessons(cards(), decisions())).empty


def test_the_pace_counts_only_what_is_known_and_each_experiment_once_in_all():
    found = analysis.learning_pace(
        analysis.lessons(
            cards(
                {"id": "a", "cost": 1000, "focus_areas": ["school", "safety"]},
                {"id": "b", "cost": 3000},
                {"id": "c"},
            ),
            decisions(
                ("a", "2026-04-01", "adopt", "x"),
                ("b", "2026-04-01", "adapt", None),
                ("c", "2026-04-01", "abandon", "y"),
            ),
        )
    ).set_index("focus_area")
    assert list(found.index) == ["school", "safety", ""]
    assert found.loc["", "decisions"] == 3
    assert found.loc["", "written"] == 2
    assert (found.loc["", "cost_known"], found.loc["", "cost"]) == (2, 2000)
    assert found.loc["safety", "cost"] == 1000
    assert pd.isna(found.loc["", "months"])


@pytest.fixture
def card(lab):
    made = lab.experiments.add(
        name="Öppet kafé",
        state="running",
        belief="Unga kommer om dörren är öppen",
        action="Öppet två kvällar i veckan",
        criterion="20 kommer",
        cost=42000,
        responsible="Bostadsbolaget",
    )
    lab.results.add(experiment=made.id, counted="kom tillbaka", successes=9, participants=10)
    for present in (12, 3, 25):
        lab.log_entries.add(experiment=made.id, day=TODAY, event="Kväll", present=present)
    lab.decisions.add(
        experiment=made.id,
        day=TODAY,
        decision="adapt",
        reason="För få på vardagar",
        learned="Lördagar lockar fler",
        decided_by="styrgruppen",
    )
    return lab.experiments.get(made.id)


def test_the_learning_card_is_filled_from_what_was_recorded(lab, card):
    found = learning_card(contents.read(lab, TODAY), card, "sv")
    assert found.believed == "Unga kommer om dörren är öppen"
    assert "9 av 10" in found.observed[0]
    assert found.observed[1].startswith("Mellan 12 och 25")
    assert found.learned == "Lördagar lockar fler"
    assert found.missing == ["Därför ska vi"]
    assert found.decision == "Anpassa"
    assert "*Inte nedskrivet än.*" in found.markdown()
    assert "Lördagar lockar fler" in found._repr_html_()
    assert found.summary()["part"].iloc[0] == "Vi trodde att"


def test_an_empty_card_says_what_is_missing_and_invents_nothing(lab):
    card = lab.experiments.add(name="Idé")
    found = learning_card(contents.read(lab, TODAY), card, "en")
    assert len(found.missing) == 5
    assert found.observed == []


def test_the_draft_tells_results_limits_and_gaps(lab, card):
    draft = method_card_draft(lab, contents.read(lab, TODAY), card)
    assert draft.startswith("# Öppet kafé\n")
    assert "9 av 10" in draft
    assert "- Lördagar lockar fler" in draft
    assert "[Att fylla i: vilken grupp, hur många]" in draft
    assert "42" in draft
    assert "Bostadsbolaget" in draft
    assert "prövades på en plats" in draft
    assert "Kriteriet låstes" in draft
    assert "3 närvarande" not in draft


def test_the_draft_of_an_empty_card_is_all_gaps(lab):
    card = lab.experiments.add(name="Idé")
    draft = method_card_draft(lab, contents.read(lab, TODAY), card, "en")
    assert draft.count("[To fill in:") == 9
