"""The same report for a board and for residents."""

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import pytest
from pypdf import PdfReader

from labmethods.blocks import Chart, Heading, Prose, Table, Text
from labmethods.errors import Missing
from labmethods.reporting import board
from labmethods.reporting.appendix import with_appendix
from labmethods.reporting.charts import marks
from labmethods.reporting.compose import compose
from labmethods.reporting.document import SHORT, Findings, Part
from labmethods.reporting.editions import EDITIONS, PARTNER_NOTE, edition
from labmethods.reporting.pdf import write_pdf
from labmethods.reporting.write import write_report
from tests.reporting.conftest import bar_chart, need_browser, sample_document


def charts(document) -> list[str]:
    return [chart.finding for chart in document.charts()]


def three_bars(finding: str) -> Chart:
    """As few marks as a chart of the board's may have."""
    chart = bar_chart(finding)
    return replace(chart, figure=go.Figure(go.Bar(x=["a", "b", "c"], y=[1, 2, 3])))


def test_all_of_it_has_its_parts_in_the_order_of_the_year(composed):
    assert [part.name for part in composed.parts] == [
        *("start", "stakeholders", "pathway", "examples", "experiments", "indicators"),
        *("evaluation", "learning", "workshop", "certainty", "notes", "appendix"),
    ]


def test_the_first_page_asks_then_tells_what_was_tried_and_what_was_learnt(composed):
    first, *found = composed.summary
    assert first.label == "Det vi ber styrelsen besluta"
    groups = [(one.group, one.address) for one in found if one.group]
    assert groups == [
        ("Det vi har prövat", "part-experiments"),
        ("Vad vi lärde oss", "part-stakeholders"),
    ]


def test_the_full_reports_summary_is_one_page(exempellabbet):
    need_browser()
    path, _ = write_report(exempellabbet, format="pdf")
    texts = [page.extract_text() for page in PdfReader(path).pages]
    # Without a photo nothing else would stand on the cover.
    assert "I korthet" in texts[0]
    assert "Vad vi lär oss tillsammans" in texts[0]
    assert "Innehåll" in texts[0] or "Innehåll" in texts[1]
    assert "•" not in texts[1]


def test_long_tables_stand_in_the_appendix_and_leave_a_word(lab):
    long, short = (
        Table(pd.DataFrame({"n": range(rows)}), f"{rows} rader") for rows in (SHORT + 1, SHORT)
    )
    chart = replace(bar_chart("Fynd"), table=long)
    parts = (Part("a", "Del A", (short, long, chart)), Part("b", "Del B", (short,)))
    first, second, last = with_appendix(parts, "sv")
    assert first.blocks[:2] == (short, Text("Tabellen ”16 rader” finns i bilagan."))
    assert first.blocks[2].table is None
    assert second == parts[1]
    assert last.name == "appendix"
    assert last.blocks[:2] == (Heading("Del A"), long)
    assert last.blocks[2].source == chart.source


def test_without_long_tables_there_is_no_appendix():
    parts = (Part("a", "A", (bar_chart(),)),)
    assert with_appendix(parts, "sv") == parts


def test_how_sure_we_are_is_told_for_each_method(composed):
    part = next(one for one in composed.parts if one.name == "certainty")
    headings = [block.text for block in part.blocks if isinstance(block, Heading)]
    assert headings == ["Vad vi prövar", "Rör det sig", "Fungerade det?"]
    said = " ".join(block.text for block in part.blocks)
    assert "Evidensnivå 2 av 5" in said
    assert "Deltagarna är färre än 30, så intervallet är brett" in said
    assert "Indikatorerna har 74 värden från 2024 till 2026." in said


def test_a_lab_that_has_measured_nothing_is_not_said_to_be_sure(lab):
    lab.actors.add(name="Kyrkan")
    assert "certainty" not in [part.name for part in compose(lab).parts]


def test_parts_are_chosen_by_name(exempellabbet):
    document = compose(exempellabbet, chosen=["indicators", "stakeholders"])
    names = [part.name for part in document.parts]
    assert names[:2] == ["stakeholders", "indicators"]
    assert not {"pathway", "experiments", "evaluation"} & set(names)
    with pytest.raises(Missing, match="indicators"):
        compose(exempellabbet, chosen=["indikatorer"])
    path, _ = write_report(exempellabbet, chosen=["indicators"])
    assert path.name == "exempellabbet-rapport-urval.html"


def test_partners_read_what_is_done_together_and_nothing_of_money(exempellabbet):
    need_browser()
    lab = exempellabbet
    lab.notes.add(key=PARTNER_NOTE, text="Kom till **mötet** i januari.")
    path, document = write_report(lab, format="pdf", readers="partner")
    assert path.name == "exempellabbet-rapport-parter.pdf"
    titles = [part.title for part in document.parts]
    assert titles == [
        *("Vilka vi är", "Det vi gör tillsammans", "Vad vi har sett hittills"),
        *("Det här ber vi er om", "Vem ni kan prata med"),
    ]
    pages = PdfReader(path).pages
    assert len(pages) <= 2
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Onsdag och fredag 13:00–15:00" in text
    assert "Kvällskafé i tomma tvättstugan" in text
    assert "Från 7 september 2026 till 30 november 2026" in text
    assert "Kom till mötet i januari" in text
    assert "Prata med Exempelbostäder" in text
    assert "det blev bättre. Vi frågade 20 personer." in text
    assert "kronor" not in text
    assert lab.facts.ask.split("*")[0].strip() not in text


