"""Nothing that points out a person leaves the lab before somebody has decided about it."""

from __future__ import annotations

import base64
import re
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from typing import get_args

import nbformat
import pandas as pd
import plotly.graph_objects as go
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from labmethods.blocks import Block, Chart, Markup, Picture, Prose, Table, Text
from labmethods.errors import Refused
from labmethods.privacy.decisions import decide, undecided
from labmethods.reporting.compose import compose
from labmethods.reporting.document import Document, Fact, Findings, Part
from labmethods.reporting.editions import EDITIONS
from labmethods.reporting.gate import Undecided, passed
from labmethods.reporting.html import render
from labmethods.reporting.write import write_document, write_report
from labmethods.shipped import REAL_LABS
from labmethods.workbook.check import check
from labmethods.workbook.opening import new_lab, open_lab

NUMBER = "640823-3234"
ANOTHER = "19811218-9876"


@pytest.fixture
def told(lab):
    """A lab with a personal number in its challenge, which the report shows."""
    lab["facts"].change(lab.facts.id, challenge=f"Hyresgästen {NUMBER} har sagt nej.", ask="Säg ja")
    lab["actors"].add(name="Mataffären", source_url=f"Samtal med {NUMBER} i maj")
    return lab


def text_of(document: Document) -> str:
    return render(document, stills=[None] * len(list(document.charts())), live=False)


def page_with(*blocks) -> Document:
    return Document("Provlabbet", parts=(Part("own", "Eget", blocks),))


def test_the_report_stops_and_says_what_stands_where(told, tmp_path):
    with pytest.raises(Undecided) as stopped:
        write_report(told, readers="residents", out=tmp_path / "ut")
    text = stopped.value.text("sv")
    assert "Personnummer i Labbet, ”Provlabbet”, Vår utmaning" in text
    assert "--mask" in text
    assert NUMBER not in text
    assert not (tmp_path / "ut").exists()


def test_a_stopped_report_leaves_the_last_good_one(lab, tmp_path):
    path, _ = write_report(lab, readers="residents", out=tmp_path)
    before = path.read_bytes()
    lab["facts"].change(lab.facts.id, challenge=f"Ring {NUMBER}")
    with pytest.raises(Undecided):
        write_report(lab, readers="residents", out=tmp_path)
    assert path.read_bytes() == before


def test_masking_hides_it_and_the_report_says_that_it_did(told, tmp_path):
    path, document = write_report(told, out=tmp_path, undecided="mask")
    page = path.read_text(encoding="utf-8")
    assert NUMBER not in page
    assert "‹personnummer dolt›" in page
    assert document.hidden == 1
    assert "1 uppgift som kunde peka ut en person är dold." in page


@pytest.mark.parametrize("name", REAL_LABS)
@pytest.mark.parametrize("readers", list(EDITIONS))
def test_the_real_labs_pass_with_nothing_hidden(name, readers, laid_out):
    with open_lab(laid_out(name)) as lab:
        assert passed(compose(lab, readers=readers), [lab]).hidden == 0
        assert undecided(lab) == []


def test_the_practice_lab_passes_with_nothing_hidden(exempellabbet):
    assert passed(compose(exempellabbet), [exempellabbet]).hidden == 0
    assert undecided(exempellabbet) == []


def test_the_practice_lab_in_english_passes_with_nothing_hidden(tmp_path):
    with new_lab("x", to=tmp_path, filled_from="exempellabbet", language="en") as lab:
        assert passed(compose(lab), [lab]).hidden == 0
        assert undecided(lab) == []


def test_neither_participants_codes_nor_working_notes_reach_a_report(exempellabbet):
    codes = {one.code for one in exempellabbet["participants"].all()}
    assert len(codes) > 5
    cell = nbformat.v4.new_markdown_cell("Arbetsanteckning Zq17", metadata={"tags": ["private"]})
    notebook = nbformat.v4.new_notebook(cells=[cell])
    nbformat.write(notebook, exempellabbet.home / "20-eget.ipynb")
    # Told before the gate hides anything: the methods themselves leave them out.
    words = set(re.findall(r"[\w-]+", " ".join(strings_in(compose(exempellabbet)))))
    assert words & codes == set()
    assert "Zq17" not in words


