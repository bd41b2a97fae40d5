"""The room's screen, served by the real command."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

import labmethods as lm
from labmethods import shipped
from tests.served import Served


class Presented(Served):
    """A lab that is served by ``labmethods present``."""

    @property
    def address(self) -> str:
        return f"{self.server}/?token={self.token}"


def serve(home: Path, *options: str, within: Path | None = None) -> Presented:
    """Run ``labmethods present``, from within a folder, and read its address."""
    line = r"(http://\S+?)/\?token=(\w+)"
    return Presented.by("present", home, *options, line=line, within=within)


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
