"""What the evaluation's records accept and refuse."""

from __future__ import annotations

import pytest

from labmethods.errors import LabError


@pytest.fixture
def evaluation(lab):
    return lab.evaluations.add(name="Framtidstro", design="paired")


@pytest.fixture
def outcome(lab, evaluation):
    return lab.outcomes.add(evaluation=evaluation, name="Framtidstro", lowest=1, highest=5)


@pytest.fixture
def person(lab, evaluation):
    return lab.participants.add(evaluation=evaluation, code="d01")


def test_a_code_is_kept_in_capitals(person):
    assert person.code == "D01"


@pytest.mark.parametrize(
    "code", ["Anna", "Anna Berg", "A.B.", "19900101-1234", "070-123 45 67", "990101", "ABCD1", ""]
)
def test_what_may_tell_who_it_is_is_no_code(lab, evaluation, code):
    with pytest.raises(LabError):
        lab.participants.add(evaluation=evaluation, code=code)
    assert len(lab.participants) == 0


@pytest.mark.parametrize("code", ["D01", "1", "AB-12", "D1B", "ÅÄÖ7"])
def test_a_code_may_be_written_in_several_ways(lab, evaluation, code):
    assert lab.participants.add(evaluation=evaluation, code=code).code == code


def test_one_code_is_one_person_in_an_evaluation(lab, evaluation, person):
    with pytest.raises(LabError, match="upptagen"):
        lab.participants.add(evaluation=evaluation, code="D01")
    other = lab.evaluations.add(name="Annan", design="paired")
    assert lab.participants.add(evaluation=other, code="D01").code == "D01"


def test_an_answer_outside_the_scale_is_refused(lab, person, outcome):
    with pytest.raises(LabError, match="utanför skalan"):
        lab.measurements.add(participant=person, outcome=outcome, occasion="before", value=6)
    lab.measurements.add(participant=person, outcome=outcome, occasion="before", value="4,5")
    assert lab.measurements.all()[0].value == 4.5


def test_an_answer_belongs_to_one_evaluation(lab, person):
    other = lab.evaluations.add(name="Annan", design="paired")
    elsewhere = lab.outcomes.add(evaluation=other, name="Trygghet")
    with pytest.raises(LabError, match="olika utvärderingar"):
        lab.measurements.add(participant=person, outcome=elsewhere, occasion="before", value=3)


def test_a_person_has_one_status_an_occasion_and_one_mark_a_day(lab, person):
    lab.followups.add(participant=person, occasion="after", status="Arbete")
    with pytest.raises(LabError, match="redan en uppföljning"):
        lab.followups.add(participant=person, occasion="after", status="seeking")
    lab.attendances.add(participant=person, day="2026-03-01", present="ja")
    with pytest.raises(LabError, match="redan noterad"):
        lab.attendances.add(participant=person, day="2026-03-01", present="nej")


def test_a_place_has_one_value_a_period(lab, evaluation):
    lab.place_values.add(evaluation=evaluation, place="Här", period="2019", value=3)
    with pytest.raises(LabError, match="redan ett värde"):
        lab.place_values.add(evaluation=evaluation, place="Här", period="2019", value=4)


def test_a_strong_case_needs_other_explanations(lab, evaluation):
    with pytest.raises(LabError, match="andra förklaringar"):
        lab.contributions.add(evaluation=evaluation, change="Bättre", strength="strong")
    lab.contributions.add(
        evaluation=evaluation, change="Bättre", rivals="Konjunkturen", strength="strong"
    )


def test_an_outcome_scale_has_a_width(lab, evaluation):
    with pytest.raises(LabError):
        lab.outcomes.add(evaluation=evaluation, name="Fel", lowest=5, highest=5)


def test_with_the_evaluation_its_people_and_answers_go(lab, evaluation, person, outcome):
    lab.measurements.add(participant=person, outcome=outcome, occasion="before", value=3)
    lab.evaluations.remove(evaluation)
    assert [len(lab[t]) for t in ("participants", "outcomes", "measurements")] == [0, 0, 0]
    lab.undo()
    assert len(lab.measurements) == 1
