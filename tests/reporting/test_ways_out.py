"""Every way out of a lab but the report itself: what points out a person stops it, or is hidden."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from dataclasses import replace

import pytest

from labmethods.blocks import Chart
from labmethods.examples.panel.detail import Detail
from labmethods.examples.panel.own import OwnPart
from labmethods.examples.panel.shelf import Shelf
from labmethods.experiments.panel.current import Current
from labmethods.experiments.panel.outcome import OutcomePart
from labmethods.method import methods
from labmethods.pathway.hsds import export_hsds
from labmethods.pathway.panel.sharing import Sharing
from labmethods.privacy.decisions import decide, undecided
from labmethods.privacy.passage import Undecided
from labmethods.programme.write import write_programme
from labmethods.widgets.downloads import Downloads
from labmethods.widgets.takeaway import Takeaway
from labmethods.workshop.room import pages
from labmethods.workshop.room.entry import Asked
from labmethods.workshop.room.outward import Outward
from labmethods.workshop.room.pages import View
from tests.reporting.planting import left

NUMBER = "640823-3234"


def held(link: str) -> bytes:
    return base64.b64decode(re.search(r"base64,([^\"]+)", link)[1])


def unpacked(data: bytes) -> str:
    """All text of a file; of a packed one with its members' names."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        texts = [f"{name}\n{parts.read(name).decode()}" for name in parts.namelist()]
    return re.sub(r"<[^>]+>", "\n", "\n".join(texts))


def asked(widget: Downloads, **wants: object) -> tuple[dict, list[bytes]]:
    sent: list[tuple[dict, list[bytes]]] = []
    widget.send = lambda content, buffers=None: sent.append((content, buffers or []))
    widget._answer(wants)
    return sent[0]


def charts_of(lab) -> list[Chart]:
    return [
        block
        for name, method in methods().items()
        if method.report
        for block in lab.blocks(name)
        if isinstance(block, Chart)
    ]


def test_no_chart_of_a_panel_is_saved_with_a_person_in_it(planted):
    lab, numbers = planted
    widget, stopped = Downloads(lab), 0
    charts = charts_of(lab)
    assert len(charts) > 5
    for chart in charts:
        widget.show(chart)
        answer, files = asked(widget, wants="svg")
        stopped += "ask" in answer
        told = [json.dumps(answer, ensure_ascii=False), *map(unpacked, files)]
        # Values and pictures are made of one chart that has passed, so two formats tell of four.
        for wants in {"csv", "png"} & set(widget.offered):
            answer, files = asked(widget, wants=wants, hide=True)
            assert "problem" not in answer
            told += [json.dumps(answer, ensure_ascii=False), *map(unpacked, files)]
        assert left(numbers, "\n".join(told)) == []
    assert stopped > 10


def taken(takeaway: Takeaway, numbers: list[str]) -> str:
    """What is in the file once everything is hidden; before that, there is none."""
    takeaway.button.click()
    assert takeaway.made.value == ""
    assert takeaway.hide.layout.display == ""
    takeaway.hide.click()
    text = unpacked(held(takeaway.made.value))
    assert "dolt" in text
    assert left(numbers, takeaway.made.value.split("href=")[0]) == []
    assert left(numbers, re.sub(r"base64,[^\"]+", "", text)) == []
    return text


@pytest.mark.parametrize("which", ["calendar", "export"])
def test_neither_the_week_nor_the_hsds_package_holds_one(planted, which):
    lab, numbers = planted
    sharing = Sharing(lab, on_change=lambda: None)
    text = taken(getattr(sharing, which), numbers)
    assert len(text) > 2000


def test_no_card_or_file_of_examples_holds_one(planted):
    lab, numbers = planted
    shelf = Shelf(lab)
    own = OwnPart(shelf)
    taken(own.export, numbers)
    taken(own.cards, numbers)
    detail = Detail(shelf)
    detail.show(lab["examples"].all()[0].id)
    taken(detail.print, numbers)


