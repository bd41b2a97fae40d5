"""Every case of every result has its own, correct sentence, in Swedish and English."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

import pandas as pd
import pytest

from labmethods.evaluation import analysis as ea
from labmethods.evaluation.analysis.result import Result
from tests.evaluation.test_places import panel, series
from tests.evaluation.test_synthetic import factors

RISE = ([1, 2, 2, 1, 3, 2, 2, 1], [3, 4, 3, 3, 4, 4, 3, 4])
MARKS = pd.DataFrame(
    {"participant": list("AABB"), "occasion": [1, 2, 1, 2], "present": [1, 1, 1, 0]}
)
START = pd.Timestamp("2019-01-01")


def drifting() -> pd.DataFrame:
    frame = panel(effect=6)
    frame["p0"] += [5.0 * i for i in range(len(frame))]
    return frame


# What the sentence must say, in English and in Swedish, and whether it claims a change.
CASES = {
    "one person": (
        lambda: ea.proportion(1, 1),
        "One person says nothing",
        "En enda person säger inget",
        False,
    ),
    "few": (lambda: ea.proportion(9, 10), "9 of 10. With so few", "9 av 10. Med så få", False),
    "none of few": (lambda: ea.proportion(0, 12), "0 of 12.", "0 av 12.", False),
    "many": (lambda: ea.proportion(30, 40), "30 of 40 (75%; 95%", "30 av 40 (75", False),
    "criterion reached": (
        lambda: ea.proportion(9, 10, 0.5),
        "is very probably reached",
        "med stor sannolikhet uppnått",
        False,
    ),
    "criterion not reached": (
        lambda: ea.proportion(1, 10, 0.5),
        "very probably not reached",
        "sannolikhet inte uppnått",
        False,
    ),
    "criterion open": (
        lambda: ea.proportion(6, 10, 0.5),
        "We cannot tell yet",
        "Vi kan inte avgöra ännu",
        False,
    ),
    "shares differ": (
        lambda: ea.share_difference(18, 20, 5, 20),
        "higher in the group",
        "högre i gruppen",
        True,
    ),
    "share lower": (
        lambda: ea.share_difference(5, 20, 18, 20),
        "lower in the group",
        "lägre i gruppen",
        True,
    ),
    "shares open": (
        lambda: ea.share_difference(6, 10, 4, 10),
        "we cannot tell",
        "vi kan inte avgöra",
        False,
    ),
    "rise": (lambda: ea.paired_change(*RISE), "The answers rose", "Svaren steg", True),
    "fall": (lambda: ea.paired_change(*RISE[::-1]), "The answers fell", "Svaren sjönk", True),
    "open change": (
        lambda: ea.paired_change([1, 2, 3, 2, 3, 4], [2, 2, 2, 3, 3, 3]),
        "we cannot tell",
        "vi kan inte avgöra",
        False,
    ),
    "too few pairs": (
        lambda: ea.paired_change([1, 1, 1], [5, 5, 5]),
        "too few to tell",
        "för få för att skilja",
        False,
    ),
    "nobody moved": (
        lambda: ea.paired_change([3] * 9, [3] * 9),
        "Nobody's answer moved",
        "Ingens svar har ändrats",
        False,
    ),
    "all moved alike": (
        lambda: ea.paired_change([3] * 9, [4] * 9),
        "All moved by just as much",
        "precis lika mycket",
        False,
    ),
    "group higher": (
        lambda: ea.unpaired_comparison([4, 5, 4, 5, 5, 4], [1, 2, 1, 2, 2, 1]),
        "lies higher",
        "ligger högre",
        True,
    ),
    "group lower": (
        lambda: ea.unpaired_comparison([1, 2, 1, 2, 2, 1], [4, 5, 4, 5, 5, 4]),
        "lies lower",
        "ligger lägre",
        True,
    ),
    "groups open": (
        lambda: ea.unpaired_comparison([1, 2, 3, 4], [2, 3, 4, 1]),
        "we cannot tell",
        "vi kan inte avgöra",
        False,
    ),
    "groups too few": (
        lambda: ea.unpaired_comparison([1, 2], [4, 5]),
        "too few, or too alike",
        "för få, eller för lika",
        False,
    ),
    "attendance": (
        lambda: ea.attendance(MARKS),
        "2 people came 3 of 4 times",
        "2 personer kom 3 av 4 gånger",
        False,
    ),
    "one came": (
        lambda: ea.attendance(MARKS.head(2)),
        "One person came 2 of 2",
        "En person kom 2 av 2",
        False,
    ),
    "place up": (
        lambda: ea.difference_in_differences(panel(effect=6), "p0", 2015),
        "went up by",
        "steg p0 med",
        True,
    ),
    "place down": (
        lambda: ea.difference_in_differences(panel(effect=-6), "p0", 2015),
        "went down by",
        "sjönk p0 med",
        True,
    ),
    "place open": (
        lambda: ea.difference_in_differences(panel(seed=3), "p0", 2015),
        "we cannot tell",
        "vi kan inte avgöra",
        False,
    ),
    "few places": (
        lambda: ea.difference_in_differences(panel(effect=9, places=5), "p0", 2015),
        "one time in 5",
        "en gång på 5",
        False,
    ),
    "drift": (
        lambda: ea.difference_in_differences(drifting(), "p0", 2015),
        "drifting apart before",
        "gled isär redan före",
        False,
    ),
    "series up": (
        lambda: ea.interrupted_time_series(series(jump=6), START),
        "lies above its earlier trend",
        "över sin tidigare trend",
        True,
    ),
    "series down": (
        lambda: ea.interrupted_time_series(series(jump=-6), START),
        "lies below its earlier trend",
        "under sin tidigare trend",
        True,
    ),
    "series open": (
        lambda: ea.interrupted_time_series(series(), START),
        "we cannot tell",
        "vi kan inte avgöra",
        False,
    ),
    "twin above": (
        lambda: ea.synthetic_control(factors(1, 30, effect=4), "p0", 20),
        "above a weighted mean",
        "över ett vägt medelvärde",
        True,
    ),
    "twin below": (
        lambda: ea.synthetic_control(factors(1, 30, effect=-4), "p0", 20),
        "below a weighted mean",
        "under ett vägt medelvärde",
        True,
    ),
    "twin open": (
        lambda: ea.synthetic_control(factors(1, 30), "p0", 20),
        "we cannot tell",
        "vi kan inte avgöra",
        False,
    ),
    "few donors": (
        lambda: ea.synthetic_control(factors(1, 8, effect=9), "p0", 20),
        "one time in 9",
        "en gång på 9",
        False,
    ),
    "refused": (
        lambda: ea.synthetic_control(factors(2, 3), "p0", 20),
        "No conclusion can be drawn",
        "Ingen slutsats kan dras",
        False,
    ),
    "plan": (
        lambda: ea.detectable_change(20),
        "With 20 participants you can only",
        "Med 20 deltagare kan ni bara",
        False,
    ),
    "plan in steps": (lambda: ea.detectable_change(20, spread=1.2), "steps", "skalsteg", False),
    "plan groups": (
        lambda: ea.detectable_difference(10, 12),
        "10 participants and 12",
        "10 deltagare och 12",
        False,
    ),
    "plan share": (
        lambda: ea.detectable_share(20, 0.4),
        "it takes 13 of 20",
        "Det krävs 13 av 20",
        False,
    ),
    "plan hopeless": (
        lambda: ea.detectable_share(4, 0.8),
        "not even if all succeed",
        "inte ens om alla lyckas",
        False,
    ),
    "no level": (
        lambda: ea.evidence_level(ea.Recorded()),
        "No evidence level yet",
        "Ingen evidensnivå",
        False,
    ),
    "level 2": (
        lambda: ea.evidence_level(ea.Recorded(described=True, measured=True, improved=True)),
        "Evidence level 2 of 5. For level 3 it is missing that people",
        "Evidensnivå 2 av 5. För nivå 3 saknas att personer",
        True,
    ),
}


@cache
def result_of(case: str) -> Result:
    return CASES[case][0]()


@pytest.mark.parametrize("case", CASES)
def test_sentence_fits_the_case(case):
    result, (english, swedish, claims) = result_of(case), CASES[case][1:]
    said = {language: result.conclusion(language) for language in ("en", "sv")}
    assert english in said["en"]
    assert swedish in said["sv"]
    assert ("more than chance explains" in said["en"]) == claims
    assert ("mer än slumpen förklarar" in said["sv"]) == claims
    assert getattr(result, "certain", claims) == claims


@pytest.mark.parametrize("case", CASES)
def test_no_sentence_says_no_effect_or_shows_what_is_not_known(case):
    for language in ("en", "sv"):
        said = result_of(case).conclusion(language).casefold()
        for never in (
            "no effect",
            "ingen effekt",
            "nan",
            "none",
            "inf ",
            "{",
            "proved",
            "bevisar att",
        ):
            assert never not in said


@pytest.mark.parametrize("case", [name for name in CASES if CASES[name][3] and name != "level 2"])
def test_a_certain_change_says_whether_it_was_hoped_for_and_what_else_may_be_why(case):
    result = result_of(case)
    said = result.conclusion("en")
    hoped = "That is the way that was hoped for." in said
    assert hoped != ("That is the opposite of what was hoped for." in said)
    assert any(
        word in said for word in ("cannot say what caused", "may be why", "may still be why")
    )


@pytest.mark.parametrize("better", ["higher", "lower"])
def test_hoped_for_follows_what_was_hoped_for(better):
    rise = ea.paired_change(*RISE, better=better)
    assert rise.hoped_for == (better == "higher")


def test_fewer_than_thirty_never_get_a_bare_percentage():
    for successes in range(30):
        said = ea.proportion(successes, 29).conclusion("en")
        assert f"{round(100 * successes / 29)}%" not in said.split(" may lie ")[0]
    assert "50%" in ea.proportion(15, 30).conclusion("en")


@pytest.mark.parametrize("case", CASES)
def test_every_result_has_a_face_and_a_frame(case):
    result = result_of(case)
    assert result._repr_html_().startswith("<p>")
    names = [field.name for field in fields(result)]
    assert set(result.summary().index) <= set(names)


def test_people_who_left_are_mentioned():
    before = pd.Series([1, 2, 2, 1, 3, 2, 2, 1, 4], index=list("ABCDEFGHI"))
    after = pd.Series([3, 4, 3, 3, 4, 4, 3, 4], index=list("ABCDEFGH"))
    said = ea.paired_change(before, after).conclusion("sv")
    assert "1 person som svarade före svarade inte efter" in said


@pytest.mark.parametrize(
    ("recorded", "level"),
    [
        ({}, 0),
        ({"described": True}, 1),
        ({"described": True, "measured": True}, 1),
        ({"described": True, "measured": True, "improved": True}, 2),
        ({"measured": True, "improved": True, "compared": True, "effect": True}, 0),
        (
            {
                "described": True,
                "measured": True,
                "improved": True,
                "compared": True,
                "effect": True,
            },
            3,
        ),
        (
            dict.fromkeys(
                [
                    "described",
                    "measured",
                    "improved",
                    "compared",
                    "effect",
                    "independent",
                    "costed",
                ],
                True,
            )
            | {"replications": 1},
            4,
        ),
        (dict.fromkeys(ea.DEMANDS, True) | {"replications": 2, "adoptions": 1}, 4),
        (dict.fromkeys(ea.DEMANDS, True) | {"replications": 2, "adoptions": 2}, 5),
    ],
)
def test_evidence_level_stands_on_all_levels_below(recorded, level):
    result = ea.evidence_level(ea.Recorded(**recorded))
    assert result.level == level
    assert bool(result.missing) == (level < 5)
    assert len(result.demands()) == len(ea.DEMANDS)


def test_what_is_no_result_has_no_conclusion():
    with pytest.raises(TypeError):
        ea.conclusion(object(), "sv")
