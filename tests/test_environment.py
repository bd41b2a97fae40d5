"""The files that say what is installed agree with each other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]

# What conda-forge calls otherwise than the Python index does.
CONDA_NAMES = {"python-duckdb": "duckdb"}


def required() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    plain = {re.sub(r"\[.*?\]", "", one) for one in project["dependencies"]}
    return plain | {f"python{project['requires-python']}"}


def test_the_conda_environment_has_the_same_versions():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    named = {
        re.sub(r"^[a-z0-9-]+", lambda name: CONDA_NAMES.get(name[0], name[0]), one)
        for one in environment["dependencies"]
        if isinstance(one, str)
    }
    assert named - {"pip"} == required()


def test_the_lock_holds_every_package_with_a_hash_and_no_address():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {line.split("==")[0] for line in text.splitlines() if "==" in line}
    names = {re.split(r"[<>=]", one)[0].lower() for one in required()} - {"python"}
    assert names <= locked
    pinned = text.replace("\\\n", "").splitlines()
    assert all("--hash=sha256:" in line for line in pinned if line.strip())
    assert "://" not in text
