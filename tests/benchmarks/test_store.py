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
from labmethods.workbook.lab import Lab
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


ROWS = 100_000


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A file with 100,000 actors."""
    lines = [f"Aktör {n};culture;{n % 5 + 1};{n % 4 + 1};anteckning {n}" for n in range(ROWS)]
    path = tmp_path / "actors.csv"
    path.write_text("\n".join(["name;kind;power;interest;note", *lines]), encoding="utf-8")
    return path


def bare_import(sheet: Path, url: str, table: str, *, index: bool) -> float:
    """Seconds that pandas takes for the same rows, read already, with the same durability."""
    read = read_sheet(sheet)
    frame = pd.DataFrame(read.rows, columns=read.headings)

    def to_sql() -> None:
        with sa.create_engine(url).begin() as connection:
            if url.startswith("sqlite"):
                connection.exec_driver_sql("PRAGMA synchronous = EXTRA")
            frame.to_sql(table, connection, index=index)

    return seconds(to_sql)


def imported(lab: Lab, sheet: Path) -> float:
    spent = seconds(lambda: import_file(lab, sheet, "actors"))
    assert len(lab.actors) == ROWS
    assert lab.store.broken_chain() == []
    return spent


def test_an_import_of_100_000_rows_takes_at_most_4_times_to_sql(sheet, tmp_path, capsys):
    times = []
    for turn in range(3):
        with lm.new_lab(f"Labb {turn}", to=tmp_path) as lab:
            url = f"sqlite:///{tmp_path / f'bare{turn}.db'}"
            plain = bare_import(sheet, url, "plain", index=False)
            indexed = bare_import(sheet, url, "indexed", index=True)
            times.append((imported(lab, sheet), plain, indexed))
    store, plain, indexed = (statistics.median(one) for one in zip(*times, strict=True))
    with capsys.disabled():
        print(
            f"\nimport of {ROWS} rows from a file {store:.1f} s; to_sql of a frame in memory, "
            f"without an index {plain:.2f} s: {store / plain:.2f} (at most 4), with its usual one "
            f"{indexed:.2f} s: {store / indexed:.2f}"
        )
    assert store / plain <= 4


def test_an_import_on_postgresql_takes_at_most_4_times_to_sql(sheet, tmp_path, database, capsys):
    with lm.new_lab("Labb", to=tmp_path, database=database) as lab:
        plain = bare_import(sheet, database, "plain", index=False)
        store = imported(lab, sheet)
    with capsys.disabled():
        print(
            f"\nimport of {ROWS} rows on PostgreSQL {store:.1f} s, to_sql {plain:.1f} s: "
            f"{store / plain:.2f} (at most 4)"
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
