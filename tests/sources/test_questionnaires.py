"""Exports as Microsoft Forms, Google Forms and LimeSurvey write them; persons left outside."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.errors import Refused
from labmethods.language import translator
from labmethods.sources.bad_cells import BadCells
from labmethods.sources.questionnaires import Plan, Target, read
from labmethods.sources.questionnaires.answers import (
    CODE,
    GROUP,
    OCCASION,
    guess,
    month,
    preview,
    scored,
    sentences,
    written,
)
from labmethods.sources.questionnaires.personal import held, named
from labmethods.sources.questionnaires.scales import as_share, scores

FUTURE = "Jag ser ljust på framtiden"


def forms(*rows: list[object], swedish: bool = True) -> bytes:
    """A workbook as Microsoft Forms exports it."""
    book = openpyxl.Workbook()
    sheet = book.active
    own = ["ID", "Starttid", "Slutförandetid", "E-post", "Namn"]
    if not swedish:
        own = ["ID", "Start time", "Completion time", "Email", "Name"]
    sheet.append([*own, "Din kod", FUTURE, "Vad gör du här?", "Något mer att berätta?"])
    for number, row in enumerate(rows, start=1):
        moment = datetime.datetime(2019, 3, 10 + number, 14, 3)
        person = [f"person{number}@exempel.se", f"Person {number}"]
        sheet.append([number, moment, moment, *person, *row])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


FORMS = forms(
    ["AN14", "Instämmer helt", "Fika;Läxhjälp;", "Ring mig på 070-123 45 67, det är bra här"],
    ["BO02", "Instämmer inte alls", "Fika;", None],
    ["EL31", "Vet ej", "Läxhjälp;", "Lugnt och skönt, mer musik"],
)
GOOGLE = (
    '"Tidstämpel","E-postadress",'
    '"Hur är det? [Jag känner mig trygg]","Hur är det? [Jag har vänner]"\n'
    '"2019/03/14 9:12:33 fm CET","a@exempel.se","Instämmer","4"\n'
    '"2019/03/15 1:12:33 em CET","b@exempel.se","Tar helt avstånd","2"\n'
).encode()
LIMESURVEY = (
    '"id. Response ID","submitdate. Date submitted","lastpage. Last page",'
    '"startlanguage. Start language","seed. Seed","token. Access code","ipaddr. IP address",'
    '"G01Q01. Din kod","G02Q02[SQ001]. Hur är det? [Jag ser ljust på framtiden]",'
    '"G02Q03[SQ001]. Vad gör du? [Fika]"\n'
    '"1","2019-03-14 09:12:33","3","ar","112","xJk3sa","192.0.2.1","AN14","أوافق بشدة","Y"\n'
    '"2","2019-03-15 09:12:33","3","so","113","xJk3sb","192.0.2.2","BO02","Ma raacsani",""\n'
    '"3","","1","sv","114","xJk3sc","192.0.2.3","CE03","Instämmer",""\n'
).encode()


def test_microsoft_forms_loses_names_addresses_and_times_of_day():
    asked = read(Path("svar.xlsx"), FORMS)
    assert asked.maker == "forms"
    assert {one.heading for one in asked.stripped} == {"ID", "Slutförandetid", "E-post", "Namn"}
    everything = asked.frame.to_csv()
    assert "exempel.se" not in everything
    assert "Person 1" not in everything
    assert "14:03" not in everything
    assert asked.days.tolist() == [pd.Timestamp(2019, 3, day) for day in (11, 12, 13)]


def test_english_microsoft_forms_is_known_too():
    asked = read(Path("a.xlsx"), forms(["A1", "Agree", None, None], swedish=False))
    assert asked.maker == "forms"
    assert "Email" in {one.heading for one in asked.stripped}


def test_a_question_with_several_ticks_becomes_one_for_each():
    asked = read(Path("svar.xlsx"), FORMS)
    assert asked.frame["Vad gör du här?: Fika"].tolist() == ["1", "1", "0"]
    assert asked.frame["Vad gör du här?: Läxhjälp"].tolist() == ["1", "0", "1"]


def test_google_forms_names_a_matrix_row_with_its_question():
    asked = read(Path("a.csv"), GOOGLE)
    assert asked.maker == "google"
    assert [one.title for one in asked.questions] == [
        "Hur är det?: Jag känner mig trygg",
        "Hur är det?: Jag har vänner",
    ]
    assert asked.questions[0].scores == {"Tar helt avstånd": 1.0, "Instämmer": 4.0}
    assert asked.days.dt.day.tolist() == [14, 15]


def test_limesurvey_leaves_out_tokens_addresses_and_what_was_never_sent():
    asked = read(Path("a.csv"), LIMESURVEY)
    assert asked.maker == "limesurvey"
    assert asked.unfinished == 1
    assert "192.0.2.1" not in asked.frame.to_csv()
    assert "xJk3sa" not in asked.frame.to_csv()
    future = asked.questions[1]
    assert future.title == "Hur är det?: Jag ser ljust på framtiden"
    assert future.scores == {"Ma raacsani": 2.0, "أوافق بشدة": 5.0}
    assert asked.frame.iloc[:, -1].tolist() == ["1", "0"]


@pytest.mark.parametrize(
    "heads",
    [
        "id,submitdate,lastpage,startlanguage,seed,token,G01Q01[SQ001]",
        "Response ID,Date submitted,Last page,Start language,Seed,Access code,Framtiden [Ljus]",
    ],
)
def test_limesurvey_is_known_by_codes_and_by_full_texts(heads):
    asked = read(Path("a.csv"), f"{heads}\n1,1980-01-01 00:00:00,2,sv,5,tok,A4\n".encode())
    assert asked.maker == "limesurvey"
    (question,) = asked.questions
    assert question.scores == {"A4": 4.0}
    assert asked.days.isna().all()


def test_a_plain_sheet_is_a_questionnaire_without_a_maker():
    asked = read(Path("a.csv"), "Kod;Trygghet 1-5\nD01;4\nD02;5\n".encode("cp1252"))
    assert asked.maker == ""
    assert guess(asked, {"t": Target("Trygghet 1-5")}).uses == {"Kod": CODE, "Trygghet 1-5": "t"}


@pytest.mark.parametrize("data", [b"", b"ID;Namn\n"])
def test_a_file_without_answers_is_refused(data):
    with pytest.raises(Refused, match="inga svar"):
        read(Path("a.csv"), data)


@pytest.mark.parametrize(
    ("answers", "numbers"),
    [
        (["Instämmer inte alls", "Instämmer helt"], [1, 5]),
        (["Instämmer till viss del", "Instämmer till stor del", "Instämmer helt"], [2, 3, 4]),
        (["Strongly disagree", "Neither agree nor disagree", "Agree"], [1, 3, 4]),
        (["Täysin eri mieltä", "Jokseenkin samaa mieltä", "En osaa sanoa"], [1, 4]),
        (["لا أوافق بشدة", "محايد", "أوافق"], [1, 3, 4]),
        (["Aad baan u raacsanahay", "Ma raacsani"], [2, 5]),
        (["Повністю не згодна", "Згоден"], [1, 4]),
        (["1 - Inte alls", "2", "5 – Helt"], [1, 2, 5]),
        (["Nej", "Ja"], [0, 1]),
        (["Mycket otryggt", "ganska tryggt"], [1, 4]),
        (["AO02", "AO05"], [2, 5]),
        (["3", "7,5"], [3, 7.5]),
    ],
)
def test_scales_of_several_languages_get_their_numbers(answers, numbers):
    assert list(scores(answers).values()) == numbers


@pytest.mark.parametrize("answers", [[], ["Vet ej"], ["blå", "grön"], ["Instämmer", "grön"]])
def test_an_answer_of_no_scale_gets_no_number(answers):
    assert scores(answers) is None


def test_a_share_counts_the_answers_above_the_middle():
    assert as_share(scores(["Instämmer helt", "Varken eller", "Instämmer inte alls"])) == {
        "Instämmer inte alls": 0,
        "Varken eller": 0,
        "Instämmer helt": 1,
    }


def test_the_middle_is_the_scale_s_own_whatever_was_answered():
    assert as_share(scores(["Instämmer", "Instämmer helt"])) == {
        "Instämmer": 1,
        "Instämmer helt": 1,
    }
    assert as_share(scores(["Aldrig", "Sällan"])) == {"Aldrig": 0, "Sällan": 0}
    assert as_share(scores(["4 – Ofta", "5"])) == {"4 – Ofta": 1, "5": 1}
    assert as_share(scores(["Ja"])) == {"Ja": 1}


@pytest.mark.parametrize(
    "heading",
    [
        *["Namn", "För- och efternamn", "E-post *", "Email Address", "Vad heter du?", "ipaddr"],
        *["Personnummer", "Mobilnummer", "Användarnamn", "Adress", "Puhelin"],
        "What is your name?",
    ],
)
def test_headings_that_ask_for_a_person_are_known(heading):
    assert named(heading)


@pytest.mark.parametrize(
    "heading",
    [
        *[FUTURE, "Hur trygg känner du dig?", "Kod", "Kön", "Hur många nya kontakter har du fått?"],
        *["Vet du var mötesplatsen är?", "Jag har någon att ringa när det är svårt"],
    ],
)
def test_harmless_headings_stay(heading):
    assert named(heading) is None


@pytest.mark.parametrize(
    "cells",
    [["a@exempel.se", None, "b@exempel.se"], ["070-123 45 67"], ["192.0.2.1", "2001:db8::1"]],
)
def test_a_column_of_persons_is_known_by_what_stands_in_it(cells):
    assert held(cells)


def test_ordinary_answers_hold_no_person():
    assert held(["Instämmer", "4", "2019-03-14", "AN14", "1234"]) is None


def plan_of(asked, **more: str) -> Plan:
    plan = guess(asked, {"future": Target(FUTURE)})
    return Plan(plan.uses | more, plan.scores)


def test_the_plan_is_guessed_by_the_questions_own_words():
    plan = guess(read(Path("a.xlsx"), FORMS), {"future": Target(FUTURE)})
    assert plan.heading("future") == FUTURE
    assert plan.heading(CODE) == "Din kod"
    assert plan.texts() == ["Något mer att berätta?"]


def test_answers_become_numbers_with_code_day_and_row():
    asked = read(Path("a.xlsx"), FORMS)
    rows = scored(asked, plan_of(asked))
    assert rows[["row", "code", "value"]].values.tolist() == [[2, "AN14", 5.0], [3, "BO02", 1.0]]


def test_groups_and_occasions_are_known_in_words():
    text = (
        "Kön;När;Trygg\nKvinna;Före kursen;4\nMan;efter;5\n"
        "Vill inte svara;Före;3\nIcke-binär;Efter;2\n"
    )
    asked = read(Path("a.csv"), text.encode())
    rows = scored(asked, Plan({"Kön": GROUP, "När": OCCASION, "Trygg": "x"}))
    assert rows["group"].tolist() == ["K", "M", "", "Icke-binär"]
    assert rows["occasion"].tolist() == ["before", "after", "before", "after"]


def test_answers_without_a_number_are_named_with_row_and_question():
    asked = read(Path("a.csv"), b"Trygg\nblir\nfyra\n4\n")
    with pytest.raises(BadCells) as refused:
        scored(asked, Plan({"Trygg": "x"}))
    said = refused.value.text("sv")
    assert "Rad 2" in said
    assert "Rad 3" in said
    assert "blir" in said


def test_nothing_chosen_and_a_question_that_is_gone_are_said():
    asked = read(Path("a.csv"), b"Trygg\n4\n")
    with pytest.raises(Refused, match="minst en fr"):
        scored(asked, Plan({}))
    with pytest.raises(Refused, match="Glad"):
        scored(asked, Plan({"Glad": "x"}))


def test_free_text_is_kept_without_persons_and_out_of_order():
    asked = read(Path("a.xlsx"), FORMS)
    texts, removed = written(asked, plan_of(asked), translator("sv"))
    assert removed == 1
    assert texts["text"].tolist() == [
        "Lugnt och skönt, mer musik",
        "Ring mig på [borttaget: telefonnummer], det är bra här",
    ]


def test_what_was_taken_away_is_said():
    said = " ".join(sentences(read(Path("a.csv"), LIMESURVEY), translator("sv")))
    assert "2 svar från LimeSurvey" in said
    assert "ipaddr" in said or "IP address" in said
    assert "1 som aldrig skickades in" in said


def test_the_preview_tells_what_each_answer_counts():
    asked = read(Path("a.xlsx"), FORMS)
    table = preview(asked, plan_of(asked), {"future": Target("Framtidstro")}, translator("sv"))
    row = table[table["Fråga"] == FUTURE].iloc[0]
    assert row["Blir"] == "Framtidstro"
    assert row["Vad svaren räknas som"] == "Instämmer inte alls = 1, Instämmer helt = 5"


@pytest.mark.parametrize(
    ("days", "found"),
    [(["2019-03-01", "2019-03-30"], "2019-03"), (["2019-01-01", "2019-06-01"], ""), ([], "")],
)
def test_the_month_is_guessed_where_all_answered_about_then(days, found):
    assert month(pd.Series(pd.to_datetime(days))) == found


def test_a_day_that_may_be_a_month_is_not_guessed():
    unsure = read(Path("a.csv"), b"Timestamp,Trygg\n3/4/2019 10:00,4\n")
    assert unsure.days.isna().all()
    sure = read(Path("a.csv"), b"Timestamp,Trygg\n3/4/2019 10:00,4\n3/14/2019 10:00,4\n")
    assert sure.days.dt.month.tolist() == [3, 3]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Instämmer helt", "Instämmer", "Vet ej", ""]), st.integers(1, 9)
        ),
        min_size=1,
        max_size=8,
    )
)
def test_no_answer_is_lost_or_made_up(rows):
    body = "".join(f"D0{number};{word}\n" for word, number in rows)
    asked = read(Path("a.csv"), f"Kod;Fråga\n{body}".encode())
    found = scored(
        asked, Plan({"Fråga": "x"}, {"Fråga": {"Instämmer helt": 5.0, "Instämmer": 4.0}})
    )
    assert len(found) == sum(word.startswith("Instämmer") for word, _number in rows)
    assert set(found["value"]) <= {4.0, 5.0}
