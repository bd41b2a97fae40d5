"""SCB's answers, replayed over real HTTP: limits, small areas, faults."""

import datetime
import itertools
import json
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.errors import Missing, Refused
from labmethods.sources.jsonstat import to_frame
from labmethods.sources.network import SourceUnavailable
from labmethods.sources.scb import Scb, split

from .conftest import Answers, broken, send

TODAY = datetime.date(2026, 11, 24)

# Made up for the test, in the shape of PxWeb's version 2.
CODES = {
    "Region": ["00", "05", "0581", "0581A0010", "0581B2030_DeSO2025", "0581R001_RegSO2025"],
    "Kon": ["1", "2"],
    "ContentsCode": ["000007Y7"],
    "Tid": ["2018", "2019", "2020M01", "2020K1"],
}
METADATA = {
    "version": "2.0",
    "class": "dataset",
    "label": "Befolkning",
    "id": list(CODES),
    "size": [len(codes) for codes in CODES.values()],
    "role": {"time": ["Tid"], "metric": ["ContentsCode"], "geo": ["Region"]},
    "dimension": {
        name: {
            "label": name.lower(),
            "category": {
                "index": {code: place for place, code in enumerate(codes)},
                "label": {code: f"värdet {code}" for code in codes},
            },
            "extension": {"elimination": name == "Kon"},
        }
        for name, codes in CODES.items()
    },
}


def number(cell: dict[str, str]) -> float:
    """A value that tells which cell it came from."""
    return float(
        sum(CODES[name].index(code) * 10**place for place, (name, code) in enumerate(cell.items()))
    )


@pytest.fixture
def scb_answers(answers: Answers) -> Answers:
    def data(_handler, _match) -> dict:
        chosen = {one["variableCode"]: one["valueCodes"] for one in answers.bodies[-1]["selection"]}
        if math.prod(map(len, chosen.values())) > 12:
            return send(_handler, {"title": "Too many cells selected"}, 400)
        cells = [
            dict(zip(chosen, codes, strict=True)) for codes in itertools.product(*chosen.values())
        ]
        return {
            "id": list(chosen),
            "size": [len(codes) for codes in chosen.values()],
            "dimension": {
                name: {"category": {"index": {code: i for i, code in enumerate(codes)}}}
                for name, codes in chosen.items()
            },
            "value": [number(cell) for cell in cells],
        }

    answers.on(r"^/tables/TAB1/data", data)
    answers.on(r"^/tables/TAB1/metadata", lambda _h, _m: METADATA)
    answers.on(r"^/config", lambda _h, _m: {"maxDataCells": 12, "maxCallsPerTimeWindow": 30})
    return answers


def client(answers: Answers, folder, today=TODAY, **network) -> Scb:
    return Scb(folder, base=answers.address, today=today, **{"calls": 1000, **network})


def test_a_part_of_a_table_is_fetched(scb_answers, tmp_path):
    fetched = client(scb_answers, tmp_path).data(
        "TAB1", {"Region": ["0581"], "Kon": "*", "Tid": ["2018", "2019"]}
    )
    assert fetched.frame["Region"].unique().tolist() == ["0581"]
    assert len(fetched.frame) == 4
    assert (fetched.attribution, fetched.licence) == ("Källa: SCB", "CC0")


def test_a_large_part_is_split_over_calls_within_the_cell_limit(scb_answers, tmp_path):
    frame = (
        client(scb_answers, tmp_path).data("TAB1", {"Region": "*", "Kon": "*", "Tid": "*"}).frame
    )
    assert len(frame) == math.prod(map(len, CODES.values()))
    names = list(CODES)
    expected = [number(dict(zip(names, row, strict=True))) for row in frame[names].values.tolist()]
    assert frame["value"].tolist() == expected
    assert not frame.duplicated(names).any()
    assert len([path for path in scb_answers.asked if "/data" in path]) >= 4


def test_what_may_be_left_out_is_added_up_by_scb(scb_answers, tmp_path):
    frame = client(scb_answers, tmp_path).data("TAB1", {"Region": "0581", "Tid": "2019"}).frame
    assert "Kon" not in frame
    assert frame["ContentsCode"].tolist() == ["000007Y7"]


