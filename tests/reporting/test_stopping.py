"""A report that is stopped leaves the last good one as it was, and no kernel behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time

import nbformat
import pytest

from labmethods.reporting import browser, stopping
from labmethods.reporting.compose import compose
from labmethods.reporting.run import run_notebooks
from labmethods.reporting.stopping import Stopped
from labmethods.reporting.write import steps, write_report


def add_cell(lab, source: str) -> None:
    path = lab.home / "00-start.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    nbformat.write(notebook, path)


@pytest.fixture(autouse=True)
def _without_a_browser(monkeypatch):
    monkeypatch.setenv("LABMETHODS_BROWSER", "")


def test_stopping_between_two_parts_writes_nothing(lab):
    path, _ = write_report(lab)
    good = path.read_bytes()
    lab.actors.add(name="Kyrkan")
    stop = threading.Event()
    with stopping.by(stop), pytest.raises(Stopped):
        write_report(lab, on_step=lambda name: stop.set())
    assert path.read_bytes() == good
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_stopping_ends_the_notebook_that_runs(lab, tmp_path):
    began = tmp_path / "började"
    add_cell(lab, f"open({str(began)!r}, 'w').close()\nimport time\ntime.sleep(120)")
    stop = threading.Event()

    def stop_when_it_runs() -> None:
        while not began.exists():
            time.sleep(0.05)
        stop.set()

    threading.Thread(target=stop_when_it_runs).start()
    start = time.monotonic()
    with stopping.by(stop), pytest.raises(Stopped):
        run_notebooks([lab.home / "00-start.ipynb"])
    assert time.monotonic() - start < 60


def test_ctrl_c_leaves_the_last_good_report_and_one_line(lab, tmp_path):
    path, _ = write_report(lab)
    good = path.read_bytes()
    began = tmp_path / "började"
    add_cell(lab, f"open({str(began)!r}, 'w').close()\nimport time\ntime.sleep(120)")
    running = subprocess.Popen(
        [sys.executable, "-m", "labmethods.cli", "report", str(lab.home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        while not began.exists():
            assert running.poll() is None
            time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    finally:
        running.kill()
    assert running.returncode in (2, 128 + signal.SIGINT)
    assert len(said.strip().splitlines()) <= 1
    assert path.read_bytes() == good
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_each_part_is_told_by_its_title_as_it_is_begun_and_at_last_the_file(lab):
    nbformat.write(nbformat.v4.new_notebook(), lab.home / "20-eget.ipynb")
    add_cell(lab, "1 + 1")
    told: list[str] = []
    path, _ = write_report(lab, on_step=told.append)
    assert told[:3] == ["00-start", "The lab", "Who matters"]
    assert told[-3:] == ["20-eget", "In short", path.name]
    assert len(told) == steps(lab)


def test_a_browser_that_prints_is_ended_when_somebody_stops(tmp_path, monkeypatch):
    slow = tmp_path / "browser"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    start = time.monotonic()
    with stopping.by(stop), pytest.raises(Stopped):
        browser.run(slow, tmp_path / "x.html")
    assert time.monotonic() - start < 20


def test_without_anybody_to_stop_it_nothing_is_stopped(lab):
    stopping.check()
    assert compose(lab).title == "Provlabbet"
