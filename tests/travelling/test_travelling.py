"""A method from another package is found, opened, reported, checked and upgraded as our own are."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

import labmethods as lm
from labmethods.errors import LabExists, Refused
from labmethods.travelling.make import new_method
from tests.jupyterlab import serve

SHIPPED = Path(__file__).parent / "labmethods-safety-walk"
NOTEBOOK = "06-safety_walk"


def installer() -> list[str]:
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    if shutil.which("uv"):
        return ["uv", "pip"]
    pytest.skip("neither pip nor uv to install with")


def installed(package: Path, target: Path) -> dict[str, str]:
    """Install a package into a folder of its own, and the environment in which it is there."""
    source = target.parent / "source"
    # A build leaves files behind; the package in the tests stays as it is.
    shutil.copytree(package, source)
    command = [*installer(), "install", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--target", str(target), str(source)], check=True)
    return {**os.environ, "PYTHONPATH": str(target)}


@pytest.fixture(scope="module")
def with_method(tmp_path_factory) -> dict[str, str]:
    return installed(SHIPPED, tmp_path_factory.mktemp("installed") / "packages")


@pytest.fixture(scope="module")
def run(with_method, tmp_path_factory):
    """Run labmethods in a process that has the method installed."""
    folder = tmp_path_factory.mktemp("run")

    def call(*arguments: object) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "labmethods", *map(str, arguments)]
        return subprocess.run(
            command, cwd=folder, env=with_method, capture_output=True, text=True, encoding="utf-8"
        )

    return call


@pytest.fixture(scope="module")
def home(run, with_method, tmp_path_factory) -> Path:
    """A lab that was made with the method installed, with one place filled in."""
    folder = tmp_path_factory.mktemp("labs")
    assert run("new", "Provlabbet", "--to", folder).returncode == 0
    python(with_method, FILL, folder / "provlabbet")
    return folder / "provlabbet"


def python(environment: dict[str, str], code: str, *arguments: object) -> str:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


FILL = """
import sys, labmethods as lm
with lm.open_lab(sys.argv[1]) as lab:
    lab.safety_places.add(name="Tunneln", kind="path", rating=2, agreed="Ny belysning")
"""
RUN = """
import sys
from pathlib import Path
from labmethods.reporting.run import run_notebooks
one, = run_notebooks([Path(sys.argv[1])])
assert one.error is None, one.error
print(one.notebook.cells)
"""


def test_installing_it_touches_no_file_of_labmethods(with_method):
    folders = {path.name for path in Path(with_method["PYTHONPATH"]).iterdir()}
    assert {"safety_walk", "labmethods_safety_walk-0.1.0.dist-info"} <= folders
    assert "labmethods" not in folders


def test_a_new_lab_has_its_notebook_and_the_notebook_runs(home, with_method):
    shown = python(with_method, RUN, home / f"{NOTEBOOK}.ipynb")
    assert "Minst trygg: Gångväg eller tunnel" in shown
    assert "Trygghetsvandring" in (home / f"{NOTEBOOK}.ipynb").read_text(encoding="utf-8")


def test_labmethods_open_serves_its_notebook(home, with_method, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", with_method["PYTHONPATH"])
    served = serve(home)
    try:
        address = f"{served.server}/api/contents/{NOTEBOOK}.ipynb"
        answer = httpx.get(address, params={"token": served.token, "content": "0"})
        assert answer.json()["type"] == "notebook"
    finally:
        assert "sparat" in served.stop()


@pytest.mark.parametrize(("language", "said"), [("sv", "Ny belysning"), ("en", "Least safe")])
def test_its_part_stands_in_the_report_in_both_languages(run, home, tmp_path, language, said):
    answer = run("report", home, "--language", language, "--out", tmp_path, "--json")
    assert answer.returncode == 0, answer.stderr
    page = Path(json.loads(answer.stdout)["report"]).read_text(encoding="utf-8")
    assert said in page
    assert 'id="part-safety-walk"' in page


def test_check_holds_its_records_to_its_rules(run, home):
    assert run("check", home).returncode == 0
    with sqlite3.connect(home / "lab.db") as store:
        store.execute("UPDATE safety_places SET rating = 9")
    answer = run("check", home)
    assert answer.returncode == 1
    assert "safety_places Tunneln" in answer.stdout
    with sqlite3.connect(home / "lab.db") as store:
        store.execute("UPDATE safety_places SET rating = 2")


def test_upgrade_brings_it_to_a_lab_that_was_made_without_it(run, with_method, tmp_path):
    with lm.new_lab("Gammalt", to=tmp_path) as lab:
        lab.actors.add(name="Kyrkan")
        assert not (lab.home / f"{NOTEBOOK}.ipynb").exists()
        home = lab.home
    missing = run("check", home)
    assert missing.returncode == 1
    assert f"{NOTEBOOK}.ipynb" in missing.stdout
    assert run("upgrade", home).returncode == 0
    assert (home / f"{NOTEBOOK}.ipynb").exists()
    python(with_method, FILL, home)
    assert run("check", home).returncode == 0
    with lm.open_lab(home) as lab:
        # Without the method its records stay where they are.
        assert [one.name for one in lab.actors.all()] == ["Kyrkan"]


def test_its_own_tests_pass(with_method):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts="]
    done = subprocess.run(
        [*command, "tests"],
        cwd=Path(with_method["PYTHONPATH"]).parent / "source",
        env=with_method,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_a_package_fresh_from_new_method_passes_its_own_tests_and_ruff(tmp_path):
    made = new_method("Öppna kvällar", english="Open evenings", to=tmp_path)
    assert (made.home.name, made.code) == ("labmethods-oppna-kvallar", "oppna_kvallar")
    environment = installed(made.home, tmp_path / "packages")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts="]
    arguments = ["--doctest-modules", "--import-mode=importlib", str(made.home)]
    done = subprocess.run(
        [*command, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    ruff = [sys.executable, "-m", "ruff"]
    for check in (["check", "--select", "E,F,B,UP,SIM"], ["format", "--check"]):
        assert subprocess.run([*ruff, *check, "--line-length", "100", made.home]).returncode == 0


@pytest.mark.parametrize("name", ["", "…", "42", "json", "stakeholders", "labmethods", "x" * 41])
def test_a_name_that_cannot_be_a_method_is_refused_and_leaves_nothing(tmp_path, name):
    with pytest.raises(Refused):
        new_method(name, to=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_title_cannot_break_out_of_the_files(tmp_path):
    made = new_method('A"); import os; os.abort() #', swedish="{{7*7}} <<code>> \\", to=tmp_path)
    source = (made.home / made.code / "__init__.py").read_text(encoding="utf-8")
    compile(source, "__init__.py", "exec")
    assert 'title=N_("A); import os; os.abort() #")' in source
    assert "{" not in (made.home / made.code / "card.sv.md").read_text(encoding="utf-8")
    json.loads((made.home / made.code / "templates/sv" / f"06-{made.code}.ipynb").read_text())


def test_a_folder_that_is_there_is_left_alone(tmp_path):
    new_method("Öppna kvällar", to=tmp_path)
    with pytest.raises(LabExists):
        new_method("Öppna kvällar", to=tmp_path)
