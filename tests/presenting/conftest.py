"""The room's screen, served by the real command."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import psutil
import pytest

import labmethods as lm
from labmethods import shipped


@dataclass
class Presented:
    """A lab that is presented."""

    home: Path
    process: subprocess.Popen
    server: str
    token: str

    @property
    def address(self) -> str:
        return f"{self.server}/?token={self.token}"

    def kernels(self) -> list[psutil.Process]:
        """The kernels behind its pages."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        return [one for one in children if "ipykernel_launcher" in one.cmdline()]

    def stop(self) -> str:
        """End it as Ctrl+C does; what it said last."""
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=60)
        return said


def serve(home: Path, *options: str, within: Path | None = None) -> Presented:
    """Run ``labmethods present``, from within a folder, and read its address."""
    program = Path(sys.executable).with_name("labmethods")
    command = [str(program), "present", str(home), "--no-browser", *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=within
    )
    line = process.stdout.readline()
    found = re.search(r"(http://\S+?)/\?token=(\w+)", line)
    assert found, line
    return Presented(home, process, *found.groups())


@pytest.fixture(scope="module")
def presented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Presented]:
    """The lab with made-up values and two workshops, on the room's screen."""
    with lm.new_lab(
        "Exempellabbet", to=tmp_path_factory.mktemp("present"), filled_from=shipped.SAMPLE_LAB
    ) as lab:
        plan(lab)
        home = lab.home
    served = serve(home)
    yield served
    assert "sparat" in served.stop()


def plan(lab: lm.Lab) -> None:
    """A workshop three weeks ago, and one in a week."""
    before = lab.workshops.add(
        name="Tryggare gård",
        day=date.today() - timedelta(weeks=3),
        concluded="Vi provar **bättre belysning** vid lekplatsen.",
    )
    lab.workshop_rounds.add(
        workshop=before.id, question="Vad stör mest?", decided="Mörkret vid port 4."
    )
    coming = lab.workshops.add(
        name="Hur går vi vidare?",
        day=date.today() + timedelta(weeks=1),
        place="Kvarterslokalen",
        welcome="Välkommen!",
    )
    for place, (question, minutes) in enumerate([("Vad fungerade?", 10), ("Vad gör vi nu?", 15)]):
        lab.workshop_rounds.add(
            workshop=coming.id, question=question, minutes=minutes, position=place
        )