# Decisions


def test_what_is_kept_for_a_reason_leaves_with_who_and_when_in_the_journal(told):
    for one in undecided(told):
        decide(told, one, "keep", "Påhittat nummer ur en övning")
    page = text_of(passed(compose(told, readers="residents"), [told]))
    assert NUMBER in page
    change = told.history(table="privacy_decisions")[-1]
    assert (change.who, change.after["reason"]) == ("prov", "Påhittat nummer ur en övning")
    assert NUMBER not in str([one.after for one in told.history(table="privacy_decisions")])


def test_keeping_without_a_reason_is_refused(told):
    with pytest.raises(Refused):
        decide(told, undecided(told)[0], "keep")


def test_a_changed_text_makes_the_decision_void(told):
    for one in undecided(told):
        decide(told, one, "keep", "Påhittat nummer")
    told["facts"].change(told.facts.id, challenge=f"Hyresgästen {NUMBER} har tänkt om.")
    assert [one.where.field for one in undecided(told)] == ["challenge"]
    with pytest.raises(Undecided):
        passed(compose(told, readers="residents"), [told])


def test_what_is_decided_to_be_hidden_is_hidden_without_asking_again(told):
    for one in undecided(told):
        decide(told, one, "mask")
    document = passed(compose(told, readers="residents"), [told])
    assert "‹personnummer dolt›" in text_of(document)


def test_removing_takes_it_out_of_the_record_and_can_be_undone(told):
    before = told.facts.challenge
    decide(told, undecided(told)[0], "remove")
    assert told.facts.challenge == "Hyresgästen har sagt nej."
    told.undo()
    assert told.facts.challenge == before


def test_one_number_in_two_places_stops_until_both_are_decided(told):
    first, second = undecided(told)
    decide(told, first, "keep", "Påhittat nummer")
    with pytest.raises(Undecided) as stopped:
        passed(compose(told, readers="residents"), [told])
    assert [one.mark for one in stopped.value.sightings] == [second.mark]


# Places


def hidden_everywhere(*blocks) -> str:
    document = page_with(*blocks)
    with pytest.raises(Undecided):
        passed(document)
    page = text_of(passed(document, undecided="mask"))
    assert "3234" not in page
    return page


def test_tables_are_read_cell_by_cell_with_titles_and_numbers():
    frame = pd.DataFrame(
        {
            f"Om {NUMBER}": [1, 2],
            "Fritt": ["a", f"ring {NUMBER}"],
            "Tal": [6408233234, 5],
            "Lista": [[NUMBER], None],
            "Decimal": [1.5, float("nan")],
        }
    )
    page = hidden_everywhere(Table(frame, f"Tabell om {NUMBER}", f"Källa {NUMBER}"))
    assert "1,5" in page


def test_charts_are_read_with_labels_hover_texts_and_values(tmp_path):
    figure = go.Figure(go.Scatter(x=[6408233234.0, 5.0], y=[1, 2], text=[NUMBER, "b"]))
    figure.add_bar(x=[f"Hon {NUMBER}"], y=[3], hovertemplate=f"{NUMBER}<extra></extra>")
    figure.update_layout(xaxis_title=NUMBER, annotations=[{"text": "<b>6408</b>23-3234"}])
    chart = Chart(figure, f"Fynd {NUMBER}", f"Alt {NUMBER}", NUMBER)
    with pytest.raises(Undecided):
        passed(page_with(chart))
    new = passed(page_with(chart), undecided="mask").parts[0].blocks[0]
    plain = str(new.figure.to_plotly_json()) + new.finding + new.alt + new.source
    assert "3234" not in plain
    assert list(new.figure.data[0].x) == ["‹personnummer dolt›", 5.0]
    assert list(figure.data[0].text) == [NUMBER, "b"]


