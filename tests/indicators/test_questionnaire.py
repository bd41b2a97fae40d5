"""A questionnaire's answers become values of indicators: all of them or none."""

import pytest

from labmethods.errors import Refused
from labmethods.indicators import analysis
from labmethods.indicators.command import import_questionnaire
from labmethods.indicators.panel import Panel
from labmethods.sources.bad_cells import BadCells

ANSWERS = (
    "Tidstämpel;Namn;Kön;Jag ser ljust på framtiden;Trygg på torget?;Nya kontakter;Mer?\n"
    "2019-03-14 09:12;Namn Ett;Kvinna;Instämmer helt;Ja;3;Ring 070-123 45 67\n"
    "2019-03-15 09:12;Namn Två;Man;Instämmer inte alls;Nej;2;\n"
    "2019-03-18 09:12;Namn Tre;Kvinna;Instämmer;Ja;0;Bra fika\n"
    "2019-03-18 09:15;Namn Fyra;Kvinna;Vet ej;Vet ej;;\n"
).encode()


@pytest.fixture
def following(lab):
    """A lab that follows a mean, a share and a count."""
    scale = {"unit": "scale", "lowest": 1, "highest": 5, "level": "participant"}
    lab["indicators"].add(name="Jag ser ljust på framtiden", **scale)
    lab["indicators"].add(name="Trygg på torget?", unit="share", level="participant")
    lab["indicators"].add(name="Nya kontakter", unit="count", level="participant")
    return lab


@pytest.fixture
def answers(tmp_path):
    path = tmp_path / "enkät.csv"
    path.write_bytes(ANSWERS)
    return path


def values(lab) -> dict[tuple[str, str], tuple]:
    names = {one.id: one.name for one in lab["indicators"].all()}
    return {
        (names[one.indicator].split()[0], one.group): (one.amount(), one.answers or one.denominator)
        for one in lab["observations"].all()
    }


def test_a_mean_a_share_and_a_sum_come_in_with_their_n_and_their_groups(following, answers):
    lines, taken = import_questionnaire(following, answers)
    assert taken.observations == 9
    found = values(following)
    assert found["Jag", "T"] == (pytest.approx(10 / 3, abs=1e-3), 3)
    assert found["Jag", "K"] == (4.5, 2)
    assert found["Trygg", "T"] == (pytest.approx(200 / 3), 3)
    assert found["Nya", "T"] == (5, 3)
    assert {one.period for one in following["observations"].all()} == {"2019-03"}
    assert "Namn (en persons namn)" in " ".join(lines)


def test_free_text_is_kept_apart_without_persons(following, answers):
    import_questionnaire(following, answers)
    texts = [one.text for one in following["written_answers"].all()]
    assert texts == ["Bra fika", "Ring [borttaget: telefonnummer]"]
    stored = " ".join(str(row.values()) for row in following["written_answers"].all())
    assert "Namn Ett" not in stored


def test_a_look_keeps_nothing_and_an_import_is_undone_as_one(following, answers):
    _lines, taken = import_questionnaire(following, answers, dry_run=True)
    assert taken.observations == 9
    assert len(following["observations"]) == 0
    import_questionnaire(following, answers)
    following.undo()
    following.undo()
    assert len(following["observations"]) == 0
    assert len(following["written_answers"]) == 0


def test_the_same_file_twice_is_refused_and_nothing_comes_in(following, answers):
    import_questionnaire(following, answers)
    with pytest.raises(Refused, match="redan"):
        import_questionnaire(following, answers)
    assert len(following["observations"]) == 9
    assert len(following["written_answers"]) == 2


def test_an_answer_off_the_scale_is_named_with_its_row(following, answers):
    answers.write_text("Jag ser ljust på framtiden\n4\n7\n", encoding="utf-8")
    with pytest.raises(BadCells) as refused:
        import_questionnaire(following, answers, period="2019")
    assert "Rad 3" in refused.value.text("sv")
    assert len(following["observations"]) == 0


def test_a_file_without_days_asks_for_the_period(following, answers):
    answers.write_text("Nya kontakter\n4\n7\n", encoding="utf-8")
    with pytest.raises(Refused, match="period"):
        import_questionnaire(following, answers)
    import_questionnaire(following, answers, period="2019-Q1")
    assert following["observations"].all()[0].period == "2019-Q1"


def test_a_question_is_pointed_to_its_indicator_and_that_is_remembered(following, answers):
    answers.write_text("Hur många lärde du känna?\n4\n7\n", encoding="utf-8")
    with pytest.raises(Refused, match="minst en"):
        import_questionnaire(following, answers, period="2019")
    said = ["Hur många lärde du känna?=nya kontakter"]
    import_questionnaire(following, answers, period="2019", belongs=said)
    import_questionnaire(following, answers, period="2020")
    assert [one.value for one in following["observations"].all()] == [11, 11]


@pytest.mark.parametrize("said", ["Nya kontakter=Något", "Finns ej=Nya kontakter", "Nya kontakter"])
def test_what_is_said_of_a_question_is_checked(following, answers, said):
    with pytest.raises((Refused, KeyError)):
        import_questionnaire(following, answers, belongs=[said])


def test_means_of_few_people_are_hidden_in_what_leaves_the_lab(following, answers):
    import_questionnaire(following, answers)
    hidden = analysis.hide_small(following["observations"].frame())
    assert (hidden["status"] == "suppressed").all()
    assert hidden["value"].isna().all()


def test_the_panel_shows_every_question_looks_and_takes(following):
    panel = Panel(following)
    survey = panel.survey
    survey.load("enkät.csv", ANSWERS)
    assert [row.question.title for row in survey.rows][1] == "Jag ser ljust på framtiden"
    assert survey.period.value == "2019-03"
    assert survey.rows[1].fields["Instämmer helt"].value == "5"
    assert survey.rows[2].fields["Ja"].value == "1"
    survey.look.click()
    assert "Nya kontakter" in survey.seen.children[1].value
    assert len(following["observations"]) == 0
    survey.rows[1].fields["Instämmer helt"].value = "fem"
    survey.take.click()
    assert "fem" in survey.status.value
    survey.rows[1].fields["Instämmer helt"].value = "5"
    survey.take.click()
    assert "Värden som kom in: 9" in survey.status.value
    assert "n = 3" in panel.shown.children[0]._below.value
    assert len(panel.written.list.rows) == 2


def test_a_share_gets_ones_and_zeroes_when_it_is_chosen(following):
    survey = Panel(following).survey
    survey.load("enkät.csv", ANSWERS)
    mean, share = survey.rows[1].use, following["indicators"].all()[1]
    mean.value = share.id
    fields = survey.rows[1].fields
    assert {answer: box.value for answer, box in fields.items()} == {
        "Instämmer": "1",
        "Instämmer helt": "1",
        "Instämmer inte alls": "0",
    }
    mean.value = ""
    assert survey.rows[1]._fields.layout.display == "none"


def test_a_file_that_can_not_be_read_is_said_in_the_panel(following):
    survey = Panel(following).survey
    survey.status.guard(survey.load)("a.xlsx", b"nothing")
    assert "kalkylblad" in survey.status.value
    assert survey.chosen.layout.display == "none"
