"""Kolada's answers, replayed over real HTTP, faults included."""

import datetime

import pytest

from labmethods.errors import Missing, Refused
from labmethods.sources.kolada import Kolada
from labmethods.sources.network import SourceUnavailable

from .conftest import Answers, broken, busy, circle, cut_short, hung_up, send, slow

TODAY = datetime.date(2026, 11, 24)


def client(answers: Answers, folder, today=TODAY, **network) -> Kolada:
    return Kolada(
        folder,
        base=f"{answers.address}/v3",
        older=f"{answers.address}/v2",
        today=today,
        **{"calls": 1000, "timeout": 0.5, **network},
    )


def data_calls(answers: Answers) -> list[str]:
    return [path for path in answers.asked if "/data/" in path]


# The checks that came with the extract.
def test_values_are_those_that_were_published(kolada_answers, tmp_path):
    kolada = client(kolada_answers, tmp_path)
    fetched = kolada.values(["N15436"], range(2016, 2020), ["Boden", "0581"])
    both = fetched.frame[fetched.frame["gender"] == "T"].sort_values(["municipality", "period"])
    assert both["value"].tolist() == [79.0, 73.8, 77.6, 77.0, 94.7, 75.6, 80.2, 82.4]
    assert (fetched.attribution, fetched.licence) == ("Källa: Kolada (RKA)", "CC BY 4.0")
    assert fetched.fetched_on == TODAY
    assert fetched.trouble is None


def test_every_page_is_read(kolada_answers, tmp_path):
    fetched = client(kolada_answers, tmp_path).values(["N15436"], range(2016, 2020))
    assert len(fetched.frame) == 291 * 4 * 3
    assert len(data_calls(kolada_answers)) == 6


def test_what_is_in_the_cache_is_not_asked_for_again(kolada_answers, tmp_path):
    client(kolada_answers, tmp_path).values(["N15436"], [2018, 2019])
    before = len(data_calls(kolada_answers))
    again = client(kolada_answers, tmp_path).values(["N15436"], [2018, 2019])
    assert len(data_calls(kolada_answers)) == before
    assert len(again.frame) == 291 * 2 * 3
    later = TODAY + datetime.timedelta(days=31)
    client(kolada_answers, tmp_path, today=later).values(["N15436"], [2018, 2019])
    assert len(data_calls(kolada_answers)) > before


def test_without_network_the_cache_answers_and_says_how_old_it_is(kolada_answers, tmp_path):
    client(kolada_answers, tmp_path).values(["N15436"], [2019])
    kolada_answers.on(".", broken)
    later = TODAY + datetime.timedelta(days=90)
    fetched = client(kolada_answers, tmp_path, today=later, attempts=1).values(
        ["N15436"], [2019], ["2582"]
    )
    assert fetched.frame["value"].notna().all()
    assert fetched.fetched_on == TODAY
    assert "Kolada" in fetched.trouble.text("sv")


def test_without_network_and_cache_there_is_one_clear_error(kolada_answers, tmp_path):
    kolada_answers.on(".", broken)
    with pytest.raises(SourceUnavailable, match="trasig"):
        client(kolada_answers, tmp_path, attempts=2).values(["N15436"], [2019])


@pytest.mark.parametrize("fault", [busy, broken, cut_short, hung_up, slow])
def test_a_passing_fault_is_tried_again(kolada_answers, tmp_path, fault):
    kolada_answers.once("/data/", fault)
    fetched = client(kolada_answers, tmp_path).values(["N15436"], [2019])
    assert len(fetched.frame) == 291 * 3


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (busy, "vänta"),
        (broken, "trasig"),
        (cut_short, "avbrutet eller skadat"),
        (slow, "för lång tid"),
        (circle, "i cirkel"),
    ],
)
def test_a_lasting_fault_is_said_in_plain_words(kolada_answers, tmp_path, fault, words):
    kolada_answers.on("/data/", fault)
    with pytest.raises(SourceUnavailable, match=words):
        client(kolada_answers, tmp_path, attempts=2).values(["N15436"], [2019])
    assert not list(tmp_path.rglob("*.part"))


def test_a_source_that_asks_for_a_long_wait_is_left_alone(kolada_answers, tmp_path):
    kolada_answers.on("/data/", lambda h, _: send(h, {}, 429, Retry_After="3600"))
    with pytest.raises(SourceUnavailable):
        client(kolada_answers, tmp_path, attempts=5).values(["N15436"], [2019])
    assert len(data_calls(kolada_answers)) == 1


