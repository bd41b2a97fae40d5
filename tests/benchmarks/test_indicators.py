"""Statistics at full national size against pandas, and 10,000 series against a loop."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from labmethods.indicators import analysis as ia
from labmethods.sources.cache import Cache
from labmethods.sources.kolada import _COLUMNS as COLUMNS

YEARS = range(2000, 2025)
PLACES, SEXES = 290, ("T", "K", "M")
KEY = ["kpi", "gender", "municipality", "period"]


def median(call: Callable[[], object], times: int = 7) -> float:
    """Seconds that a call takes of this process, whatever else the machine does."""
    taken = []
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return float(np.median(taken))


def made_up(year: int, key_figures: int) -> pd.DataFrame:
    """One year of the whole country: 290 municipalities, by sex."""
    rng = np.random.default_rng(year)
    kpis = [f"N{10000 + place}" for place in range(key_figures)]
    places = [f"{place:04d}" for place in range(1, PLACES + 1)]
    index = pd.MultiIndex.from_product(
        [kpis, places, SEXES], names=["kpi", "municipality", "gender"]
    )
    frame = pd.DataFrame({"value": rng.uniform(0, 100, len(index)).round(1)}, index=index)
    day = pd.Timestamp("2026-01-01")
    return frame.reset_index().assign(period=year, count=1, status="", fetched_on=day)


def filled(folder: Path, key_figures: int) -> Cache:
    cache = Cache(folder, COLUMNS, KEY)
    for year in YEARS:
        cache.write(made_up(year, key_figures))
    return cache


@pytest.fixture(scope="module")
def national(tmp_path_factory) -> Cache:
    """290 municipalities, 25 years, 300 key figures, 3 groups: 6.5 million rows."""
    return filled(tmp_path_factory.mktemp("national"), 300)


def test_one_key_figure_comes_from_the_cache_at_least_20_times_faster_than_from_csv(
    benchmark, national, tmp_path
):
    csv = tmp_path / "values.csv"
    with duckdb.connect() as database:
        files = f"{national.folder}/*.parquet"
        (rows,) = database.execute(f"SELECT count(*) FROM '{files}'").fetchone()
        database.execute(f"COPY (SELECT * FROM '{files}') TO '{csv}' (HEADER)")
    assert rows == PLACES * len(YEARS) * 300 * 3

    def from_csv() -> pd.DataFrame:
        frame = pd.read_csv(csv, dtype={"municipality": str})
        return frame[frame["kpi"] == "N10150"]

    def from_cache() -> pd.DataFrame:
        return national.read(kpi=["N10150"])

    assert len(from_cache()) == len(from_csv()) == PLACES * len(YEARS) * 3
    cached, read = median(from_cache), median(from_csv, 1)
    print(
        f"\nfrom the cache {1000 * cached:.0f} ms, from CSV {read:.1f} s: {read / cached:.0f} times"
    )
    benchmark.pedantic(from_cache, rounds=3)
    assert read / cached >= 20
    assert cached < 0.060


def test_ten_times_the_rows_cost_at_most_twice_the_time(benchmark, national, tmp_path):
    tenth = filled(tmp_path / "tenth", 30)
    small = median(lambda: tenth.read(kpi=["N10015"]), 15)
    large = median(lambda: national.read(kpi=["N10150"]), 15)
    print(f"\n0.65 million rows {1000 * small:.0f} ms, 6.5 million rows {1000 * large:.0f} ms")
    benchmark.pedantic(lambda: national.read(kpi=["N10150"]), rounds=3)
    assert large <= 2 * small


def test_adding_a_year_writes_only_that_part(benchmark, national):
    before = {path: path.stat().st_mtime_ns for path in national.folder.glob("*.parquet")}
    taken = median(lambda: national.write(made_up(2025, 300)), 1)
    benchmark.extra_info["seconds"] = taken
    benchmark.pedantic(lambda: national.read([2025], kpi=["N10150"]), rounds=1)
    after = {path: path.stat().st_mtime_ns for path in before}
    (national.folder / "2025.parquet").unlink()
    print(f"\na year of 261,000 rows is written in {taken:.1f} s")
    assert before == after


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
def test_a_question_and_a_new_year_take_less_than_400_mb(benchmark, national):
    code = (
        "import re\n"
        "from pathlib import Path\n"
        "from labmethods.sources.cache import Cache\n"
        "from labmethods.sources.kolada import _COLUMNS\n"
        f"cache = Cache(Path({str(national.folder)!r}), _COLUMNS, {KEY!r})\n"
        "rows = cache.read(kpi=['N10150'])\n"
        "assert len(rows) == 21750\n"
        "cache.write(rows[rows['period'] == 2024].assign(value=1.0))\n"
        # The process's own peak; what getrusage says is inherited from its parent.
        "status = Path('/proc/self/status').read_text()\n"
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', status)[1]) / 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    print(f"\nat most {float(done.stdout):.0f} MB in memory")
    benchmark.extra_info["megabytes"] = float(done.stdout)
    benchmark.pedantic(lambda: national.read(kpi=["N10150"]), rounds=1)
    assert float(done.stdout) < 400


def test_ten_thousand_series_at_once_are_at_least_50_times_faster_than_a_loop(benchmark):
    values = pd.DataFrame(np.random.default_rng(5).normal(size=(36, 10_000)))
    part = values.iloc[:, :500]
    loop = median(lambda: [ia.xmr(part[name]) for name in part], 1) * 20
    many = median(lambda: ia.xmr_many(values))
    print(f"\nat once {1000 * many:.0f} ms, one by one {loop:.1f} s: {loop / many:.0f} times")
    benchmark.pedantic(lambda: ia.xmr_many(values), rounds=3)
    assert loop / many >= 50
    pd.testing.assert_frame_equal(
        ia.xmr_many(values).loc[7].astype({"signal": "str"}), ia.xmr(values[7]), check_names=False
    )
