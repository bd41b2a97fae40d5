"""The foundation against what one would use without it; ratios, each measured in one run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import labmethods as lm
from labmethods import shipped
from labmethods.reporting.write import write_report
from labmethods.workbook import folder


def seconds(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def python(code: str) -> Callable[[], float]:
    return lambda: seconds(sys.executable, "-c", code)


def alternating(one: Callable[[], float], other: Callable[[], float], rounds: int) -> float:
    """The ratio of the medians, taken in turns so that the machine's mood hits both."""
    times = [(one(), other()) for _ in range(rounds)]
    return statistics.median(t[0] for t in times) / statistics.median(t[1] for t in times)


def test_importing_labmethods_takes_at_most_1_15_times_pandas(benchmark, capsys):
    ratio = alternating(python("import labmethods"), python("import pandas"), rounds=7)
    benchmark.extra_info["ratio"] = ratio
    benchmark.pedantic(python("import labmethods"), rounds=3)
    with capsys.disabled():
        print(f"\nimport labmethods / import pandas: {ratio:.2f} (at most 1.15)")
    assert ratio <= 1.15


def test_the_demonstration_takes_at_most_half_of_nbconvert(benchmark, tmp_path, capsys):
    demo = benchmark.pedantic(
        seconds, (sys.executable, "-m", "labmethods.cli", "demo", "--to", str(tmp_path)), rounds=1
    )
    notebooks = [path for name in shipped.REAL_LABS for path in folder.notebooks(tmp_path / name)]
    nbconvert = sum(
        seconds(
            sys.executable,
            "-m",
            "nbconvert",
            "--to",
            "notebook",
            "--execute",
            "--stdout",
            str(path),
        )
        for path in notebooks
    )
    with capsys.disabled():
        print(
            f"\ndemo {demo:.1f} s, nbconvert --execute of its {len(notebooks)} notebooks "
            f"{nbconvert:.1f} s: {demo / nbconvert:.2f} (at most 0.5)"
        )
    assert demo / nbconvert <= 0.5


def test_a_report_is_at_most_1_5_mb(benchmark, tmp_path: Path, capsys):
    with lm.new_lab("Exempellabbet", to=tmp_path, filled_from=shipped.SAMPLE_LAB) as lab:
        path, document = benchmark.pedantic(write_report, (lab,), rounds=1)
    size = path.stat().st_size / 1e6
    with capsys.disabled():
        print(f"\nreport with {len(list(document.charts()))} charts: {size:.2f} MB (at most 1.5)")
    assert size <= 1.5
