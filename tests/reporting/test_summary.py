"""The report's first page."""

import datetime

from labmethods.blocks import Chart, Prose, Table, Text
from labmethods.reporting.compose import compose
from labmethods.reporting.document import Findings, Part
from labmethods.reporting.summary import MOST, summary
from tests.reporting.conftest import bar_chart


def found(document) -> dict[str, Findings]:
    return {one.address: one for one in document.summary if isinstance(one, Findings)}


def test_what_is_asked_for_comes_first(composed):
    first = composed.summary[0]
    assert isinstance(first, Prose)
    assert first.label == "Det vi ber styrelsen besluta"


def test_what_was_tried_is_told_with_its_decision_and_its_interval(composed):
    sentences = found(composed)["part-experiments"].sentences
    decided = next(one for one in sentences if one.startswith("Första jobbet"))
    assert "beslut den 6 maj 2026: inför" in decided
    assert "9 av 12" in decided
    assert "47–91" in decided


def test_findings_are_the_charts_own_titles(composed):
    told = found(composed)["part-indicators"].sentences
    part = next(one for one in composed.parts if one.name == "indicators")
    titles = [one.finding for one in part.blocks if isinstance(one, Chart)]
    assert titles
    assert set(told) <= set(titles)


def test_numbers_of_the_first_page_stand_in_the_parts_too(composed):
    experiments = next(one for one in composed.parts if one.name == "experiments")
    texts = [one.finding for one in experiments.blocks if isinstance(one, Chart)]
    texts += [one.text for one in experiments.blocks if isinstance(one, Text)]
    whole = " ".join(texts)
    for sentence in found(composed)["part-experiments"].sentences:
        if "95 %" in sentence:
            assert sentence.split(". ", 1)[1].rstrip(".") in whole


def test_a_part_without_charts_has_nothing_to_sum_up(lab):
    parts = [Part("x", "X", (Text("Inget är antecknat ännu."),))]
    assert summary(lab, parts, "sv") == ()


def test_a_long_part_is_cut_and_says_so(lab):
    blocks = tuple(bar_chart(f"Fynd {i}") for i in range(MOST + 3))
    (only,) = summary(lab, [Part("x", "X", blocks)], "sv")
    assert len(only.sentences) == MOST
    assert only.left_out == 3


def test_the_cover_holds_the_labs_facts(lab):
    lab["facts"].change(lab.facts.id, challenge="Fler ska få ett första jobb.")
    document = compose(lab, made_on=datetime.date(2026, 11, 24))
    assert document.parts[0].name == "start"
    facts = {fact.title: fact.value for fact in document.facts}
    assert facts["Plats"] == "Provstad"
    assert not any(isinstance(block, Table) for block in document.parts[0].blocks)


def test_one_notebooks_report_has_no_first_page(exempellabbet):
    assert compose(exempellabbet, only="01-stakeholders").summary == ()