def test_small_areas_of_a_municipality_are_found(scb_answers, tmp_path):
    scb = client(scb_answers, tmp_path)
    assert scb.small_areas("TAB1", "0581")["code"].tolist() == ["0581A0010", "0581B2030_DeSO2025"]
    assert scb.small_areas("TAB1", "0581", "RegSO")["code"].tolist() == ["0581R001_RegSO2025"]


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        ({"Regin": ["0581"]}, "Region, Kon, ContentsCode, Tid"),
        ({"Region": ["0582"]}, "0581"),
    ],
)
def test_what_the_table_lacks_is_refused_with_what_it_has(scb_answers, tmp_path, selection, words):
    with pytest.raises(Missing, match=words):
        client(scb_answers, tmp_path).data("TAB1", selection)


def test_an_unknown_table_is_refused(scb_answers, tmp_path):
    with pytest.raises(Missing, match="TAB2"):
        client(scb_answers, tmp_path).data("TAB2", {})


def test_without_network_the_cache_answers_and_says_how_old_it_is(scb_answers, tmp_path):
    selection = {"Region": ["0581"], "Tid": ["2019"]}
    first = client(scb_answers, tmp_path).data("TAB1", selection)
    scb_answers.on(".", broken)
    later = TODAY + datetime.timedelta(days=40)
    again = client(scb_answers, tmp_path, today=later, attempts=1).data("TAB1", selection)
    pd.testing.assert_frame_equal(again.frame, first.frame)
    assert again.fetched_on == TODAY
    assert "SCB" in again.trouble.text("sv")
    with pytest.raises(SourceUnavailable):
        client(scb_answers, tmp_path, attempts=1).data("TAB1", {"Region": ["00"], "Tid": ["2019"]})


def test_scbs_own_words_come_along_when_it_refuses(scb_answers, tmp_path):
    scb_answers.on("/data", lambda h, _: send(h, {"title": "Non-existent value"}, 400))
    with pytest.raises(Refused, match="Non-existent value"):
        client(scb_answers, tmp_path).data("TAB1", {"Region": ["0581"], "Tid": ["2019"]})


def test_tables_are_found_by_words(answers, tmp_path):
    found = {"tables": [{"id": "TAB1", "label": "Befolkning", "firstPeriod": "2018"}]}
    answers.on("^/tables", lambda _h, _m: found)
    assert client(answers, tmp_path).tables("befolkning")["id"].tolist() == ["TAB1"]
    assert "query=befolkning" in answers.asked[0]


selections = st.dictionaries(
    st.sampled_from("abcd"),
    st.lists(st.text("0123456789", min_size=1, max_size=3), min_size=1, max_size=9, unique=True),
    min_size=1,
)


@given(selections, st.integers(1, 60))
def test_a_split_selection_has_every_cell_once(chosen, limit):
    parts = list(split(chosen, limit))
    cells = [cell for part in parts for cell in itertools.product(*part.values())]
    assert sorted(cells) == sorted(itertools.product(*chosen.values()))
    assert all(math.prod(map(len, part.values())) <= limit for part in parts)


@pytest.mark.parametrize("sparse", [False, True])
def test_sparse_and_dense_tables_are_the_same(sparse):
    index = {"index": ["a", "b", "c"]}
    dataset = {
        "id": ["x"],
        "size": [3],
        "dimension": {"x": {"category": index}},
        "value": {"0": 1.0, "2": 3.0} if sparse else [1.0, None, 3.0],
        "status": {"1": ".."},
    }
    frame = to_frame(json.loads(json.dumps(dataset)))
    assert frame["value"].isna().tolist() == [False, True, False]
    assert frame["status"].tolist() == ["", "..", ""]


@pytest.mark.parametrize("values", [[1.0], {"7": 1.0}])
def test_a_table_whose_sizes_do_not_agree_is_refused(values):
    dimension = {"x": {"category": {"index": ["a", "b"]}}}
    with pytest.raises(Refused):
        to_frame({"id": ["x"], "size": [2], "dimension": dimension, "value": values})
