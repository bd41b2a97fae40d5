"""The report against what one would use without it; ratios, each measured in one run."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import labmethods as lm
from labmethods import shipped
from labmethods.workbook import folder

NOTEBOOKS = 8


def seconds(*command: object) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", *map(str, command)], check=True, capture_output=True)
    return time.perf_counter() - start


def report(*arguments: object) -> float:
    return seconds("labmethods.cli", "report", *arguments)


@pytest.fixture
def home(tmp_path: Path, monkeypatch) -> Path:
    """A filled lab with so many notebooks, and a memory of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with lm.new_lab("Exempellabbet", to=tmp_path, filled_from=shipped.SAMPLE_LAB) as lab:
        made = lab.home
    for path in list(folder.notebooks(made))[NOTEBOOKS:]:
        path.unlink()
    assert len(list(folder.notebooks(made))) == NOTEBOOKS
    return made


def nbconvert(home: Path, out: Path) -> float:
    return sum(
        seconds("nbconvert", "--to", "html", "--execute", "--output-dir", out, path)
        for path in folder.notebooks(home)
    )


def test_a_report_is_made_5_times_and_a_second_one_15_times_as_fast(
    benchmark, home, tmp_path, capsys
):
    notebooks = nbconvert(home, tmp_path / "nbconvert")
    first = benchmark.pedantic(report, (home,), rounds=1)
    with lm.open_lab(home) as lab:
        lab.notes.add(key="stakeholders", text="Vi saknar skolan.")
    second = report(home)
    # The worst case: an actor's name stands in the charts of several methods, which are drawn anew.
    with lm.open_lab(home) as lab:
        actor = lab.actors.all()[0]
        lab.actors.change(actor, name=f"{actor.name} i stan")
    worst = report(home)
    with capsys.disabled():
        print(
            f"\n{NOTEBOOKS} notebooks: nbconvert --execute {notebooks:.1f} s; report {first:.1f} s,"
            f" {notebooks / first:.1f} times as fast (at least 5); after a new note {second:.1f} s,"
            f" {notebooks / second:.1f} times (at least 15); after an actor's new name"
            f" {worst:.1f} s, {notebooks / worst:.1f} times"
        )
    assert notebooks / first >= 5
    assert notebooks / second >= 15


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core")
def test_four_labs_use_both_cores(benchmark, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    homes = []
    for name in shipped.REAL_LABS:
        with lm.new_lab(name, to=tmp_path, filled_from=name) as lab:
            homes.append(lab.home)
    alone = sum(report(home, "--fresh", "--out", tmp_path / "ett") for home in homes)
    together = benchmark.pedantic(report, (*homes, "--fresh", "--out", tmp_path / "alla"), rounds=1)
    with capsys.disabled():
        print(
            f"\nfour labs one after the other {alone:.1f} s, together {together:.1f} s:"
            f" {alone / together:.2f} times as fast (at least 1.3)"
        )
    assert alone / together >= 1.3
