"""A lab with 2,000 made-up personal numbers, one in every text field of every table and more."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat

import labmethods as lm
from labmethods.workbook.folder import templates
from labmethods.workbook.lab import Lab
from tests.filled import fill, text_fields
from tests.people import ways, written

WAYS = ways()
PLANTED = 2000


class Planter:
    """Writes another made-up number each time, in the next of all ways of writing."""

    def __init__(self) -> None:
        self.chance = random.Random(1964)
        self.planted: list[str] = []

    def number(self) -> str:
        way = WAYS[len(self.planted) % len(WAYS)]
        number = written(self.chance, way, raised=len(self.planted) % 3 == 0)
        self.planted.append(number)
        return number

    def __call__(self, table: str, field: str, longest: int) -> str:
        text = f"Ord {self.number()}"
        while longest > 4000 and len(text) < 120:
            text += f". Till {self.number()}"
        return text if len(text) <= longest else text[4:]


def digits(text: str) -> str:
    """A text as its digits alone, in plain ones, letters as gaps."""
    plain = "".join(
        str(unicodedata.digit(sign)) if unicodedata.category(sign) == "Nd" else sign
        for sign in text
    )
    return re.sub(r"[^\d\n]+", lambda gap: " " if any(map(str.isalpha, gap[0])) else "", plain)


def left(planted: list[str], text: str) -> list[str]:
    """The planted numbers whose digits stand in a row in the text."""
    there = digits(text)
    return [number for number in planted if digits(number).replace("\n", "") in there]


@contextmanager
def planted_lab(folder: Path) -> Iterator[tuple[Lab, list[str]]]:
    """The lab, and the numbers that stand in it."""
    plant = Planter()
    with lm.new_lab("Provlabbet", to=folder) as lab:
        reached = fill(lab, plant, records=5)
        # A few fields take no words of their own: a coded quote must be a piece of its log entry.
        assert len(set(text_fields(lab)) - set(reached)) <= 3
        keys = {
            cell.metadata.get("labmethods", {}).get("note")
            for path in templates("sv").values()
            for cell in nbformat.read(path, as_version=4).cells
        }
        for key in keys - {None}:
            lab["notes"].add(key=key, text=f"Vi drog slutsatsen {plant.number()}")
        cells = [nbformat.v4.new_markdown_cell(f"Eget: {plant.number()}") for _one in range(20)]
        cells.append(nbformat.v4.new_code_cell(f"print('Skrivet {plant.number()}')"))
        nbformat.write(nbformat.v4.new_notebook(cells=cells), lab.home / "20-eget.ipynb")
        while len(plant.planted) < PLANTED + 200:
            lab["notes"].add(key=f"eget-{len(plant.planted)}", text=plant("notes", "text", 20_000))
        yield lab, plant.planted
