"""Exports of Mentimeter and Slido are read whole, without who answered, or refused cell by cell."""

from __future__ import annotations

import datetime
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.errors import LabError, Refused
from labmethods.sources.bad_cells import BadCells
from labmethods.sources.polls import kinds, read
from labmethods.sources.polls.gathering import NO_ORDERS
from tests.workshop import exports
from tests.workshop.exports import CHOICE, OPEN, ORDER, SCALE, TITLE, WORD, book

DAY = datetime.date(2026, 11, 24)


def load(rows: list[list[object]], name: str = "Polls-per-participant-2026-11-24_Gården.xlsx"):
    return read(PurePath(name), book({"Sheet1": rows}))


def by_title(polls) -> dict:
    return {one.title: one for met in polls.meetings for one in met.questions}


def values(question) -> list[tuple]:
    return sorted((one.subject, one.value) for one in question.given)


def test_mentimeters_sheet_of_voters_becomes_questions_of_each_kind():
    polls = read(PurePath("export.xlsx"), exports.mentimeter())
    (met,) = polls.meetings
    assert (polls.maker, met.name, met.day) == ("mentimeter", TITLE, DAY)
    found = by_title(polls)
    assert {title: one.kind for title, one in found.items()} == {
        WORD: "word",
        CHOICE: "dots",
        SCALE: "rate",
        ORDER: "rank",
        OPEN: "text",
        "Vilket år byggdes husen?": "dots",
    }
    assert found[WORD].voters == 4
    assert [one.text for one in found[WORD].given][:2] == ["mörk", "grön"]
    assert found[CHOICE].choices == ("Belysning", "Öppet kafé")
    assert found[SCALE].choices == ("Belysningen", "Tvättstugan")
    assert values(found[SCALE])[:2] == [("Belysningen", 2.0), ("Belysningen", 3.0)]
    assert found[ORDER].choices == ("Ljus", "Kafé", "Bänkar")


def test_names_and_results_of_a_quiz_are_taken_away_and_told():
    polls = read(PurePath("export.xlsx"), exports.mentimeter())
    assert "Kalle" not in repr(polls)
    assert "900" not in repr(polls)
    assert {one.heading for one in polls.stripped} >= {
        "Voter",
        "Vilket år byggdes husen?:: Name",
        "Vilket år byggdes husen?:: Score",
    }


def test_a_session_of_another_day_is_another_meeting_with_other_voters():
    rows = [*exports.voters_rows(), *exports.voters_rows(2, "2026-12-01")]
    polls = read(PurePath("export.xlsx"), exports.mentimeter(rows=rows))
    assert [met.day for met in polls.meetings] == [DAY, datetime.date(2026, 12, 1)]
    first, second = (
        {one.voter for q in met.questions for one in q.given} for met in polls.meetings
    )
    assert not first & second


@pytest.mark.parametrize("headings", [
    ["Date", "Session", "Voter", WORD],
    ["Datum", "Tillfälle", "Röstande", WORD],
    ["DATE (UTC)", " session ", "Voter", f"{WORD}: Svar"],
])  # fmt: skip
def test_headings_may_be_english_or_swedish_and_stand_further_down(headings):
    rows = [[], [TITLE], *[[]] * 9, headings, [], [DAY, 1, 1, "mörk"], [], [DAY, 1, 2, "grön"]]
    polls = read(PurePath("export.xlsx"), book({"Voters": rows}))
    assert polls.maker == "mentimeter"
    assert by_title(polls)[WORD].voters == 2
    assert polls.meetings[0].day == DAY


def test_one_row_an_answer_is_read_too():
    rows = [["Participant", "Question", "Answer", "Question type"]]
    rows += [[f"p{n}", CHOICE, "Ljus" if n % 2 else "Kafé", "Multiple Choice"] for n in range(4)]
    rows += [["p1", OPEN, "Bänkar", "Open Ended"]]
    found = by_title(read(PurePath("export.csv"), "\n".join(";".join(r) for r in rows).encode()))
    assert (found[CHOICE].kind, found[CHOICE].voters) == ("dots", 4)
    assert found[OPEN].kind == "text"


