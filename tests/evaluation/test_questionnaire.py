"""Participants' answers before and after, under codes that they made up themselves."""

import pytest

from labmethods.errors import Refused
from labmethods.evaluation.command import import_questionnaire
from labmethods.evaluation.panel import Panel
from labmethods.sources.bad_cells import BadCells

BEFORE = (
    "id,submitdate,lastpage,startlanguage,seed,token,kod,G01Q01\n"
    "1,2019-01-14 09:00:00,2,sv,7,hemlig1,AN14,Instämmer inte\n"
    "2,2019-01-15 09:00:00,2,ar,8,hemlig2,bo 02,أوافق\n"
    "3,2019-01-15 10:00:00,2,fi,9,hemlig3,CE31,En osaa sanoa\n"
).encode()
AFTER = BEFORE.replace(b"2019-01", b"2019-06").replace(b"Inst\xc3\xa4mmer inte", b"Agree")


@pytest.fixture
def evaluated(lab):
    evaluation = lab["evaluations"].add(name="Mentorerna")
    lab["outcomes"].add(evaluation=evaluation, name="Framtidstro")
    return lab


@pytest.fixture
def answers(tmp_path):
    path = tmp_path / "svar.csv"
    path.write_bytes(BEFORE)
    return path


def bring(lab, path, occasion="before", **more):
    more.setdefault("belongs", ["G01Q01=Framtidstro"])
    return import_questionnaire(lab, path, evaluation="mentorerna", occasion=occasion, **more)


def measured(lab) -> dict[tuple[str, str], float]:
    codes = {one.id: one.code for one in lab["participants"].all()}
    return {(codes[one.participant], one.occasion): one.value for one in lab["measurements"].all()}


def test_before_and_after_meet_under_the_code(evaluated, answers):
    bring(evaluated, answers)
    answers.write_bytes(AFTER)
    lines, taken = bring(evaluated, answers, "after", belongs=[])
    assert (taken.answers, taken.participants) == (2, 2)
    assert measured(evaluated) == {
        ("AN14", "before"): 2,
        ("BO02", "before"): 4,
        ("AN14", "after"): 4,
        ("BO02", "after"): 4,
    }
    assert "token" in " ".join(lines)
    assert "hemlig1" not in str(evaluated.history()[-1].after)


def test_a_code_that_was_not_there_before_is_told(evaluated, answers):
    bring(evaluated, answers)
    answers.write_bytes(AFTER.replace(b"AN14", b"AN41"))
    _lines, taken = bring(evaluated, answers, "after")
    assert taken.new == ("AN41",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"AN14", b"", "koden saknas"),
        (b"AN14", b"191234", "personnummer"),
        (b"bo 02", b"an14", "redan svarat"),
        (b"Inst\xc3\xa4mmer inte", b"ibland", "inget tal"),
    ],
)
def test_a_row_that_can_not_be_used_is_named_and_none_comes_in(evaluated, answers, old, new, said):
    answers.write_bytes(BEFORE.replace(old, new))
    with pytest.raises(BadCells) as refused:
        bring(evaluated, answers)
    text = refused.value.text("sv")
    assert "Rad" in text
    assert said in text
    assert len(evaluated["participants"]) == 0


def test_an_answer_off_the_scale_is_named(evaluated, answers):
    answers.write_text("kod;G01Q01\nA1;4\nA2;9\n", encoding="utf-8")
    with pytest.raises(BadCells, match=r"Rad 3.*skalan"):
        bring(evaluated, answers)


def test_a_code_question_of_personal_numbers_never_gets_in(evaluated, answers):
    answers.write_bytes(BEFORE.replace(b"AN14", b"19640823-3234"))
    with pytest.raises(Refused, match="koden"):
        bring(evaluated, answers)


def test_the_same_answers_twice_are_refused(evaluated, answers):
    bring(evaluated, answers)
    with pytest.raises(BadCells, match="redan svarat"):
        bring(evaluated, answers)
    assert len(evaluated["measurements"]) == 2


def test_the_occasion_and_the_code_must_be_said(evaluated, answers):
    with pytest.raises(Refused, match="tillfälle"):
        bring(evaluated, answers, "")
    with pytest.raises(Refused, match="koden"):
        bring(evaluated, answers, belongs=["kod=", "G01Q01=Framtidstro"])
    with pytest.raises(KeyError, match="utvärdering"):
        import_questionnaire(evaluated, answers, evaluation="en annan")


def test_a_look_keeps_nothing_and_one_undo_takes_an_import_back(evaluated, answers):
    bring(evaluated, answers, dry_run=True)
    assert len(evaluated["participants"]) == 0
    bring(evaluated, answers)
    evaluated.undo()
    evaluated.undo()
    assert len(evaluated["participants"]) == len(evaluated["measurements"]) == 0


def test_the_panel_takes_the_answers_and_shows_them(evaluated):
    panel = Panel(evaluated)
    evaluation = evaluated["evaluations"].all()[0]
    panel.chosen.show(evaluation.id)
    survey = panel.chosen.survey
    survey.load("svar.csv", BEFORE)
    survey.rows[1].use.value = evaluated["outcomes"].all()[0].id
    survey.take.click()
    assert "tillfälle" in survey.status.value
    survey.occasion.value = "before"
    survey.look.click()
    assert "Framtidstro" in survey.seen.children[1].value
    survey.take.click()
    assert len(evaluated["measurements"]) == 2
    assert len(panel.chosen.editors["participants"].list.rows) == 2