@pytest.mark.parametrize(
    "broken",
    [
        "Barnet 64<br>08 23-3234",
        "Filen foto6408-<br>23-3234 (ny)",
        "\u2009Ring 070-174<br>\u200906 05",
        "Skriv anna.berg@exe-<br>mpel.se",
        "Hon heter Anna<br>Berg",
        "Bor på Storgatan<br>12 B",
    ],
)
def test_a_label_broken_to_lines_is_read_whole(broken):
    figure = go.Figure(go.Scatter(x=[1], y=[2], text=[broken]))
    document = page_with(Chart(figure, "Fynd", "Alt", "Källa"))
    with pytest.raises(Undecided):
        passed(document)
    (label,) = passed(document, undecided="mask").parts[0].blocks[0].figure.data[0].text
    assert "‹" in label
    assert not re.search(r"3234|06 05|mpel|Berg|12 B", label)


def test_a_label_broken_to_lines_stands_as_it_is_where_it_tells_of_nobody():
    label = "\u2009Svenska för ny-<br>\u2009börjare 2026"
    figure = go.Figure(go.Scatter(x=[1], y=[2], text=[label]))
    assert passed(page_with(Chart(figure, "Fynd", "Alt", "Källa"))).parts[0].blocks[0].figure.data[
        0
    ].text == (label,)


@pytest.mark.parametrize(
    "markdown",
    [
        f"# {NUMBER}",
        "6408**23**-3234",
        "640823&#45;3234",
        "640823\\-3234",
        "[sida](https://example.org/640823%2D3234)",
        "`640823`-3234",
        f"```\n{NUMBER}\n```",
        f"| a | b |\n|---|---|\n| {NUMBER} | 2 |",
    ],
)
def test_no_formatting_hides_a_number(markdown):
    hidden_everywhere(Prose(markdown))


@pytest.mark.parametrize("html", [f"<p>{NUMBER}</p>", "<p>6408<b>23</b>&#x2d;3234</p>"])
def test_no_mark_up_of_an_own_cell_hides_a_number(html):
    hidden_everywhere(Markup(html))


def test_titles_facts_errors_and_alternative_texts_are_read():
    document = Document(
        NUMBER,
        NUMBER,
        facts=(Fact("Ring", NUMBER, NUMBER),),
        summary=(Findings(NUMBER, "part-x", (f"Fynd {NUMBER}",)),),
        parts=(Part(f"x-{NUMBER}", NUMBER, (Text(NUMBER),), f"En cell stannade: {NUMBER}"),),
    )
    page = text_of(passed(document, undecided="mask"))
    assert "3234" not in page


MECHANICAL = {"language", "edition", "version", "written_in"}
"""What labmethods fills in itself: a code, a name of its own, a checksum."""


def full_of_numbers(kind: type):
    """One of these with the number in each of its texts."""
    frame = pd.DataFrame({NUMBER: [NUMBER]}, index=pd.Index([NUMBER], name=NUMBER))
    figure = go.Figure(go.Scatter(x=[NUMBER], y=[1], name=NUMBER, customdata=[[NUMBER]]))
    special = {"frame": frame, "data": frame, "figure": figure, "sentences": (NUMBER,)}
    values = {}
    for one in fields(kind):
        if one.name in special:
            values[one.name] = special[one.name]
        elif one.type == "str" and one.name not in MECHANICAL:
            values[one.name] = NUMBER
    if kind is Picture:
        values["data"] = b""
    return kind(**values)


