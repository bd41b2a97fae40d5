"""What the examples say across labs: only what each lab has released leaves it."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest

import labmethods as lm
from labmethods.blocks import Chart, Table, Text
from labmethods.examples.adopting import adopt
from labmethods.examples.analysis import exchange
from labmethods.examples.programme import programme
from labmethods.examples.reminders import reminders
from labmethods.programme.share import share

TODAY = datetime.date(2026, 11, 24)


@pytest.fixture
def two(tmp_path):
    """One lab that lacks an evening, and one that adopted an evening café."""
    one = lm.new_lab("Norr", place="Boden", to=tmp_path)
    other = lm.new_lab("Söder", place="Malmö", to=tmp_path)
    one.indicators.add(name="Ungdomar på kvällarna", unit="count", direction="up", baseline=10)
    indicator = one.indicators.all()[0]
    one.observations.add(indicator=indicator.id, period="2026", value=10)
    experiment = other.experiments.add(name="Kvällskafé för unga", action="Hemlig text om kvällar.")
    other.decisions.add(
        experiment=experiment.id, day=TODAY, decision="adopt", reason="Bra", decided_by="Alla"
    )
    yield one, other
    one.close()
    other.close()


def release(lab, what: str, released: bool) -> None:
    lab.programme_releases.add(what=what, released=released, decided_by="Styrgruppen")


def told(labs) -> list:
    return programme([share(lab, TODAY) for lab in labs], "sv")


def test_a_lab_that_has_what_another_lacks_is_told_of(two):
    (table,) = [block for block in told(two) if isinstance(block, Table)]
    row = table.frame.iloc[0]
    assert (row["Labb"], row["Saknar"]) == ("Norr", "Ungdomar på kvällarna")
    assert (row["Fråga"], row["Om"]) == ("Söder", "Kvällskafé för unga")
    assert "kvällskafé" in row["På grund av"]


def test_what_is_held_back_does_not_leave_the_lab(two):
    release(two[1], "experiments", False)
    blocks = told(two)
    assert not [block for block in blocks if isinstance(block, Table)]
    assert "Kvällskafé" not in str(share(two[1], TODAY))


def test_what_a_lab_wrote_leaves_it_only_when_released(two):
    assert "Hemlig text" not in str(share(two[1], TODAY).tables["examples"])
    adopt(two[1], "example-portalen", "Hemlig ändring.")
    assert "Hemlig ändring" not in str(told(two)[-1])
    release(two[1], "texts", True)
    assert "Hemlig text" in share(two[1], TODAY).tables["examples"]["offers"].to_string()
    assert "Hemlig ändring" in told(two)[-1].table.frame.to_string()


def test_who_learnt_from_whom_joins_the_sources_and_the_labs(two):
    adopt(two[0], "example-the-rockin-pots")
    (chart,) = [block for block in told(two) if isinstance(block, Chart)]
    assert "Norr, Boden lärde av The Rockin' Pots, Östersund" in chart.alt
    assert "BIS – Boden, Integration och Samverkan lärde av Portalen, Norrköping" in chart.alt


def test_labs_that_released_nothing_are_said_to(tmp_path):
    with lm.new_lab("Norr", to=tmp_path) as lab:
        assert "Inget labb har släppt fri" in " ".join(
            block.text for block in told([lab]) if isinstance(block, Text)
        )


def test_a_lab_is_not_offered_what_it_has_itself():
    needs = pd.DataFrame({"lab": ["A"], "text": ["läxor"], "said": ["Läxor"]})
    offers = pd.DataFrame({"lab": ["A"], "name": ["Läxhjälp"]})
    assert exchange(needs, offers).empty
    assert exchange(needs, offers.head(0)).empty
    assert exchange(needs.head(0), offers).empty


def test_one_is_reminded_to_tell_how_it_went(lab):
    experiment = adopt(lab, "example-portalen")
    assert reminders(lab, "sv", TODAY) == []
    lab.experiments.change(experiment.id, state="decided")
    (said,) = reminders(lab, "sv", TODAY)
    assert said.startswith("Portalen har prövats.")
    lab.adoptions.change(lab.adoptions.all()[0].id, learnt="Att ringa först.")
    assert reminders(lab, "sv", TODAY) == []
