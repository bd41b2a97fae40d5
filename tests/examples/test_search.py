"""What the search finds, in the words that people use."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labmethods.errors import Invalid, Missing
from labmethods.examples.analysis import Index, read_synonyms, search
from labmethods.examples.analysis.vocabulary import distance
from tests.examples.generated import generated, real_rows

few = settings(max_examples=30, deadline=None)


def first(catalogue: pd.DataFrame, text: str) -> str:
    return search(catalogue, text)["name"].iloc[0]


def names(catalogue: pd.DataFrame, text: str) -> set[str]:
    return set(search(catalogue, text)["name"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kören", "The Rockin' Pots"),
        ("kor", "The Rockin' Pots"),
        ("hemlösas", "Bostad först"),
        ("hemlosa", "Bostad först"),
        ("hemlöhset", "Bostad först"),
        ("homelessness", "Bostad först"),
        ("mentorskpa", "Mentorprogram med Rotary"),
        ("nattvandrare", "Nattvandring och trygghetsvandringar"),
        ("vaxjo", "Tolgmodellen"),
        ("Vaexjoe", "Tolgmodellen"),
    ],
)
def test_a_word_is_found_in_its_forms_misspelt_without_dots_and_in_english(catalogue, text, name):
    assert first(catalogue, text) == name


def test_a_part_finds_the_compound_and_the_compound_its_part():
    catalogue = pd.DataFrame(
        {"name": ["Ett", "Två"], "summary_sv": ["I bostadsområdet finns ett kafé.", "En kör."]}
    )
    assert names(catalogue, "område") == {"Ett"}
    assert names(catalogue, "körsång") == {"Två"}
    assert names(catalogue, "områdeskafé") == {"Ett"}


def test_synonyms_come_from_a_file_and_can_be_ones_own(catalogue):
    own = read_synonyms("krypinet, mötesplats", "# bara en anmärkning\n\n")
    assert search(catalogue, "krypinet", synonyms=own)["name"].iloc[0] == "Mötesplatsen i Lina Hage"
    assert search(catalogue, "krypinet").empty


def test_what_is_near_counts_one_way_only():
    own = read_synonyms("boskola ~ hyresgäst")
    assert own.of(("boskol",))["hyresgäst",] == pytest.approx(0.3)
    assert own.of(("hyresgäst",)) == {}


def test_filters_leave_only_what_fits(catalogue):
    found = search(catalogue, "ungdomar", where={"focus_areas": ["safety"]}, limit=None)
    areas = catalogue.set_index("name")["focus_areas"]
    assert len(found)
    assert all("safety" in areas[name] for name in found["name"])
    assert search(catalogue, "", where={"place": "Boden"})["place"].tolist() == ["Boden"]


@pytest.mark.parametrize("text", ["", "   ", "och i på", None])
def test_nothing_asked_is_everything_in_the_catalogues_order(catalogue, text):
    found = search(catalogue, text, limit=None)
    assert found["name"].tolist() == catalogue["name"].tolist()
    assert (found["score"] == 0).all()


def test_ten_thousand_words_are_answered(catalogue):
    rng = np.random.default_rng(0)
    page = " ".join("".join(rng.choice(list("abcdeåäö"), 7)) for _ in range(10_000))
    found = search(catalogue, f"läxhjälp {page}")
    assert found["name"].str.contains("Läxhjälp").iloc[0]


@pytest.mark.parametrize("text", ["(", '"', "a*b", "\\", "%", "' OR 1=1", "😀", "x" * 50_000])
def test_odd_signs_are_only_words(catalogue, text):
    assert isinstance(search(catalogue, text), pd.DataFrame)


def test_reasons_say_what_was_found_where(catalogue):
    found = search(catalogue, "homework", language="sv").iloc[0]
    assert found["reasons"] == ["Exempel: ”läxhjälp”, för ”homework”"]


def test_a_catalogue_may_lack_columns_and_cells(catalogue):
    bare = pd.DataFrame({"name": ["Läxhjälp", None], "partners": [np.nan, ["Skolan"]]})
    assert first(bare, "läxor") == "Läxhjälp"
    assert search(catalogue.head(0), "läxor").empty
    assert search(pd.DataFrame(), "läxor").empty
    assert search(catalogue.drop(columns=["id"]), "läxor")["id"].isna().all()


def test_what_is_no_catalogue_is_refused():
    with pytest.raises(Invalid):
        search(pd.DataFrame({"title": ["a"]}), "läxor")
    with pytest.raises(Invalid):
        search(["läxor"], "läxor")


def test_a_changed_frame_is_searched_anew():
    frame = pd.DataFrame({"name": ["Läxhjälp", "Kör"]})
    assert names(frame, "läxor") == {"Läxhjälp"}
    frame.loc[1, "name"] = "Läxstuga"
    assert names(frame, "läxor") == {"Läxhjälp", "Läxstuga"}


def test_the_frame_that_is_searched_stays_as_it_was(catalogue):
    before = catalogue.copy(deep=True)
    search(catalogue, "ungdomar")
    pd.testing.assert_frame_equal(catalogue, before)


def test_a_word_that_is_only_begun_is_found_while_one_types(catalogue):
    assert search(catalogue, "grannsa", typing=True)["name"].str.startswith("Grannsam").iloc[0]
    assert search(catalogue, "lä", typing=True)["name"].str.startswith("Läx").iloc[0]


@few
@given(data=st.data())
def test_an_index_that_was_changed_example_by_example_is_one_that_was_built_anew(data):
    rows = generated(12, seed=data.draw(st.integers(0, 50))).to_dict("records")
    index, now = Index(pd.DataFrame(rows)), {row["id"]: row for row in rows}
    for _ in range(data.draw(st.integers(1, 6))):
        changed = data.draw(st.sampled_from(sorted(now)))
        if data.draw(st.booleans()) and len(now) > 2:
            index.remove(changed)
            del now[changed]
        else:
            new = {
                **data.draw(st.sampled_from(real_rows())),
                "id": data.draw(st.sampled_from([changed, "ny"])),
            }
            index.update(new)
            now[new["id"]] = new
    text = data.draw(st.sampled_from(["ungdomar", "läxhjälp", "kvinnor arbete", "norrköping kör"]))
    changed, anew = (
        search(one, text, limit=None).sort_values(["score", "id"]).reset_index(drop=True)
        for one in (index, Index(pd.DataFrame(list(now.values()))))
    )
    pd.testing.assert_frame_equal(changed.drop(columns="row"), anew.drop(columns="row"))


def test_an_example_that_is_not_there_cannot_be_taken_out(catalogue):
    with pytest.raises(Missing):
        Index(catalogue).remove("finns inte")


def plain_distance(one: str, other: str) -> int:
    """Optimal string alignment, written out in full."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            same = one[i - 1] == other[j - 1]
            table[i, j] = min(
                table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (not same)
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]


@given(st.text("abå", max_size=7), st.text("abå", max_size=7), st.integers(0, 3))
def test_the_distance_of_two_words_is_the_one_written_out(one, other, most):
    assert distance(one, other, most) == min(plain_distance(one, other), most + 1)
