"""The report across 300 labs against 30: time per lab, on one process; a ratio in one run."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest

from labmethods.programme.write import write_programme
from tests.programme.labs import lab

FEW, MANY = 30, 300


@pytest.fixture(scope="module")
def homes(tmp_path_factory) -> list[str]:
    """Three hundred labs that measure the same, each with its own counts."""
    to = tmp_path_factory.mktemp("labs")
    made = []
    for number in range(MANY):
        n = 10 + number % 15
        decision = ("adopt", "adapt", "abandon")[number % 3]
        with lab(
            to,
            number,
            results=(number * 7 % (n + 1), n),
            safe=(20 + number % 20, 40 + number % 30),
            decision=decision,
        ) as one:
            made.append(str(one.home))
    return made


def seconds_per_lab(homes: list[str], out: Path) -> float:
    """This process's own time: what else the machine does takes no part in the ratio."""
    start = time.process_time()
    write_programme(homes, out=out)
    return (time.process_time() - start) / len(homes)


def test_300_labs_take_at_most_1_3_times_the_time_per_lab_of_30(homes, tmp_path, benchmark, capsys):
    # The first report loads the libraries and starts the browser that draws the still pictures.
    seconds_per_lab(homes[:2], tmp_path)
    few = [seconds_per_lab(homes[:FEW], tmp_path) for _round in range(3)]
    many = [seconds_per_lab(homes, tmp_path)]
    benchmark.pedantic(seconds_per_lab, (homes[:FEW], tmp_path), rounds=1)
    ratio = statistics.median(many) / statistics.median(few)
    with capsys.disabled():
        print(
            f"\nprogramme report: {MANY} labs {1000 * statistics.median(many):.0f} ms a lab, {FEW} "
            f"labs {1000 * statistics.median(few):.0f} ms a lab: {ratio:.2f} (at most 1.3)"
        )
    assert ratio <= 1.3
