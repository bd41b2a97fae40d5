"""What the report says of real and made-up evaluations, and what it keeps to itself."""

from __future__ import annotations

import pytest

import labmethods as lm
from labmethods.blocks import Chart, Heading, Prose, Table, Text
from labmethods.evaluation.findings import read
from labmethods.evaluation.report import evaluation_blocks, report
from labmethods.reporting.document import Document, Findings, Part
from labmethods.reporting.editions import edition
from labmethods.reporting.summary import summary
from labmethods.scheduler import using


def words(blocks) -> str:
    said = []
    for block in blocks:
        match block:
            case Text(text) | Heading(text):
                said.append(text)
            case Prose(markdown, label):
                said += [label, markdown]
            case Table():
                said += [block.caption, block.source, block.frame.to_string()]
            case Chart():
                said += [block.finding, block.alt, block.source, block.table.frame.to_string()]
    return "\n".join(said)


def charts(blocks) -> list[Chart]:
    return [block for block in blocks if isinstance(block, Chart)]


def answered(lab, people: int, *, design: str = "paired", rise: int = 2):
    """An evaluation with so many people who answered before and after."""
    evaluation = lab.evaluations.add(
        name="Framtidstro", design=design, theory="Därför.", started=people + 2
    )
    outcome = lab.outcomes.add(evaluation=evaluation, name="Tro (1–5)")
    for i in range(people):
        person = lab.participants.add(evaluation=evaluation, code=f"D{i:02d}")
        for occasion, value in (("before", 1 + i % 3), ("after", min(5, 1 + i % 3 + rise))):
            lab.measurements.add(
                participant=person, outcome=outcome, occasion=occasion, value=value
            )
    return evaluation


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_empty_lab_says_so(lab, language):
    blocks = report(lab, language)
    assert len(blocks) == 1
    assert isinstance(blocks[0], Text)


@pytest.mark.parametrize(
    "design", ["count", "paired", "groups", "series", "differences", "synthetic"]
)
def test_what_is_not_yet_measured_is_said(lab, design):
    lab.evaluations.add(name="Ny", design=design)
    said = words(report(lab, "sv"))
    assert "Inte mätt ännu" in said
    assert "Ingen evidensnivå är nådd ännu" in said
    assert "nan" not in said.split()
    assert charts(report(lab, "sv")) == []


@pytest.mark.parametrize(
    ("place", "count", "interval"),
    [("boden", "9 av 10", "60"), ("norrkoping", "15 av 22", "47")],
)
def test_the_labs_published_results_stand_with_their_intervals(tmp_path, place, count, interval):
    with lm.new_lab("Labb", to=tmp_path, filled_from=place) as lab:
        blocks = report(lab, "sv")
    said = words(blocks)
    assert count in said
    assert f"från {interval}\N{NO-BREAK SPACE}%" in said
    assert "Utan en jämförelse vet vi inte" in said
    assert "Evidensnivå 1 av 5" in said
    (chart,) = charts(blocks)
    assert "allmannyttan.se" in chart.source


@pytest.mark.parametrize("place", ["lina-hage", "rannebergen"])
def test_results_without_numbers_are_not_judged(tmp_path, place):
    with lm.new_lab("Labb", to=tmp_path, filled_from=place) as lab:
        said = words(report(lab, "sv"))
    assert "Källan anger inget antal deltagare" in said


def test_the_practice_lab_shows_each_kind(exempellabbet):
    for language in ("sv", "en"):
        blocks = report(exempellabbet, language)
        said = words(blocks)
        assert "nan" not in said.casefold().split()
        assert len(charts(blocks)) >= 4
        for chart in charts(blocks):
            assert chart.finding
            assert len(chart.alt) > len(chart.finding)
            assert chart.source
            assert not chart.table.frame.empty


def test_results_of_fewer_than_five_stay_in_the_lab(lab):
    evaluation = answered(lab, 4)
    outward = words(report(lab, "sv"))
    assert "färre än 5 personer, så resultatet visas inte" in outward
    assert "svarade både före och efter" not in outward
    inside = words(evaluation_blocks(lab, evaluation, "sv", outward=False))
    assert "4 personer svarade både före och efter" in inside


def test_how_many_went_which_way_stays_in_the_lab_where_they_are_few(lab):
    evaluation = answered(lab, 8)
    lab.measurements.change(lab.measurements.all()[1].id, value=1)
    assert "lägre" not in words(report(lab, "sv"))
    inside = words(evaluation_blocks(lab, evaluation, "sv", outward=False))
    assert "7 högre efteråt" in inside


def test_where_few_people_went_stays_in_the_lab(lab):
    evaluation = answered(lab, 12)
    for i, person in enumerate(lab.participants.all()):
        lab.followups.add(participant=person, occasion="before", status="seeking")
        lab.followups.add(
            participant=person, occasion="after", status="seeking" if i < 2 else "work"
        )
    outward = report(lab, "sv")
    assert "visas inte" in words(outward)
    assert not any("tog vägen" in chart.finding for chart in charts(outward))
    inside = evaluation_blocks(lab, evaluation, "sv", outward=False)
    assert any("tog vägen" in chart.finding for chart in charts(inside))


def test_several_outcomes_are_adjusted_and_said_so(lab):
    evaluation = answered(lab, 8)
    other = lab.outcomes.add(evaluation=evaluation, name="Kontakter")
    for person in lab.participants.all():
        for occasion, value in (("before", 2), ("after", 3 if person.code != "D01" else 1)):
            lab.measurements.add(participant=person, outcome=other, occasion=occasion, value=value)
    found = read(lab, evaluation)
    assert found.adjusted == 2
    assert "kraven på vart och ett är högre" in words(report(lab, "sv"))
    alone = read(lab, answered(lab, 8)).findings[0].result
    assert found.findings[0].result.p_value >= alone.p_value


