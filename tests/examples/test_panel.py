"""The panel, used as a person would: search, match, say what one thinks, adopt."""

from __future__ import annotations

import datetime
from io import BytesIO

import ipywidgets as widgets
import pytest
from PIL import Image

from labmethods.examples.catalogue import SYNONYMS
from labmethods.examples.panel import panel, sources
from labmethods.examples.panel.finding import FindingPart
from labmethods.examples.panel.hits import Hits
from labmethods.examples.panel.matching import MatchingPart
from labmethods.examples.panel.own import OwnPart
from labmethods.examples.panel.shelf import Shelf
from labmethods.examples.panel.spreading import GalleryPart, SpreadingPart
from labmethods.sources.links import Offline, Reply
from labmethods.widgets.page import ChartView
from labmethods.workbook.export import export_file


def inside(widget, kind):
    if isinstance(widget, kind):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child, kind)


def text(widget) -> str:
    return " ".join(one.value for one in inside(widget, widgets.HTML))


def press(part, description: str) -> None:
    found = [
        button
        for button in inside(part, widgets.Button)
        if button.description.lstrip("▾▸ ") == description
    ]
    assert found, description
    found[0].click()


def listed(part) -> list[str]:
    (hits,) = inside(part, Hits)
    return [row.button.description[2:] for row in hits.children if hasattr(row, "button")]


def upload(name: str, data: bytes) -> dict:
    now = datetime.datetime.now(datetime.UTC)
    content = memoryview(data)
    return {"name": name, "type": "", "size": len(data), "content": content, "last_modified": now}


@pytest.fixture
def shelf(lab) -> Shelf:
    return Shelf(lab)


def test_every_part_of_an_empty_lab_opens(lab):
    shown = panel(lab)
    for title in (
        "Det här passar oss",
        "Vilka som lärt av vilka",
        "Bilder och karta",
        "Vår egen katalog",
        "Sök",
    ):
        press(shown, title)
        assert 'role="alert"' not in text(shown)


def test_the_answer_comes_as_one_types(shelf):
    part = FindingPart(shelf)
    assert "34 av 34 exempel" in text(part)
    for typed in ("l", "läx", "läxhj"):
        part.text.value = typed
    assert listed(part)[0].startswith("Läxhjälp")
    part.text.value = "qwrtzx"
    assert listed(part) == []
    assert "Inget passar" in text(part)


def test_filters_can_be_set_and_taken_away(shelf):
    part = FindingPart(shelf)
    part.place.value = "Boden"
    assert listed(part) == ["BIS – Boden, Integration och Samverkan"]
    part.place.value = ""
    part.known.value = "independent evaluation"
    assert "3 av 34" in text(part)


def test_an_example_opens_in_its_place_and_closes_again(shelf):
    part = FindingPart(shelf)
    press(part, "Portalen")
    assert "15 av 22 arbetslösa kvinnor" in text(part)
    assert "Nivå 2 av 5 (Nesta)" in text(part)
    assert "Ring: Hyresbostäder i Norrköping." in text(part)
    assert "BIS – Boden, Integration och Samverkan, Boden." in text(part)
    press(part, "Portalen")
    assert "Ring: Hyresbostäder i Norrköping." not in text(part)


def test_an_opinion_is_saved_with_its_reason_and_moves_the_matches(lab, shelf):
    lab["facts"].change(lab.facts.id, focus_areas=["school"])
    part = MatchingPart(shelf)
    part.refresh()
    first = listed(part)[0]
    press(part, first)
    part.detail.reason.value = "vi har redan en"
    press(part, "Passar inte oss")
    (opinion,) = lab.example_opinions.all()
    assert (opinion.opinion, opinion.reason) == ("does not fit", "vi har redan en")
    assert listed(part)[0] != first
    assert "Ni har sagt: Passar inte oss (vi har redan en)." in text(part)


def test_without_a_challenge_the_matches_say_what_to_do(shelf):
    part = MatchingPart(shelf)
    part.refresh()
    assert "Skriv er utmaning" in text(part)


def test_matches_rest_on_the_path_the_actors_and_the_indicators(exempellabbet):
    part = MatchingPart(Shelf(exempellabbet))
    part.refresh()
    said = text(part)
    assert "det som saknas på labbets väg (Språk för Unga 18–24 utan arbete)" in said
    assert "labbets 15 aktörer" in said
    assert "De gör något som saknas på labbets väg, Språk för Unga 18–24 utan arbete" in said


def test_trying_an_example_makes_a_draft_and_undo_takes_it_away(lab, shelf):
    part = FindingPart(shelf)
    press(part, "Portalen")
    part.detail.changed.value = "Bara kvällar."
    press(part, "Pröva det här: gör ett utkast till experiment")
    (experiment,) = lab.experiments.all()
    assert experiment.example == "example-portalen"
    assert "02-experiments.ipynb" in text(part)
    assert "ändrat från originalet: Bara kvällar" in text(part)
    part.detail.steps.undo.click()
    assert len(lab.experiments) == 0


