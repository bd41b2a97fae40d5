"""The reports of several labs in one go."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import labmethods as lm
from labmethods.reporting.many import write_reports


@pytest.fixture(autouse=True)
def _without_a_browser(monkeypatch):
    # Pictures are tried elsewhere; here they would only take time.
    monkeypatch.setenv("LABMETHODS_BROWSER", "")


@pytest.fixture
def homes(tmp_path) -> list[str]:
    made = []
    for name in ("Ett", "Två", "Tre"):
        with lm.new_lab(name, place="Provstad", to=tmp_path / "labb") as lab:
            lab.actors.add(name=f"Kyrkan i {name}", power=3, interest=4)
            made.append(str(lab.home))
    return made


def run(*arguments: object) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "labmethods.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_lab_gets_its_report_in_the_order_asked_for(homes, tmp_path):
    done = []
    written = write_reports(homes, out=tmp_path / "ut", on_lab=done.append)
    assert [one.address for one in written] == homes
    assert sorted(done) == sorted(homes)
    for name, one in zip(("Ett", "Två", "Tre"), written, strict=True):
        assert one.errors == ()
        assert f"Kyrkan i {name}" in Path(one.report).read_text(encoding="utf-8")


def test_a_lab_that_cant_be_opened_is_told_and_the_others_go_through(homes, tmp_path):
    done = run("report", homes[0], tmp_path / "borta", homes[1], "--out", tmp_path / "ut")
    assert done.returncode == 1
    assert len(done.stdout.split()) == 2
    assert "borta" in done.stderr
    assert "Traceback" not in done.stderr
    answer = run("report", "--json", homes[0], tmp_path / "borta", "--out", tmp_path / "ut")
    first, second = json.loads(answer.stdout)
    assert first["report"]
    assert not first["errors"]
    assert second["report"] is None
    assert second["errors"]


def test_where_no_report_can_be_written_it_is_the_askers_mistake(tmp_path):
    done = run("report", tmp_path / "borta", tmp_path / "också", "--out", tmp_path / "ut")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 2


def test_two_labs_of_one_name_in_one_folder_are_told_of(tmp_path):
    for place in ("a", "b"):
        lm.new_lab("Samma", to=tmp_path / place).close()
    homes = [str(tmp_path / place / "samma") for place in ("a", "b")]
    first, second = write_reports(homes, out=tmp_path / "ut")
    assert first.report is None
    assert "heter likadant" in first.errors[0]
    assert second.report


def test_what_waits_for_a_decision_stops_that_lab_alone(homes, tmp_path):
    with lm.open_lab(homes[1]) as lab:
        lab.notes.add(key="stakeholders", text="Ring 070-174 06 05 om nyckeln.")
    first, second, third = write_reports(homes, out=tmp_path / "ut")
    assert first.report
    assert third.report
    assert second.report is None
    assert second.undecided


@pytest.fixture
def scheduler(tmp_path):
    cluster = pytest.importorskip("distributed").LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(tmp_path)
    )
    yield cluster.scheduler_address
    cluster.close()


def test_over_dask_the_same_files_are_written(homes, tmp_path, scheduler):
    here = write_reports(homes, out=tmp_path / "här")
    there = write_reports(homes, out=tmp_path / "där", scheduler=scheduler, anew=True)
    for one, other in zip(here, there, strict=True):
        assert Path(one.report).read_bytes() == Path(other.report).read_bytes()


@pytest.mark.slow
def test_forty_labs_over_dask_give_the_same_files(tmp_path, scheduler):
    homes = []
    for n in range(40):
        with lm.new_lab(f"Labb {n}", to=tmp_path / "labb") as lab:
            lab.actors.add(name=f"Kyrkan {n}", power=3, interest=n % 5 + 1)
            homes.append(str(lab.home))
    here = write_reports(homes, out=tmp_path / "här")
    there = write_reports(homes, out=tmp_path / "där", scheduler=scheduler, anew=True)
    assert len({one.report for one in there}) == 40
    for one, other in zip(here, there, strict=True):
        assert Path(one.report).read_bytes() == Path(other.report).read_bytes()


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core")
def test_labs_are_done_in_processes_of_their_own(homes, tmp_path):
    written = write_reports(homes, out=tmp_path / "ut", readers="residents")
    assert all(one.report.endswith("-boende.html") for one in written)