@pytest.mark.parametrize("odd", [[], {"count": 0}, {"values": "none"}])
def test_an_answer_of_another_form_is_an_error_not_a_crash(kolada_answers, tmp_path, odd):
    kolada_answers.on("/data/", lambda _h, _m: odd)
    with pytest.raises(SourceUnavailable):
        client(kolada_answers, tmp_path, attempts=1).values(["N15436"], [2019])


def test_an_unknown_key_figure_is_refused_with_near_ones(kolada_answers, tmp_path):
    with pytest.raises(Missing, match="N15436"):
        client(kolada_answers, tmp_path).values(["N15463"], [2019])


def test_an_unknown_municipality_is_refused_with_near_ones(kolada_answers, tmp_path):
    with pytest.raises(Missing, match="Norrköping"):
        client(kolada_answers, tmp_path).values(["N15436"], [2019], ["Norköping"])
    assert data_calls(kolada_answers) == []


def test_a_year_to_come_is_refused(kolada_answers, tmp_path):
    with pytest.raises(Refused, match="2027"):
        client(kolada_answers, tmp_path).values(["N15436"], [2027])


def test_a_key_figure_without_values_is_known_but_empty(kolada_answers, tmp_path):
    fetched = client(kolada_answers, tmp_path).values(["N03926"], [2019])
    assert fetched.frame.empty
    assert fetched.fetched_on is None


def test_deleted_values_are_left_out_and_missing_ones_kept(kolada_answers, tmp_path):
    value = {"gender": "T", "value": 5.0, "count": 1, "status": "", "isdeleted": True}
    kept = {"gender": "K", "value": None, "count": 0, "status": "Missing", "isdeleted": False}
    row = {"kpi": "N15436", "municipality": "2582", "period": 2019, "values": [value, kept]}
    kolada_answers.on("/data/", lambda _h, _m: {"values": [row], "next_url": None, "count": 1})
    frame = client(kolada_answers, tmp_path).values(["N15436"], [2019]).frame
    assert frame["gender"].tolist() == ["K"]
    assert frame["value"].isna().all()


def test_a_revised_value_takes_the_old_ones_place_in_the_cache(kolada_answers, tmp_path):
    client(kolada_answers, tmp_path).values(["N15436"], [2018, 2019])
    others = {path.name: path.stat().st_mtime_ns for path in tmp_path.rglob("values/2018.parquet")}
    value = {"gender": "T", "value": 83.1, "count": 1, "status": "", "isdeleted": False}
    row = {"kpi": "N15436", "municipality": "2582", "period": 2019, "values": [value]}
    kolada_answers.on("/data/", lambda _h, _m: {"values": [row], "next_url": None, "count": 1})
    fetched = client(kolada_answers, tmp_path).values(["N15436"], [2019], refresh=True)
    boden = fetched.frame.query("municipality == '2582' and gender == 'T'")
    assert boden["value"].tolist() == [83.1]
    assert len(fetched.frame) == 291 * 3
    assert others == {
        path.name: path.stat().st_mtime_ns for path in tmp_path.rglob("values/2018.parquet")
    }


def test_version_2_answers_what_version_3_lacks(answers, tmp_path):
    value = {"gender": "T", "value": 1.5, "count": 1, "status": ""}
    row = {"kpi": "N00001", "municipality": "2582", "period": 2019, "values": [value]}
    answers.on("^/v2/data/", lambda _h, _m: {"values": [row], "next_page": None, "count": 1})
    frame = client(answers, tmp_path).values(["N00001"], [2019]).frame
    assert frame["value"].tolist() == [1.5]


def test_schools_have_values_of_their_own(answers, tmp_path):
    value = {"gender": "T", "value": 71.0, "count": 1, "status": "", "isdeleted": False}
    row = {"kpi": "N15436", "ou": "V15E258200101", "period": 2019, "values": [value]}
    answers.on("/oudata/", lambda _h, _m: {"values": [row], "next_url": None, "count": 1})
    frame = client(answers, tmp_path).unit_values(["N15436"], ["V15E258200101"], [2019]).frame
    assert frame[["unit", "value"]].values.tolist() == [["V15E258200101", 71.0]]
