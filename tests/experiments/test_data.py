"""The experiments of the shipped labs are valid and say nothing that the sources don't."""

import tomllib

import pytest

from labmethods import shipped
from labmethods.experiments import METHOD
from labmethods.method import load

LABS = [*shipped.REAL_LABS, shipped.SAMPLE_LAB]


def read(lab: str) -> dict:
    path = shipped.shipped("data") / "labs" / lab / "experiments.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("lab", LABS)
def test_every_shipped_record_is_valid(lab):
    for table, rows in read(lab).items():
        record = load(METHOD.tables[table])
        for row in rows:
            assert record.valid(**{key: value for key, value in row.items() if key != "key"})


@pytest.mark.parametrize("lab", shipped.REAL_LABS)
def test_every_real_experiment_and_result_has_its_source(lab):
    tables = read(lab)
    assert set(tables) == {"experiments", "results"}
    for row in [*tables["experiments"], *tables["results"]]:
        assert row["source_url"].startswith("https://")


@pytest.mark.parametrize("lab", shipped.REAL_LABS)
def test_what_the_sources_do_not_say_is_empty(lab):
    for row in read(lab)["experiments"]:
        assert row["state"] == ""
        unsaid = ("belief", "criterion", "stop_rule", "started", "planned_end", "cost")
        assert not set(unsaid) & set(row)


def test_the_published_counts_are_those_of_the_programme():
    counted = {
        lab: [
            (row["successes"], row["participants"])
            for row in read(lab)["results"]
            if "successes" in row
        ]
        for lab in shipped.REAL_LABS
    }
    assert counted == {
        "boden": [(9, 10)],
        "norrkoping": [(15, 22)],
        "rannebergen": [],
        "lina-hage": [],
    }