def test_a_card_is_made_to_print(shelf):
    part = FindingPart(shelf)
    press(part, "Portalen")
    press(part, "Gör ett kort att skriva ut")
    assert 'download="portalen.html"' in text(part)


def test_who_learnt_from_whom_is_a_picture_with_its_sources(shelf):
    part = SpreadingPart(shelf)
    part.refresh()
    (chart,) = inside(part.blocks, ChartView)
    assert "4 exempel har tagits upp av andra" in text(chart)
    assert "BIS – Boden, Integration och Samverkan lärde av Portalen, Norrköping" in text(chart)
    assert "allmannyttan.se/integrationskor-i-behov-av-framtidsfinansiering" in text(chart)


def test_a_picture_is_shown_with_what_it_shows_and_without_its_traces(lab, shelf):
    part = GalleryPart(shelf)
    part.refresh()
    assert "inga bilder" in part.pictures.value
    image = BytesIO()
    Image.new("RGB", (40, 30), "green").save(image, "JPEG")
    part.upload.value = (upload("bild.jpg", image.getvalue()),)
    assert "Välj exempel" in part.status.value
    part.example.value, part.description.value = "example-portalen", "Ett kafé <b>"
    part.upload.value = (upload("bild.jpg", image.getvalue()),)
    assert 'alt="Ett kafé &lt;b&gt;"' in part.pictures.value
    assert len(lab.example_pictures) == 1


def test_examples_are_taken_in_from_a_file_and_those_that_stand_twice_are_asked_about(
    lab, exempellabbet, tmp_path
):
    lab.examples.add(
        name="Portalen", place="Norrköping", results="Annat.", source_url="egen erfarenhet"
    )
    file = export_file(lab, tmp_path / "exempel.xlsx", "examples")
    part = OwnPart(Shelf(exempellabbet))
    part.refresh()
    part.upload.value = (upload("exempel.xlsx", file.read_bytes()),)
    assert "1 exempel togs in" in part.status.value
    assert "Är Portalen och Portalen samma exempel?" in text(part.twice)
    assert "Annat." in text(part.twice)
    press(part.twice, "Slå ihop, det första gäller")
    (one,) = exempellabbet.examples.all()
    assert one.id == "example-portalen"
    assert one.results.startswith("15 av 22")
    assert part.twice.offers.children == ()


def test_pairs_that_are_two_are_not_asked_about_again(lab, shelf):
    lab.examples.add(name="Portalen", place="Norrköping", source_url="egen erfarenhet")
    part = OwnPart(shelf)
    part.refresh()
    press(part.twice, "Nej, de är två")
    assert part.twice.offers.children == ()


def test_own_synonyms_lie_in_a_file_of_the_lab_and_are_searched_with(lab, shelf):
    own, find = OwnPart(shelf), FindingPart(shelf)
    find.text.value = "krypinet"
    assert listed(find) == []
    own.words.text.value = "krypinet, mötesplats"
    assert (lab.home / SYNONYMS).read_text(encoding="utf-8") == "krypinet, mötesplats"
    find.refresh()
    assert "Mötesplatsen i Lina Hage" in listed(find)


def test_dead_sources_are_named_when_somebody_asks(lab, shelf, monkeypatch):
    def ask(wanted, **_how):
        huddinge = next(one for one in wanted if "huddinge.se" in one)
        return [
            Reply(one, *(("gone", 404) if one == huddinge else ("answers", 200))) for one in wanted
        ]

    monkeypatch.setattr(sources, "ask", ask)
    part = OwnPart(shelf)
    assert part.links.found.value == ""
    press(part, "Fråga om källorna finns kvar")
    part.links.job.wait()
    assert "1 av 31 adresser behöver ses över" in part.links.status.value
    assert "Tillsammans för orten" in part.links.found.value
    assert 'href="https://www.huddinge.se' in part.links.found.value
    assert len(lab.examples) == 0


def test_without_a_network_the_panel_says_so_and_keeps_on(shelf, monkeypatch):
    def ask(wanted, **_how):
        raise Offline("Inget nätverk.")

    monkeypatch.setattr(sources, "ask", ask)
    part = OwnPart(shelf)
    press(part, "Fråga om källorna finns kvar")
    part.links.job.wait()
    assert "Inget nätverk" in part.links.status.value
    assert not part.links.job.start.disabled


def test_a_file_for_others_and_cards_of_all_are_made(lab, shelf):
    part = OwnPart(shelf)
    press(part, "Gör en fil till andra")
    assert "exempel.xlsx" in part.export.made.value
    press(part, "Gör kort av alla exempel att skriva ut")
    assert "exempelkort.html" in part.cards.made.value


def test_the_panel_keeps_up_with_what_is_changed_elsewhere(lab, shelf):
    part = FindingPart(shelf)
    lab.examples.add(name="Odlingslotter", source_url="egen erfarenhet")
    part.refresh()
    part.text.value = "odling"
    assert listed(part)[0] == "Odlingslotter"