def test_no_text_to_copy_of_a_method_card_holds_one(planted):
    lab, numbers = planted
    current = Current(lab)
    part = OutcomePart(lab, current)
    part.refresh()
    assert "dolt" in part.markdown.value
    assert "Bestäm i 09-report" in part.hidden.value
    assert left(numbers, part.markdown.value) == []


def test_neither_phones_nor_printed_sheets_of_a_workshop_show_one(planted):
    lab, numbers = planted
    subjects = tuple((one.id, one.label()) for one in lab["actors"].all())
    rounds = [Asked(one, subjects, subjects) for one in lab["workshop_rounds"].all()]
    outward = Outward(lab)
    workshop = outward.workshop(lab["workshops"].all()[0])
    shown = list(outward.asked(rounds).values())
    # What is stored for a choice is the lab's own.
    shown = [
        replace(one, subjects=tuple(("x", called) for _id, called in one.subjects)) for one in shown
    ]
    phones = [
        pages.page(View("ask", "sv", "sv", workshop.name, one, form_mark="x")) for one in shown
    ]
    assert "dolt" in phones[0]
    assert left(numbers, "\n".join(re.sub(r"<[^>]+>", "\n", one) for one in phones)) == []


def test_no_method_card_beside_the_programmes_report_holds_one(exempellabbet, tmp_path):
    adopted = {one.experiment for one in exempellabbet["decisions"].all()}
    for one in exempellabbet["experiments"].all():
        if one.id in adopted:
            told = {"name": f"Jobb {NUMBER}", "belief": f"att {NUMBER} får arbete"}
            exempellabbet["experiments"].change(one.id, **told)
    exempellabbet["facts"].change(exempellabbet.facts.id, name=f"Labbet {NUMBER}")
    home = str(exempellabbet.home)
    with pytest.raises(Undecided):
        write_programme([home], out=tmp_path)
    assert list(tmp_path.glob("method-cards/*")) == []
    path, _missing = write_programme([home], out=tmp_path, undecided="mask")
    files = [path, *tmp_path.glob("method-cards/*.md")]
    assert len(files) == 2
    told = "\n".join(f"{one.name}\n{one.read_text(encoding='utf-8')}" for one in files)
    assert left([NUMBER], re.sub(r"base64,[^\"]+", "", told)) == []
    assert f"method-cards/{files[1].name}" in told


# Decisions count in every one of them


@pytest.fixture
def told(lab):
    step = lab["steps"].add(name="Ankomst", position=1)
    lab["activities"].add(name=f"Kafé, ring {NUMBER}", step=step)
    return lab


def test_the_line_says_what_stands_where_and_where_to_decide(told):
    sharing = Sharing(told, on_change=lambda: None)
    sharing.export.click()
    assert "Personnummer i Insatser" in sharing.status.value
    assert "Bestäm i 09-report" in sharing.status.value
    assert NUMBER not in sharing.status.value


def test_what_is_kept_for_a_reason_leaves(told, tmp_path):
    with pytest.raises(Undecided):
        export_hsds(told, tmp_path / "path.zip")
    assert not (tmp_path / "path.zip").exists()
    for one in undecided(told):
        decide(told, one, "keep", "Påhittat nummer ur en övning")
    path = export_hsds(told, tmp_path / "path.zip")
    assert NUMBER in unpacked(path.read_bytes())


def test_what_is_to_be_hidden_is_hidden_without_asking(told, tmp_path):
    for one in undecided(told):
        decide(told, one, "mask")
    text = unpacked(export_hsds(told, tmp_path / "path.zip").read_bytes())
    assert NUMBER not in text
    assert "‹personnummer dolt›" in text


def test_a_files_name_points_out_nobody(told):
    takeaway = Sharing(told, on_change=lambda: None).export
    told["facts"].change(told.facts.id, name=f"Labbet {NUMBER}")
    takeaway.hide.click()
    assert "3234" not in takeaway.made.value.split("href=")[0]
