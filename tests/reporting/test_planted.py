"""2,000 made-up personal numbers in every field of every table: none leaves the lab in any file."""

from __future__ import annotations

import datetime
import json
import random
import re
import shutil
import subprocess
import unicodedata
import zipfile

import nbformat
import pytest

import labmethods as lm
from labmethods.language import translator
from labmethods.privacy.sightings import sightings, texts
from labmethods.programme.compose import compose as compose_programme
from labmethods.programme.share import share
from labmethods.reporting.charts import pack
from labmethods.reporting.compose import compose
from labmethods.reporting.editions import EDITIONS
from labmethods.reporting.gate import passed
from labmethods.reporting.html import render
from labmethods.reporting.write import write_document
from labmethods.workbook.export import export_file
from labmethods.workbook.folder import templates
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


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    plant = Planter()
    with lm.new_lab("Provlabbet", to=tmp_path_factory.mktemp("planted")) as lab:
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


def test_every_planted_number_is_seen_in_the_store(planted):
    lab, numbers = planted
    seen = {digits(one.found) for one in sightings(lab) if one.kind != "telephone"}
    every = "\n".join(
        text
        for table in lab.store.records
        for row in lab.store.rows(table)
        for value in row.values()
        for text in texts(value)
    )
    stored = [number for number in numbers if number in every]
    assert len(stored) >= PLANTED
    missed = [number for number in stored if digits(number) not in seen]
    assert missed == []


@pytest.mark.parametrize("readers", list(EDITIONS))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_planted_number_is_in_a_page(planted, readers, language):
    lab, numbers = planted
    document = passed(compose(lab, readers=readers, language=language), [lab], undecided="mask")
    page = render(document, stills=[None] * len(list(document.charts())), live=False)
    assert left(numbers, page) == []
    said = translator(language)("personal number hidden")
    assert readers == "board" or page.count(said) > 3


def test_none_is_in_a_live_pages_charts(planted):
    lab, numbers = planted
    document = passed(compose(lab), [lab], undecided="mask")
    charts = list(document.charts())
    assert charts
    assert left(numbers, json.dumps(pack(charts, "sv"), ensure_ascii=False)) == []


def test_none_is_in_word(planted, tmp_path):
    lab, numbers = planted
    document = passed(compose(lab), [lab], undecided="mask")
    write_document(document, tmp_path / "r.docx", "docx")
    with zipfile.ZipFile(tmp_path / "r.docx") as parts:
        xml = [parts.read(name).decode() for name in parts.namelist() if name.endswith("xml")]
    assert left(numbers, "\n".join(re.sub(r"<[^>]+>", "", one) for one in xml)) == []


def test_none_is_in_a_pdf(planted, tmp_path):
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext on this machine")
    lab, numbers = planted
    document = passed(compose(lab, readers="residents"), [lab], undecided="mask")
    write_document(document, tmp_path / "r.pdf", "pdf")
    text = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "r.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    assert "dolt" in text
    assert left(numbers, text) == []


def test_none_is_in_the_programmes_report(planted):
    lab, numbers = planted
    document = compose_programme([share(lab, datetime.date(2026, 11, 24))])
    page = render(passed(document, [lab], undecided="mask"), stills=[], live=False)
    assert left(numbers, page) == []


@pytest.mark.parametrize("ending", ["xlsx", "zip"])
def test_none_is_in_an_export(planted, tmp_path, ending):
    lab, numbers = planted
    path = export_file(lab, tmp_path / f"ut.{ending}", undecided="mask")
    with zipfile.ZipFile(path) as parts:
        text = "\n".join(parts.read(name).decode() for name in parts.namelist())
    assert text.count("dolt") > 100
    assert left(numbers, re.sub(r"<[^>]+>", "\n", text)) == []
