"""2,000 made-up personal numbers in every field of every table: none leaves the lab in any file."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
import zipfile

import pytest

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
from tests.reporting.planting import PLANTED, digits, left


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
