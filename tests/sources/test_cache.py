"""The cache of national statistics: what is written is what is read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labmethods.sources.cache import Cache

COLUMNS = {"kpi": "VARCHAR", "place": "VARCHAR", "period": "SMALLINT", "value": "DOUBLE"}
KEY = ["kpi", "place", "period"]


def rows(*given: tuple) -> pd.DataFrame:
    return pd.DataFrame(given, columns=list(COLUMNS))


@pytest.fixture
def cache(tmp_path) -> Cache:
    return Cache(tmp_path / "it's here", COLUMNS, KEY)


def test_nothing_written_is_nothing_read(cache):
    cache.write(rows())
    frame = cache.read(kpi=["a"])
    assert frame.empty
    assert list(frame.columns) == list(COLUMNS)
    assert not cache.folder.exists()


def test_a_row_that_comes_again_replaces_the_old_one(cache):
    cache.write(rows(("a", "x", 2019, 1.0), ("a", "y", 2019, 2.0), ("a", "x", 2020, 3.0)))
    cache.write(rows(("a", "x", 2019, 9.0)))
    assert cache.read()["value"].tolist() == [9.0, 3.0, 2.0]


def test_the_last_of_two_rows_in_one_answer_counts(cache):
    cache.write(rows(("a", "x", 2019, 1.0), ("a", "x", 2019, 2.0)))
    assert cache.read()["value"].tolist() == [2.0]


def test_only_what_is_asked_for_is_read(cache):
    cache.write(
        rows(
            ("a", "x", 2019, 1.0), ("b", "x", 2019, 2.0), ("b", "y", 2020, 3.0), ("b", "z", 2020, 4)
        )
    )
    assert cache.read([2020], kpi=["b"], place=["y", "z"])["value"].tolist() == [3.0, 4.0]
    assert cache.read([2018], kpi=["b"]).empty
    assert cache.read(kpi=[]).empty
    assert cache.read(kpi=["'; DROP TABLE fresh; --"]).empty


def test_threads_write_and_read_without_losing_rows(cache):
    def write(place: int) -> None:
        cache.write(rows(("a", str(place), 2019, float(place))))
        cache.read(kpi=["a"])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(24)))
    assert sorted(cache.read()["value"]) == [float(place) for place in range(24)]
    assert [path.name for path in cache.folder.iterdir()] == ["2019.parquet"]


values = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))
written = st.lists(
    st.tuples(st.text(max_size=3), st.text(max_size=3), st.integers(1990, 1993), values),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(written, max_size=3))
def test_what_was_written_last_is_what_is_read(tmp_path_factory, batches):
    cache = Cache(tmp_path_factory.mktemp("cache"), COLUMNS, KEY)
    expected = {}
    for batch in batches:
        usable = [row for row in batch if not any("\x00" in part for part in row[:2])]
        cache.write(rows(*usable))
        expected |= {row[:3]: row[3] for row in usable}
    frame = cache.read()
    found = {
        (one.kpi, one.place, int(one.period)): None if pd.isna(one.value) else one.value
        for one in frame.itertuples()
    }
    assert found == expected