def test_slidos_answers_of_each_participant_follow_the_row_of_types():
    polls = load(exports.per_participant())
    found = by_title(polls)
    assert (polls.maker, polls.meetings[0].name, polls.meetings[0].day) == ("slido", "Gården", DAY)
    assert {title: one.kind for title, one in found.items()} == {
        CHOICE: "dots",
        SCALE: "rate",
        ORDER: "rank",
        OPEN: "text",
        WORD: "word",
    }
    assert (found[CHOICE].voters, found[CHOICE].most) == (4, 2)
    assert found[SCALE].choices == (SCALE,)
    assert [one.value for one in found[ORDER].given if one.subject == "Ljus"] == [1, 2, 1, 1]
    assert "Anna Berg" not in repr(polls)
    assert "anna@example.com" not in repr(polls)
    assert "146000011" not in repr(polls)


def test_without_types_numbers_are_counted_not_averaged():
    found = by_title(load(exports.per_participant([None] * 9)))
    assert (found[SCALE].kind, found[SCALE].choices) == ("dots", ("3", "4", "5"))


def test_slidos_sums_give_each_option_its_count_and_no_more_voters_than_voted():
    polls = load(exports.overall(), "Polls-overall-2026-11-24_Gården.xlsx")
    found = by_title(polls)
    votes = [one.subject for one in found[CHOICE].given]
    assert (votes.count("Belysning"), votes.count("Öppet kafé")) == (4, 3)
    assert found[CHOICE].choices == ("Belysning", "Öppet kafé", "Fler bänkar")
    assert found[CHOICE].voters == 5
    pairs = [(one.voter, one.subject) for one in found[CHOICE].given]
    assert len(set(pairs)) == len(pairs)
    assert sorted(one.value for one in found[SCALE].given) == [3, 4, 4, 5, 5]
    assert found[OPEN].voters == 2
    assert {one.voter for q in found.values() for one in q.given} == {1, 2, 3, 4, 5}
    assert polls.left == ((ORDER, NO_ORDERS),)


def test_where_each_voter_is_told_the_sums_beside_are_not_counted_again():
    data = book({"Overall": exports.overall(), "Per user": exports.per_participant()})
    found = by_title(read(PurePath("slido 2026-11-24.xlsx"), data))
    assert found[CHOICE].voters == 4
    assert len(found) == 5


def test_questions_from_the_audience_keep_their_upvotes_and_what_was_dismissed_is_hidden():
    polls = load(exports.questions(), "Questions-Gården.xlsx")
    (asked,) = polls.meetings[0].questions
    assert polls.meetings[0].day == DAY
    assert [(one.text, one.upvotes, one.hidden) for one in asked.given] == [
        ("När lagas lamporna?", 7, False),
        ("Får vi ett kafé?", 12, False),
        ("Något fult", 0, True),
    ]
    assert "Anna Berg" not in repr(polls)


@pytest.mark.parametrize(
    ("told", "given", "kind", "choices"),
    [
        ("Rating (1-10)", [7, 9, 10], "dots", tuple(map(str, range(1, 11)))),
        ("Rating", [0, 5, 10], "dots", tuple(map(str, range(11)))),
        ("Multiple choice", ["Ja"] * 3, "text", ()),
        ("Multiple choice", [f"Val {n}" for n in range(13)], "text", ()),
        ("Ideas", ["Måla porten"], "idea", ()),
        ("Ranking", ["2. Kafé; 1. Ljus", "1. Kafé; 2. Ljus"], "rank", ("Ljus", "Kafé")),
    ],
)
def test_a_type_tells_the_kind_and_its_scale_the_choices(told, given, kind, choices):
    rows = [
        ["Participant ID", "Fråga A?"],
        [None, told],
        *([n, one] for n, one in enumerate(given, 1)),
    ]
    (asked,) = load(rows).meetings[0].questions
    assert (asked.kind, asked.choices) == (kind, choices)


def test_a_hundred_points_are_dots():
    rows = [["Date", "Session", "Voter", "Fördela:: Ljus", "Fördela:: Kafé"]]
    rows += [[DAY, 1, 1, 70, 30], [DAY, 1, 2, 100, 0]]
    (asked,) = read(PurePath("a.xlsx"), book({"Voters": rows})).meetings[0].questions
    assert asked.kind == "dots"
    assert values(asked) == [("Kafé", 30.0), ("Ljus", 70.0), ("Ljus", 100.0)]


