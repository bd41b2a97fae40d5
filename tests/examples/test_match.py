"""Which examples fit a challenge, why, and what an opinion does to the order."""

from __future__ import annotations

import pandas as pd
import pytest

from labmethods.errors import Invalid
from labmethods.examples.analysis import Challenge, match, read_challenge
from labmethods.examples.analysis.partners import partner_kind

YOUNG = {
    "focus_areas": ["school", "safety"],
    "target_group": "ungdomar 11–15 år",
    "actors": [{"name": "Fornhöjden IF", "kind": "sport"}, {"name": "Polisen", "kind": "police"}],
    "gaps": ["kvällar"],
    "indicators": ["Skolmotivation"],
}


def reasons(found: pd.DataFrame, name: str) -> list[str]:
    return found.set_index("name").loc[name, "reasons"]


def test_what_fits_best_comes_first_with_its_reasons(catalogue):
    found = match(catalogue, YOUNG)
    assert found["name"].iloc[0] == "Mötesplatsen i Lina Hage"
    assert reasons(found, "Mötesplatsen i Lina Hage") == [
        "Samma fokusområden: Skola och Trygghet.",
        "Samma målgrupp: ”ungdomar 11–15 år”.",
        "De gör något som saknas på labbets väg, kvällar: ”diskussionskvällar”.",
        "Labbets indikator Skolmotivation står stilla, och det här rör den: ”skolmotivationen”.",
        "Labbet har redan Fornhöjden IF, som de hade.",
        "Resultaten har följts upp (nivå 2 av 5).",
    ]
    assert found["score"].is_monotonic_decreasing
    assert found["score"].between(0, 1).all()


def test_what_is_missing_and_whom_to_call_is_told(catalogue):
    found = match(catalogue, YOUNG).set_index("name")
    assert found.loc["Mötesplatsen i Lina Hage", "missing"] == [
        "Labbet skulle behöva en ideell organisation (Läslandet)."
    ]
    assert found.loc["Mötesplatsen i Lina Hage", "contact"] == "Telge Bostäder"


def test_a_partner_of_the_same_sort_is_one_that_the_lab_has(catalogue):
    found = match(catalogue, {"focus_areas": ["employment"], "actors": ["Sensus", "Bodens kommun"]})
    assert (
        "Labbet har redan ett studieförbund eller en folkhögskola (Sensus); de hade ABF."
        in reasons(found, "Portalen")
    )


def test_an_opinion_moves_the_example_and_those_like_it_and_says_so(catalogue):
    ids = catalogue.set_index("name")["id"]
    wanted = {"focus_areas": ["school"]}
    before = match(catalogue, wanted, limit=None).set_index("name")["score"]
    disliked = {**wanted, "opinions": {ids["Läxhjälp på Ersboda"]: "does not fit"}}
    found = match(catalogue, disliked, limit=None)
    after = found.set_index("name")["score"]
    assert after["Läxhjälp på Ersboda"] < before["Läxhjälp på Ersboda"]
    assert (
        after["Läxhjälp i tre skolor i Norrköping"] < before["Läxhjälp i tre skolor i Norrköping"]
    )
    assert any(
        "Läxhjälp på Ersboda" in one for one in reasons(found, "Läxhjälp i tre skolor i Norrköping")
    )
    liked = {**wanted, "opinions": {ids["Läxhjälp på Ersboda"]: "fits"}}
    found = match(catalogue, liked, limit=None)
    assert found["name"].iloc[0] == "Läxhjälp på Ersboda"
    assert "Labbet har sagt att det passar." in reasons(found, "Läxhjälp på Ersboda")


def test_what_was_tried_comes_after_its_equals(catalogue):
    ids = catalogue.set_index("name")["id"]
    wanted = {"text": "läxhjälp"}
    first = match(catalogue, wanted)["name"].iloc[0]
    found = match(catalogue, {**wanted, "opinions": {ids[first]: "tried"}})
    assert found["name"].iloc[0] != first


def test_a_text_alone_is_a_challenge(catalogue):
    assert match(catalogue, "Vi vill minska inbrotten")["name"].iloc[0] == "Grannsamverkan på Sörse"


@pytest.mark.parametrize("wanted", [{}, "", Challenge(), {"actors": ["ABF"]}])
def test_nothing_asked_matches_nothing(catalogue, wanted):
    assert match(catalogue, wanted).empty


@pytest.mark.parametrize("wanted", [None, 3, ["a"]])
def test_what_is_no_challenge_is_refused(wanted):
    with pytest.raises(Invalid):
        read_challenge(wanted)


def test_a_challenge_may_come_as_frames_and_with_missing_values(catalogue):
    wanted = {
        "focus_areas": None,
        "target_group": float("nan"),
        "gaps": pd.DataFrame({"step_name": ["Språk"], "weekday": ["MO"]}),
        "actors": pd.DataFrame({"name": ["ABF", None], "kind": [None, "police"]}),
    }
    assert read_challenge(wanted).actors == (("ABF", None),)
    assert len(match(catalogue, wanted))


def test_a_catalogue_without_the_other_columns_is_matched():
    bare = pd.DataFrame({"name": ["Läxhjälp", "Kör"]})
    assert match(bare, {"text": "läxor", "focus_areas": ["school"]})["name"].tolist() == [
        "Läxhjälp"
    ]
    assert match(bare.head(0), "läxor").empty


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ABF", "study"),
        ("Hyresgästföreningen", "tenants"),
        ("Bodens kommun", "municipality"),
        ("Göteborgs stad", "municipality"),
        ("Svenska kyrkan", "faith"),
        ("Högskolan i Halmstad", "university"),
        ("Bergsjöskolan", "school"),
        ("Huge Bostäder", "housing"),
        ("Kooperativet Fjället", None),
    ],
)
def test_the_sort_of_a_partner_is_told_from_its_name(name, kind):
    assert partner_kind(name) == kind