def test_an_empty_lab_has_an_edition_for_everyone(lab):
    for readers in EDITIONS:
        assert compose(lab, readers=readers).title == "Provlabbet"


def test_every_edition_can_be_in_english(exempellabbet):
    subtitles = {
        readers: compose(exempellabbet, readers=readers, language="en").subtitle
        for readers in EDITIONS
    }
    assert subtitles["partner"] == "To those who take part"
    assert subtitles["board"] == "Report to the board"


def test_the_board_gets_each_parts_first_charts_in_their_order(lab):
    parts = tuple(
        Part(name, name, tuple(three_bars(f"{name}{i}") for i in range(4))) for name in "abc"
    )
    document = edition(sample_document(parts=parts), lab, "board")
    found = charts(document)
    assert {"a0", "b0", "c0"} <= set(found)
    assert found == sorted(found)
    assert all(chart.table is None for chart in document.charts())
    assert document.parts[-1].blocks[-1] == Text(
        f"Hela rapporten har {12 - len(found)} diagram till, och alla tabeller."
    )


def test_the_board_sees_that_a_part_is_missing(lab):
    parts = (Part("a", "A", (Text("x"),), error="Filen saknas."), Part("b", "B", (Text("y"),)))
    document = edition(sample_document(parts=parts), lab, "board")
    assert [part.name for part in document.parts] == ["a"]
    assert document.parts[0].error == "Filen saknas."


def test_the_boards_first_page_keeps_count_of_what_it_leaves_out(lab):
    found = tuple(Findings(name, f"part-{name}", tuple("12345"), left_out=2) for name in "abc")
    whole = edition(sample_document(summary=found), lab, "board").summary
    short = [one for one in whole if isinstance(one, Findings)]
    assert [len(one.sentences) for one in short] == [3, 3, 2]
    assert sum(len(one.sentences) for one in short) == board.FINDINGS
    assert [one.left_out for one in short] == [4, 4, 5]


def test_the_boards_report_has_at_most_four_pages(exempellabbet):
    need_browser()
    path, document = write_report(exempellabbet, format="pdf", readers="board")
    assert path.name == "exempellabbet-rapport-styrelse.pdf"
    assert len(charts(document)) >= 3
    pages = PdfReader(path).pages
    assert 2 <= len(pages) <= 4
    first = " ".join(pages[0].extract_text().split())
    assert "Det vi ber styrelsen besluta" in first
    assert "Vår utmaning" in first
    assert "9 av 12" in first
    assert "Så står det till med indikatorerna" in first
    assert all(marks(chart) >= board.FEWEST for chart in document.charts())


@pytest.mark.parametrize(
    "heights", [[None] * 9, [900, 300, 700], [1400, 460, 460, 460], [200] * 20]
)
def test_four_pages_hold_whatever_the_charts_height(lab, tmp_path, heights):
    need_browser()
    made = [
        three_bars(f"Fynd {i} " + "som tar två rader på bladet " * 3) for i in range(len(heights))
    ]
    for chart, height in zip(made, heights, strict=True):
        chart.figure.update_layout(height=height)
    parts = tuple(Part(f"p{i}", f"Del {i}", (chart,)) for i, chart in enumerate(made))
    found = Findings("Del", "part-p0", ("Ett fynd som tar ganska mycket plats på raden " * 3,) * 12)
    document = sample_document(parts=parts, summary=(Prose("Bevilja medel.", "Beslut"), found))
    write_pdf(edition(document, lab, "board"), tmp_path / "x.pdf")
    assert len(PdfReader(tmp_path / "x.pdf").pages) <= 4


def test_residents_get_one_sheet_without_tables_or_intervals(exempellabbet):
    need_browser()
    path, document = write_report(exempellabbet, format="pdf", readers="residents")
    pages = PdfReader(path).pages
    assert len(pages) == 1
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Vi har prövat det här: Första jobbet i trapphuset." in text
    assert "9 av 12" in text
    assert "De är få" in text
    assert "det blev bättre. Vi frågade 20 personer." in text
    assert "intervall" not in text
    assert "Prata med Exempelbostäder" in text
    assert "påhittade värden" in text
    assert not any(isinstance(b, Table | Chart) for part in document.parts for b in part.blocks)


def test_residents_are_told_nothing_of_fewer_than_five(lab):
    tried = lab.experiments.add(name="Kafé", state="running")
    lab.results.add(experiment=tried.id, counted="Fick jobb", successes=2, participants=4)
    document = compose(lab, readers="residents")
    texts = [
        block.text for part in document.parts for block in part.blocks if hasattr(block, "text")
    ]
    assert "Vi prövar det här nu: Kafé." in texts
    assert not any("Fick jobb" in text for text in texts)


def test_an_edition_that_isnt_there_is_refused(lab):
    with pytest.raises(Missing, match="board"):
        compose(lab, readers="press")
