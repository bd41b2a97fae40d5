"""The store under load, against bare SQLite and pandas; ratios, each measured in one run."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

import labmethods as lm
from labmethods.stakeholders.records import Actor
from labmethods.workbook.check import check
from labmethods.workbook.panel import StartPage
from labmethods.workbook.sheet import read_sheet
from labmethods.workbook.transfer import import_file
from tests.large import large_lab

ACTOR = {"name": "Biblioteket", "kind": "culture", "power": 2, "interest": 4}


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def bare(path: Path) -> sqlite3.Connection:
    """SQLite as one would use it by hand, with the store's own durability."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = EXTRA")
    return connection


def test_a_journaled_write_takes_at_most_3_times_a_bare_insert(lab, tmp_path, capsys):
    names = list(Actor.fields())
    row = Actor.valid(**ACTOR).values()
    marks = ", ".join("?" * (len(names) + 1))
    with closing(bare(tmp_path / "bare.db")) as connection:
        connection.execute(f"CREATE TABLE actors (id TEXT PRIMARY KEY, {', '.join(names)})")

        def insert(number: int) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                f"INSERT INTO actors VALUES ({marks})", [str(number), *(row[n] for n in names)]
            )
            connection.execute("COMMIT")

        times = [
            (seconds(lambda: lab.actors.add(**ACTOR)), seconds(lambda n=number: insert(n)))
            for number in range(300)
        ]
    store, plain = (statistics.median(one) for one in zip(*times[20:], strict=True))
    with capsys.disabled():
        print(
            f"\njournaled write {1000 * store:.2f} ms, bare insert {1000 * plain:.2f} ms: "
            f"{store / plain:.2f} (at most 3)"
        )
    assert store / plain <= 3


def test_an_import_of_100_000_rows_takes_at_most_4_times_to_sql(tmp_path, capsys):
    rows = 100_000
    lines = [f"Aktör {n};culture;{n % 5 + 1};{n % 4 + 1};anteckning {n}" for n in range(rows)]
    sheet = tmp_path / "actors.csv"
    sheet.write_text("\n".join(["name;kind;power;interest;note", *lines]), encoding="utf-8")
    read = read_sheet(sheet)
    frame = pd.DataFrame(read.rows, columns=read.headings)

    def to_sql(name: str, index: bool) -> None:
        engine = sa.create_engine(f"sqlite:///{tmp_path / name}")
        with engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA synchronous = EXTRA")
            frame.to_sql("actors", connection, index=index)

    times = []
    for turn in range(3):
        with lm.new_lab(f"Labb {turn}", to=tmp_path) as lab:
            times.append(
                (
                    seconds(lambda lab=lab: import_file(lab, sheet, "actors")),
                    seconds(lambda turn=turn: to_sql(f"bare{turn}.db", index=False)),
                    seconds(lambda turn=turn: to_sql(f"indexed{turn}.db", index=True)),
                )
            )
            assert len(lab.actors) == rows
            assert lab.store.broken_chain() == []
    store, plain, indexed = (statistics.median(one) for one in zip(*times, strict=True))
    with capsys.disabled():
        print(
            f"\nimport of {rows} rows from a file {store:.1f} s; to_sql of a frame in memory, "
            f"without an index {plain:.2f} s: {store / plain:.2f} (at most 4), with its usual one "
            f"{indexed:.2f} s: {store / indexed:.2f}"
        )
    assert store / plain <= 4


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """100,000 actors, activities and observations, and 1,000,000 journal rows."""
    folder = tmp_path_factory.mktemp("large")
    with large_lab(folder, records=100_000, journal_rows=1_000_000) as lab:
        return lab.home


def opened(home: Path) -> None:
    with lm.open_lab(home) as lab:
        assert lab.name


def test_opening_with_1_000_000_journal_rows_takes_at_most_1_5_times_1_000(large, tmp_path, capsys):
    with large_lab(tmp_path, records=300, journal_rows=1_000) as lab:
        small = lab.home
    times = [(seconds(lambda: opened(large)), seconds(lambda: opened(small))) for _ in range(40)]
    many, few = (statistics.median(one) for one in zip(*times, strict=True))
    with capsys.disabled():
        print(
            f"\nopening with 1,000,000 journal rows {1000 * many:.1f} ms, with 1,000 "
            f"{1000 * few:.1f} ms: {many / few:.2f} (at most 1.5)"
        )
    assert many / few <= 1.5
    assert many < 1


def test_the_start_page_of_a_large_lab_takes_under_2_seconds(large, lab, capsys):
    # The kernel loads widgets and pandas for every lab, large or small.
    StartPage(lab)
    with lm.open_lab(large) as opened_lab:
        spent = min(seconds(lambda: StartPage(opened_lab)) for _ in range(3))
    with capsys.disabled():
        print(f"\nstart page of 100,000 actors, activities, observations: {spent:.2f} s (under 2)")
    assert spent < 2


def test_check_takes_time_in_step_with_the_rows(tmp_path, capsys):
    per_row = []
    for records in (2_000, 16_000):
        with large_lab(tmp_path / str(records), records=records, journal_rows=10 * records) as lab:
            rows = 13 * records
            found: list = []
            per_row.append(seconds(lambda lab=lab, found=found: found.extend(check(lab))) / rows)
            assert found == []
    with capsys.disabled():
        print(
            f"\ncheck: {1e6 * per_row[0]:.0f} µs a row of 26,000, {1e6 * per_row[1]:.0f} µs a row "
            f"of 208,000: {per_row[1] / per_row[0]:.2f} (at most 1.3)"
        )
    assert per_row[1] / per_row[0] <= 1.3
