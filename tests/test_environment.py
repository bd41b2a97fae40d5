"""The files that say what is installed agree with each other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import nbformat
import yaml
from nbclient import NotebookClient
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]

REPO2DOCKER_PYTHON = re.compile(r"python\s*=+\s*([\d.]*)")
"""How repo2docker 2026.4 reads the version; unread, it starts from Python 3.10 and warns."""


def required() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    plain = {re.sub(r"\[.*?\]", "", one) for one in project["dependencies"]}
    return plain | {f"python{project['requires-python']}"}


def test_the_image_is_built_from_what_repo2docker_understands():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert set(environment) == {"name", "channels", "dependencies"}
    assert environment["channels"] == ["conda-forge"]
    *named, by_pip = environment["dependencies"]
    # Nothing that repo2docker would read before environment.yml, or instead of it.
    others = ("Dockerfile", "binder", ".binder", "runtime.txt", "requirements.txt", "setup.py")
    assert [name for name in others if (ROOT / name).exists()] == []
    # One whole minor version, so that the base image is made with it.
    python = REPO2DOCKER_PYTHON.match(named[0])[1]
    assert re.fullmatch(r"3\.\d+", python)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert SpecifierSet(project["requires-python"]).contains(f"{python}.0")
    # conda hands the lines to pip as a requirements file: it takes no option such as --no-deps.
    assert named[1:] == ["pip"]
    assert by_pip == {"pip": ["."]}


def test_a_plain_kernel_in_a_workbooks_folder_opens_its_lab(lab):
    """As JupyterHub serves it: plain JupyterLab starts the kernel in the notebook's folder."""
    notebook = nbformat.read(lab.home / "05-workshop.ipynb", as_version=4)
    setup = next(cell for cell in notebook.cells if "setup" in cell.metadata.get("tags", []))
    told = nbformat.v4.new_code_cell("print(lab.name, lab.home.name)")
    short = nbformat.v4.new_notebook(cells=[setup, told])
    NotebookClient(short, resources={"metadata": {"path": str(lab.home)}}).execute()
    assert told.outputs[0].text == f"{lab.name} {lab.home.name}\n"


def test_the_lock_holds_every_package_with_a_hash_and_no_address():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {line.split("==")[0] for line in text.splitlines() if "==" in line}
    names = {re.split(r"[<>=]", one)[0].lower() for one in required()} - {"python"}
    assert names <= locked
    pinned = text.replace("\\\n", "").splitlines()
    assert all("--hash=sha256:" in line for line in pinned if line.strip())
    assert "://" not in text
