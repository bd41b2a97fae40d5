"""National statistics kept on this computer: Parquet files by year, asked through DuckDB."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import platformdirs
from uuid6 import uuid7

if TYPE_CHECKING:
    import pandas as pd

_ROW_GROUP = 20_000
"""Rows that are read together: a key figure for a year is 870, so little is read in vain."""


def default_folder() -> Path:
    """Where the cache lies: ``LABMETHODS_CACHE``, else the user's own cache folder."""
    given = os.environ.get("LABMETHODS_CACHE")
    return Path(given) if given else platformdirs.user_cache_path("labmethods")


class Cache:
    """One table of values, one Parquet file a year.

    Parameters
    ----------
    folder
        Where the files lie; made when something is written.
    columns
        Column name to DuckDB type. ``period`` (a year) is one of them.
    key
        The columns that tell rows apart; a row that comes again replaces the old one. The first
        is what is asked for most: rows lie sorted by it.
    """

    def __init__(self, folder: Path, columns: Mapping[str, str], key: Sequence[str]) -> None:
        self.folder = folder
        self.columns = dict(columns)
        self.key = list(key)
        self._lock = threading.Lock()
        self._opened: duckdb.DuckDBPyConnection | None = None

    def write(self, rows: pd.DataFrame) -> None:
        """Add rows, each to its year's file; other years' files are left as they are.

        A file is written beside the old one and put in its place at once, so that a reader, or a
        computer that stops, never sees half of it.
        """
        if rows.empty:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._lock, self._database() as database:
            rows = rows[list(self.columns)].drop_duplicates(self.key, keep="last")
            database.register("given", rows)
            typed = ", ".join(
                f"CAST({name} AS {kind}) AS {name}" for name, kind in self.columns.items()
            )
            database.execute(f"CREATE TEMP TABLE fresh AS SELECT {typed} FROM given")
            years = database.execute("SELECT DISTINCT period FROM fresh ORDER BY 1").fetchall()
            for (year,) in years:
                self._write_year(database, int(year))

    def _write_year(self, database: duckdb.DuckDBPyConnection, year: int) -> None:
        target = self.folder / f"{year}.parquet"
        key = ", ".join(self.key)
        old = ""
        if target.exists():
            match = " AND ".join(f"fresh.{name} = kept.{name}" for name in self.key)
            old = (
                f"UNION ALL BY NAME SELECT {', '.join(self.columns)} "
                f"FROM read_parquet('{_quoted(target)}') AS kept "
                f"WHERE NOT EXISTS (SELECT 1 FROM fresh WHERE {match})"
            )
        part = self.folder / f".{uuid7().hex}.part"
        try:
            database.execute(
                f"COPY (SELECT * FROM fresh WHERE period = {year} {old} ORDER BY {key}) "
                f"TO '{_quoted(part)}' "
                f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP})"
            )
            os.replace(part, target)
        finally:
            part.unlink(missing_ok=True)

    def read(self, years: Iterable[int] | None = None, **wanted: Sequence[object]) -> pd.DataFrame:
        """The rows of these years whose columns have one of the wanted values.

        Returns
        -------
        DataFrame
            The cache's columns, sorted by its key; without rows when nothing was kept.
        """
        files = [str(path) for path in self._files(years)]
        with self._database() as database:
            if not files:
                empty = ", ".join(f"NULL::{kind} AS {name}" for name, kind in self.columns.items())
                return database.execute(f"SELECT {empty} LIMIT 0").df()
            tests = [f"{name} IN (SELECT unnest(?))" for name in wanted]
            # One value as a plain comparison: DuckDB then skips row groups by their extremes.
            tests = [
                f"{name} = ?" if len(values) == 1 else test
                for test, (name, values) in zip(tests, wanted.items(), strict=True)
            ]
            values = [values[0] if len(values) == 1 else list(values) for values in wanted.values()]
            where = f"WHERE {' AND '.join(tests)}" if tests else ""
            return database.execute(
                f"SELECT {', '.join(self.columns)} FROM read_parquet(?) {where} "
                f"ORDER BY {', '.join(self.key)}",
                [files, *values],
            ).df()

    def _files(self, years: Iterable[int] | None) -> list[Path]:
        if years is None:
            return sorted(self.folder.glob("*.parquet"))
        paths = (self.folder / f"{int(year)}.parquet" for year in years)
        return [path for path in paths if path.exists()]

    def _database(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own for one call; opening DuckDB anew costs more than asking it."""
        if self._opened is None:
            self._opened = duckdb.connect(config={"memory_limit": "256MB", "threads": "2"})
        return self._opened.cursor()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
