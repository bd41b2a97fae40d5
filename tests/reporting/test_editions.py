"""The same report for a board and for residents."""

import pytest
from pypdf import PdfReader

from labmethods.blocks import Chart, Prose, Table, Text
from labmethods.errors import Missing
from labmethods.reporting.compose import compose
from labmethods.reporting.document import Findings, Part
from labmethods.reporting.editions import BOARD_FINDINGS, edition
from labmethods.reporting.pdf import write_pdf
from labmethods.reporting.write import write_report
from tests.reporting.conftest import bar_chart, need_browser, sample_document


def charts(document) -> list[str]:
    return [chart.finding for chart in document.charts()]


def test_all_of_it_is_the_report_as_it_is(exempellabbet):
    document = compose(exempellabbet)
    assert edition(document, exempellabbet, "full") is document


def test_the_board_gets_each_parts_first_charts_in_their_order(lab):
    parts = tuple(
        Part(name, name, tuple(bar_chart(f"{name}{i}") for i in range(4))) for name in "abc"
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
    short = edition(sample_document(summary=found), lab, "board").summary
    assert [len(one.sentences) for one in short] == [3, 3, 2]
    assert sum(len(one.sentences) for one in short) == BOARD_FINDINGS
    assert [one.left_out for one in short] == [4, 4, 5]


def test_the_boards_report_has_at_most_four_pages(exempellabbet):
    need_browser()
    path, document = write_report(exempellabbet, format="pdf", readers="board")
    assert path.name == "exempellabbet-rapport-styrelse.pdf"
    assert len(charts(document)) >= 3
    pages = PdfReader(path).pages
    assert 2 <= len(pages) <= 4
    assert "Det vi ber styrelsen besluta" in pages[0].extract_text()


@pytest.mark.parametrize(
    "heights", [[None] * 9, [900, 300, 700], [1400, 460, 460, 460], [200] * 20]
)
def test_four_pages_hold_whatever_the_charts_height(lab, tmp_path, heights):
    need_browser()
    made = [
        bar_chart(f"Fynd {i} " + "som tar två rader på bladet " * 3) for i in range(len(heights))
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
    assert len(pages) <= 2
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Vi har prövat det här: Första jobbet i trapphuset." in text
    assert "9 av 12" in text
    assert "De är få" in text
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
