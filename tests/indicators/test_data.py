"""The catalogue, the real labs' values and the extract of Kolada that comes along."""

import csv
import tomllib

import pytest

from labmethods.indicators.records import Indicator, Observation
from labmethods.shipped import shipped

KOLADA = shipped("data") / "kolada"
LABS = sorted(path.parent.name for path in (shipped("data") / "labs").glob("*/indicators.toml"))


def key_figures() -> dict[str, str]:
    with (KOLADA / "kpis.csv").open(encoding="utf-8") as file:
        return {row["id"]: row["title"] for row in csv.DictReader(file)}


def values() -> dict[tuple[str, str, str, str], float | None]:
    duckdb = pytest.importorskip("duckdb")
    query = "SELECT kpi, municipality, period, gender, value FROM read_parquet(?)"
    with duckdb.connect() as database:
        rows = database.execute(query, [str(KOLADA / "values.parquet")]).fetchall()
    return {(kpi, place, str(period), group): value for kpi, place, period, group, value in rows}


def read(path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_the_catalogue_has_only_verified_key_figures_under_their_official_names():
    official = key_figures()
    for row in read(shipped("data") / "indicators" / "catalogue.toml")["indicators"]:
        row.pop("key")
        indicator = Indicator.valid(**row)
        if indicator.key_figure:
            assert indicator.name == official[indicator.key_figure]
        else:
            assert indicator.source_url


@pytest.mark.parametrize("lab", LABS)
def test_a_labs_indicators_are_valid(lab):
    tables = read(shipped("data") / "labs" / lab / "indicators.toml")
    known = {row.pop("key"): Indicator.valid(**row) for row in tables["indicators"]}
    for row in tables["observations"]:
        Observation.valid(**row).check(known[row["indicator"]])


@pytest.mark.parametrize("lab", [lab for lab in LABS if lab != "exempellabbet"])
def test_a_real_labs_values_are_those_of_kolada(lab):
    published = values()
    tables = read(shipped("data") / "labs" / lab / "indicators.toml")
    known = {row["key"]: row for row in tables["indicators"]}
    assert tables["observations"]
    for row in tables["observations"]:
        indicator = known[row["indicator"]]
        key = (indicator["key_figure"], indicator["place_code"], row["period"], row["group"])
        assert row.get("value") == published[key]
        assert "Kolada" in row["source"]


# The checks that came with the extract: N15436, both sexes, 2016-2019.
@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("2582", [94.7, 75.6, 80.2, 82.4]),
        ("0581", [79.0, 73.8, 77.6, 77.0]),
        ("1480", [80.5, 71.6, 75.4, 75.6]),
        ("0181", [82.2, 81.3, 85.9, 81.7]),
        ("0000", [86.0, 80.5, 82.7, 82.5]),
    ],
)
def test_the_extract_has_the_published_values(place, expected):
    published = values()
    assert [published["N15436", place, str(year), "T"] for year in range(2016, 2020)] == expected


def test_the_extract_has_every_municipality():
    assert len({place for _, place, _, _ in values()}) == 291