def test_each_bad_cell_is_named_with_row_column_and_reason():
    rows = exports.voters_rows()
    rows[1][6] = "mycket"
    rows[3][9] = 2
    rows[3][8] = 2
    with pytest.raises(BadCells) as wrong:
        read(PurePath("a.xlsx"), exports.mentimeter(rows=rows))
    said = wrong.value.text("sv")
    assert f"Rad 5, kolumn {SCALE}:: Belysningen: ”mycket” är inte ett heltal." in said
    assert "Inget har importerats." in said


@pytest.mark.parametrize(("count", "total"), [(-1, 5), (2.5, 5), ("många", 5), (9, 5), (1e9, 1e9)])
def test_a_count_that_can_not_be_is_named(count, total):
    rows = exports.overall()
    rows[2][5], rows[2][6] = count, total
    with pytest.raises(BadCells, match="Rad 3, kolumn"):
        load(rows)


def test_one_who_votes_twice_is_named():
    rows = [["Voter", "Session", CHOICE], *([n % 3, 1, "Ja" if n % 2 else "Nej"] for n in range(6))]
    rows += [[1, 1, "Ja"]]
    with pytest.raises(BadCells, match="Samma deltagare har svarat också på rad"):
        read(PurePath("a.xlsx"), book({"Voters": rows}))


@pytest.mark.parametrize(
    ("name", "rows", "said"),
    [
        ("JoinedParticipants-a.xlsx", exports.joined(), "bara vilka som var med"),
        ("annat.xlsx", [["Namn", "Makt"], ["A", 2]], "ser ut som en export"),
        ("tom.xlsx", [], "ser ut som en export"),
        ("rubriker.xlsx", [["Participant ID", "Fråga?"]], "inga svar"),
    ],
)
def test_a_file_without_answers_is_refused_with_the_reason(name, rows, said):
    with pytest.raises(Refused, match=said):
        load(rows, name)


def test_a_file_of_the_other_maker_is_told():
    with pytest.raises(Refused, match="--as slido"):
        read(PurePath("a.xlsx"), book({"a": exports.per_participant()}), maker="mentimeter")


def test_a_question_for_a_name_is_not_read():
    rows = [["Participant ID", "Vad heter du?", OPEN], [1, "Anna Berg", "Bänkar"]]
    polls = load(rows)
    assert list(by_title(polls)) == [OPEN]
    assert "Vad heter du?" in {one.heading for one in polls.stripped}


_CELLS = st.one_of(
    st.none(), st.integers(-5, 200), st.floats(-1, 101), st.text(max_size=8), st.booleans(),
    st.sampled_from(["Ja", "Nej", "Ja; Nej", "1. Ja; 2. Nej", "#DIV/0!", "5", "Belysning, Kafé"]),
)  # fmt: skip


@given(
    st.lists(st.sampled_from(["Voter", "Participant ID", "Session", "Date", "A?", "B:: 1", "B:: 2",
                              "Question text", "Poll Question", "Poll Option", "Count",
                              "Total Votes", "Answer", "Question", "Upvotes", ""]),
             min_size=1, max_size=8),
    st.lists(st.lists(_CELLS, max_size=8), max_size=8),
)  # fmt: skip
def test_any_cells_are_read_or_refused_and_every_vote_has_a_known_choice(headings, body):
    text = "\n".join(
        "\t".join(str("" if one is None else one).translate({9: 32, 10: 32, 13: 32}) for one in row)
        for row in [headings, *body]
    )
    try:
        polls = read(PurePath("a.tsv"), text.encode("utf-8", "replace"))
    except LabError:
        return
    for one in (one for met in polls.meetings for one in met.questions):
        assert one.kind in ("word", "text", "idea", "dots", "rank", "rate")
        assert one.given
        for said in one.given:
            assert (said.text is None) == (one.kind in ("dots", "rank", "rate"))
            assert said.subject is None or said.subject in one.choices
            assert one.kind != "rate" or 1 <= said.value <= 5


@given(st.permutations(["Ljus", "Kafé", "Bänkar"]))
def test_an_order_is_the_same_with_and_without_numbers(order):
    listed = "; ".join(f"{place}. {one}" for place, one in reversed(list(enumerate(order, 1))))
    assert kinds.order(listed) == kinds.order("; ".join(order)) == tuple(order)
