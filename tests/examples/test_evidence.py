"""How sure one can be of an example: worked out, not chosen."""

from __future__ import annotations

import pytest

from labmethods.examples.analysis import evidence, evidence_levels


@pytest.mark.parametrize(
    ("told", "level"),
    [
        ({}, 0),
        ({"summary": "Ett kafé."}, 1),
        ({"summary": "Ett kafé.", "evidence": "independent evaluation"}, 1),
        ({"summary": "Ett kafé.", "results": "Många kom.", "evidence": "description"}, 1),
        ({"summary": "Ett kafé.", "results": "9 av 10.", "evidence": "own follow-up"}, 2),
        ({"results_sv": "9 av 10.", "evidence": "independent evaluation"}, 2),
        ({"summary": "Ett kafé.", "results": "9 av 10 mot 5 av 10.", "evidence": "comparison"}, 3),
        ({"summary": float("nan"), "results": None, "evidence": float("nan")}, 0),
    ],
)
def test_the_level_follows_from_what_is_recorded(told, level):
    assert evidence(told).level == level


def test_why_is_told_with_what_the_record_says_of_it():
    told = {"results": "9 av 10", "evidence": "own follow-up", "evidence_why": "Tio deltagare."}
    assert evidence(told).why == (
        "resultat finns, men inget att jämföra dem med; "
        "de som driver det har själva följt upp det; Tio deltagare"
    )


def test_no_example_that_comes_along_is_surer_than_its_source(catalogue):
    levels = evidence_levels(catalogue)
    assert levels["level"].max() == 2
    assert (levels.loc[catalogue["evidence"] == "description", "level"] == 1).all()
