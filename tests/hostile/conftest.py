"""The command line, run as people run it, and a lab that nothing must harm."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import labmethods as lm
from labmethods import cli
from labmethods.workbook.lab import Lab


@dataclass(frozen=True)
class Answer:
    """How a command ended, and what it said."""

    code: int
    said: str
    complained: str

    @property
    def refused(self) -> bool:
        """Whether it ended with exactly one clear line."""
        one_line = self.complained.strip().count("\n") == 0 and bool(self.complained.strip())
        return self.code == 2 and one_line and "Traceback" not in self.complained


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd) -> Callable[..., Answer]:
    """Run a command in this process; whatever it doesn't catch fails the test."""

    def act(*arguments: object) -> Answer:
        monkeypatch.setattr(sys, "argv", ["labmethods", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.run()
        said, complained = capfd.readouterr()
        return Answer(ended.value.code or 0, said, complained)

    return act


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """One lab for a whole module: every case leaves it as it was."""
    with lm.new_lab("Provlabbet", to=tmp_path_factory.mktemp("kept")) as lab:
        lab.notes.add_many([{"key": "a", "text": "ett"}, {"key": "b", "text": "två"}])
        yield lab


def everything(home: Path) -> dict[str, int]:
    """Every file in a folder with its size, so that a leftover shows."""
    return {
        str(path.relative_to(home)): path.stat().st_size
        for path in home.rglob("*")
        if path.is_file() and "backups" not in path.parts
    }