def test_before_and_after_reaches_level_two_and_a_comparison_group_three(lab):
    assert read(lab, answered(lab, 9)).level.level == 1  # all rose by just as much
    evaluation = answered(lab, 9, design="groups")
    for i in range(9):
        person = lab.participants.add(evaluation=evaluation, code=f"J{i}", group="comparison")
        outcome = lab.outcomes.find(evaluation=evaluation.id)[0]
        for occasion, value in (("before", 1 + i % 3), ("after", 1 + (i + 1) % 3)):
            lab.measurements.add(
                participant=person, outcome=outcome, occasion=occasion, value=value
            )
    assert read(lab, evaluation).level.level == 3


def test_an_indicator_is_looked_at_before_and_after(lab):
    indicator = lab.indicators.add(name="Kontakter", unit="count")
    for year in range(2000, 2024):
        value = 20 + year % 3 + (15 if year >= 2012 else 0)
        lab.observations.add(indicator=indicator, period=str(year), value=value)
    evaluation = lab.evaluations.add(
        name="Kontakter", design="series", indicator=indicator, start="2012"
    )
    found = read(lab, evaluation)
    assert found.findings[0].result.certain
    assert "över sin tidigare trend" in words(report(lab, "sv"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"start": None}, "Fyll i första perioden"),
        ({"place": None}, "Fyll i platsen"),
        ({"place": "Annorstädes"}, "ingen plats som heter"),
        ({"start": "2050"}, "utanför tabellens tidpunkter"),
    ],
)
def test_what_is_missing_for_a_comparison_of_places_is_said(exempellabbet, change, message):
    places = exempellabbet.evaluations.find(design="synthetic")[0]
    exempellabbet.evaluations.change(places.id, **change)
    assert message in words(report(exempellabbet, "sv"))


def test_periods_written_in_different_ways_are_named(lab):
    evaluation = lab.evaluations.add(name="Platser", design="differences", place="A", start="2019")
    for place, period in (("A", "2018"), ("A", "2019-Q1"), ("B", "ht 2018")):
        lab.place_values.add(evaluation=evaluation, place=place, period=period, value=1)
    said = words(report(lab, "sv"))
    assert "Perioderna är skrivna på olika sätt" in said


def test_a_report_over_two_workers_says_the_same(exempellabbet):
    distributed = pytest.importorskip("distributed")
    here = exempellabbet.blocks("evaluation")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True
        ) as cluster,
        using(cluster.scheduler_address),
    ):
        there = exempellabbet.blocks("evaluation")
    assert words(there) == words(here)


def test_a_report_over_a_scheduler_that_does_not_answer_says_so(exempellabbet):
    pytest.importorskip("distributed")
    with using("tcp://127.0.0.1:9"):
        said = words(exempellabbet.blocks("evaluation"))
    assert "svarar inte" in said


def test_a_comparison_is_tried_with_a_start_that_never_was(exempellabbet):
    assert "Med en påhittad start" in words(report(exempellabbet, "sv"))


def test_who_left_is_compared_with_who_stayed(lab):
    evaluation = lab.evaluations.add(name="Tro", design="paired", theory="Därför.", started=24)
    outcome = lab.outcomes.add(evaluation=evaluation, name="Tro (1–5)")
    for i in range(24):
        person = lab.participants.add(evaluation=evaluation, code=f"D{i:02d}")
        stays = i < 12
        kept = {"participant": person, "outcome": outcome}
        lab.measurements.add(**kept, occasion="before", value=(4 if stays else 1) + i % 2)
        if stays:
            lab.measurements.add(**kept, occasion="after", value=5)
    said = words(report(lab, "sv"))
    assert "låg på 4,5 före (median), de som inte gjorde det på 1,5" in said
    assert "kan förklara en del" in said


@pytest.mark.parametrize("readers", ["board", "full"])
def test_every_edition_and_its_summary_say_how_many_how_much_and_that_none_are_compared(
    lab, readers
):
    answered(lab, 8)
    # One who rose less, so that there is an interval.
    lab.measurements.change(lab.measurements.all()[1].id, value=2)
    parts = (Part("evaluation", "Fungerade det?", tuple(report(lab, "sv"))),)
    document = edition(
        Document("Labbet", "", "sv", (), summary(lab, parts, "sv"), parts), lab, readers
    )
    (found,) = [one for one in document.summary if isinstance(one, Findings)]
    # The board's edition says it in the sentence alone: a chart of one result shows no more.
    shown = list(document.charts())
    assert len(shown) == (readers == "full")
    for said in (*found.sentences, *(chart.finding for chart in shown)):
        assert said.startswith("Tro (1–5): +")
        assert "steg (95 %-intervall " in said
        assert "8 personer)" in said
        assert said.endswith("; ingen jämförelsegrupp")
    for chart in shown:
        assert "n = 8" in chart.source
        assert "vidensnivå" in chart.source


def test_a_change_that_cannot_be_told_says_so_in_its_title(lab):
    evaluation = answered(lab, 8)
    for place, one in enumerate(lab.measurements.all()):
        lab.measurements.change(one.id, value=3 + (1 if place % 4 == 1 else 0))
    (chart,) = charts(evaluation_blocks(lab, evaluation, "sv", outward=True))
    assert "går inte att avgöra" in chart.finding
