"""Dots, orders, ratings, placements and texts: against published figures and by their rules."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.errors import Invalid
from labmethods.workshop import analysis

EMPTY = pd.DataFrame(
    {
        name: pd.Series(dtype=kind)
        for name, kind in (
            ("id", "str"),
            ("voice", "str"),
            ("subject", "str"),
            ("value", "float64"),
            ("second", "float64"),
            ("text", "str"),
            ("hidden", "boolean"),
            ("same_as", "str"),
        )
    }
)


def votes(rows: list[tuple], **columns) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["voice", "subject", "value"]).assign(**columns)


def ballots(orders: dict[str, int]) -> pd.DataFrame:
    """So many voices for each order, written as letters from first to last."""
    rows, voice = [], 0
    for order, n in orders.items():
        for _i in range(n):
            voice += 1
            rows += [(f"v{voice}", choice, place) for place, choice in enumerate(order, 1)]
    return votes(rows)


def test_the_capital_of_tennessee():
    """The textbook case: 42, 26, 15 and 17 per cent; Nashville wins by points and in pairs.

    https://en.wikipedia.org/wiki/Condorcet_method and /Borda_count, read as points 3, 2, 1, 0.
    """
    found = analysis.rank_order(
        ballots({"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17}), ["M", "N", "C", "K"]
    )
    points = dict(zip(found.table["choice"], found.table["points"], strict=True))
    assert points == {"N": 194, "C": 173, "M": 126, "K": 107}
    assert found.winner == "N"
    assert found.pairs.loc["N", "M"] == 58
    assert found.n == 100


def test_points_and_pairs_may_choose_differently():
    """Worked out by hand: 30 + 1 + 10 of 81 put A before B, but B is never last but for 11.

    Points 2, 1, 0: A 2 x 31 + 39 = 101, B 2 x 39 + 31 = 109, C 2 x 11 + 11 = 33.
    """
    found = analysis.rank_order(
        ballots({"ABC": 30, "ACB": 1, "BAC": 29, "BCA": 10, "CAB": 10, "CBA": 1}), ["A", "B", "C"]
    )
    assert found.table["choice"].tolist() == ["B", "A", "C"]
    assert found.table["points"].tolist() == [109, 101, 33]
    assert found.winner == "A"
    assert found.pairs.loc["A", "B"] == 41


def test_a_circle_has_no_winner():
    found = analysis.rank_order(ballots({"ABC": 1, "BCA": 1, "CAB": 1}), ["A", "B", "C"])
    assert found.winner is None
    assert found.table["points"].tolist() == [3, 3, 3]


def test_what_a_voice_left_unranked_shares_the_last_places():
    found = analysis.rank_order(votes([("a", "x", 1)]), ["x", "y", "z"])
    assert found.table["points"].tolist() == [2, 0.5, 0.5]
    assert found.winner == "x"


@given(st.lists(st.permutations(["a", "b", "c", "d"]), max_size=12))
def test_points_add_up_whatever_the_ballots(orders):
    rows = [
        (f"v{i}", choice, place)
        for i, order in enumerate(orders)
        for place, choice in enumerate(order, 1)
    ]
    found = analysis.rank_order(votes(rows), ["a", "b", "c", "d"])
    assert found.table["points"].sum() == 6 * len(orders)


def test_agreement_is_one_when_all_say_the_same_and_zero_at_the_two_ends():
    table = analysis.ratings(
        votes([("a", "x", 4), ("b", "x", 4), ("a", "y", 1), ("b", "y", 5)]), ["x", "y", "z"]
    )
    assert table["agreement"].tolist()[:2] == [1, 0]
    assert pd.isna(table["agreement"][2])
    assert pd.isna(table["median"][2])
    assert table["n"].tolist() == [2, 2, 0]


def test_a_rating_outside_the_scale_is_refused():
    with pytest.raises(Invalid, match="1"):
        analysis.ratings(votes([("a", "x", 6)]), ["x"])


@pytest.mark.parametrize("kind", ["int64", "Int64", "float64"])
def test_every_kind_of_number_column_will_do(kind):
    frame = votes([("a", "x", 2), ("b", "y", 1)]).astype({"value": kind})
    assert analysis.dots(frame, ["x", "y"])["dots"].tolist() == [2, 1]
    assert analysis.ratings(frame, ["x", "y"])["n"].tolist() == [1, 1]
    assert analysis.rank_order(frame, ["x", "y"]).n == 2


def test_an_empty_room_gives_empty_answers():
    assert analysis.dots(EMPTY, ["x"])["dots"].tolist() == [0]
    assert analysis.dots(EMPTY, ["x"])["share"].isna().all()
    assert analysis.rank_order(EMPTY, ["x", "y"]).winner is None
    assert analysis.ratings(EMPTY, ["x"])["n"].tolist() == [0]
    assert analysis.placements(EMPTY).empty
    assert analysis.words(EMPTY).empty
    assert analysis.alike(EMPTY) == []
    assert analysis.voices(EMPTY) == 0


def test_the_actor_on_whom_the_room_disagrees_most_comes_first():
    rows = [("a", "calm", 3, 3), ("b", "calm", 3, 4), ("a", "torn", 1, 3), ("b", "torn", 5, None)]
    table = analysis.placements(pd.DataFrame(rows, columns=["voice", "subject", "value", "second"]))
    assert table["actor"].tolist() == ["torn", "calm"]
    assert table["power"].tolist() == [3, 3]
    assert table["power_agreement"].tolist() == [0, 1]


def test_hidden_texts_count_for_nobody_and_merged_ones_for_their_leader():
    said = pd.DataFrame(
        {
            "id": list("1234"),
            "voice": list("abcd"),
            "text": ["Ljus", "Lampor", "Fult ord", "ljus!"],
            "hidden": pd.array([False, None, True, False], dtype="boolean"),
            "same_as": [None, "1", None, None],
        }
    )
    assert analysis.words(said).to_dict("records") == [{"text": "Ljus", "voices": 3}]
    assert analysis.voices(said) == 3
    assert analysis.alike(said) == [["1", "4"]]


def test_a_voice_that_says_the_same_twice_counts_once():
    said = pd.DataFrame({"id": ["1", "2"], "voice": ["a", "a"], "text": ["Ljus", "ljus"]})
    assert analysis.words(said)["voices"].tolist() == [1]


def test_texts_of_signs_alone_stay_apart():
    said = pd.DataFrame({"id": ["1", "2"], "voice": ["a", "b"], "text": ["😀", "🎉"]})
    assert len(analysis.words(said)) == 2
