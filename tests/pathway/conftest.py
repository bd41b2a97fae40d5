"""Labs for the path's tests: filled once, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import labmethods as lm
from labmethods import shipped
from labmethods.workbook.lab import Lab


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folders of the sample lab and of Boden."""
    homes = {}
    for name in (shipped.SAMPLE_LAB, "boden"):
        with lm.new_lab(name, to=tmp_path_factory.mktemp(name), filled_from=name) as made:
            homes[name] = made.home
    return homes


@pytest.fixture
def exempellabbet(filled: dict[str, Path], tmp_path: Path) -> Iterator[Lab]:
    """The lab with made-up values."""
    home = shutil.copytree(filled[shipped.SAMPLE_LAB], tmp_path / "exempellabbet")
    with lm.open_lab(home) as lab:
        yield lab


@pytest.fixture
def boden(filled: dict[str, Path], tmp_path: Path) -> Iterator[Lab]:
    """The real lab in Boden."""
    home = shutil.copytree(filled["boden"], tmp_path / "boden")
    with lm.open_lab(home) as lab:
        yield lab