def strings_in(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, pd.DataFrame):
        yield value.to_csv()
    elif isinstance(value, go.Figure):
        yield str(value.to_plotly_json())
    elif is_dataclass(value):
        for one in fields(value):
            yield from strings_in(getattr(value, one.name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from strings_in(one)


def test_no_text_of_a_document_is_passed_over():
    blocks = tuple(full_of_numbers(kind) for kind in get_args(Block))
    assert len(blocks) >= 7
    chart = replace(full_of_numbers(Chart), table=full_of_numbers(Table))
    part = replace(full_of_numbers(Part), blocks=(*blocks, chart))
    document = replace(
        full_of_numbers(Document),
        facts=(full_of_numbers(Fact),),
        summary=(full_of_numbers(Findings), *blocks),
        parts=(part,),
        photo=full_of_numbers(Picture),
        # Single signs that no font has; told to the maker when the file is there.
        unshown="",
    )
    assert len([text for text in strings_in(document) if "3234" in text]) > 40
    hidden = passed(document, undecided="mask")
    assert [text for text in strings_in(hidden) if "3234" in text] == []


def test_links_on_the_first_page_still_lead_to_their_parts():
    part = Part(f"20-anna-{NUMBER}", "Eget", (Text("a"),))
    found = Findings("Eget", part.address, ("Ett fynd",))
    hidden = passed(Document("x", summary=(found,), parts=(part,)), undecided="mask")
    assert hidden.summary[0].address == hidden.parts[0].address
    assert "3234" not in hidden.parts[0].address


def test_a_picture_leaves_without_what_the_camera_noted(tmp_path):
    noted = PngInfo()
    noted.add_text("Author", f"Anna Berg {NUMBER}")
    noted.add_itxt("XML:com.adobe.xmp", f"<x>{NUMBER}</x>")
    buffer = BytesIO()
    Image.new("RGB", (9, 9)).save(buffer, "PNG", pnginfo=noted)
    picture = Picture(buffer.getvalue(), f"Bild av {NUMBER}", NUMBER)
    document = passed(page_with(picture), undecided="mask")
    page = text_of(document)
    assert "3234" not in page
    shown = [base64.b64decode(one) for one in re.findall(r"data:image/png;base64,([^\"]+)", page)]
    write_document(document, tmp_path / "r.docx", "docx")
    with zipfile.ZipFile(tmp_path / "r.docx") as parts:
        shown += [parts.read(name) for name in parts.namelist()]
    assert len(shown) > 5
    assert not any(NUMBER.encode() in data for data in shown)


def test_a_participants_code_in_a_free_text_is_found(lab):
    evaluation = lab["evaluations"].add(name="Vägen in")
    lab["participants"].add(evaluation=evaluation, code="D07")
    lab["facts"].change(lab.facts.id, challenge="D07 fick jobb, D08 och D071 är andra.")
    assert [(one.kind, one.found) for one in undecided(lab)] == [("participant", "D07")]


def test_the_address_of_a_house_for_all_is_no_secret_but_a_flat_is(lab):
    lab["activities"].add(name="Kafé", place="Kvarterslokalen, Storgatan 12")
    lab["activities"].add(name="Läxhjälp", place="Storgatan 12, lgh 1102")
    assert [one.found for one in undecided(lab)] == ["Storgatan 12, lgh 1102"]


def test_a_name_is_told_by_the_title_of_its_column():
    frame = pd.DataFrame({"Ansvarig": ["Anna Berg"], "Insats": ["Öppet Hus"]})
    (one,) = stopped_by(Table(frame, "Vem gör vad"))
    assert (one.kind, one.found) == ("name", "Anna Berg")


def stopped_by(*blocks):
    with pytest.raises(Undecided) as stopped:
        passed(page_with(*blocks))
    return stopped.value.sightings


def test_own_cells_and_the_names_of_notebooks_are_shown_in_place(lab, tmp_path):
    path = lab.home / f"20-anna-{NUMBER}.ipynb"
    cell = nbformat.v4.new_markdown_cell(f"Vi träffade {ANOTHER}.")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    with pytest.raises(Undecided) as stopped:
        write_report(lab, only=path.stem, out=tmp_path)
    text = stopped.value.text("sv")
    assert "anteckningsboken 20-anna-‹personnummer dolt›, cell 1" in text
    made, _ = write_report(lab, only=path.stem, out=tmp_path, undecided="mask")
    assert NUMBER not in str(made.name)
    assert "9876" not in made.read_text(encoding="utf-8")


def test_check_tells_the_same_and_nothing_when_all_is_decided(told):
    found = [one for one in check(told) if one.subject == "privacy"]
    assert len(found) == 2
    assert "Personnummer" in found[0].text("sv")
    assert not any(NUMBER in one.text("sv") for one in found)
    for one in undecided(told):
        decide(told, one, "mask")
    assert [one for one in check(told) if one.subject == "privacy"] == []


def test_what_was_cleared_is_not_looked_through_again():
    document = replace(page_with(Text(NUMBER)), cleared=True)
    with pytest.raises(Undecided):
        write_document(replace(document, cleared=False), None)
