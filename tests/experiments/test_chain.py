"""The effect chain: evidence, layout, gaps, picture and report."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.blocks import Chart, Table, Text
from labmethods.experiments import analysis, figures
from labmethods.experiments.records import LEVELS
from labmethods.experiments.report.chain import chain_blocks
from labmethods.language import translator

NONE = pd.DataFrame({"experiment": []})


def boxes(*rows: dict) -> pd.DataFrame:
    columns = ["id", "text", "level", "indicators", "experiments", "evidence", "source_url"]
    return pd.DataFrame(list(rows)).reindex(columns=columns)


def links(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["source", "target", "assumption"])


def box(one: str, level: str = "output", **values) -> dict:
    return {"id": one, "text": f"Ruta {one}", "level": level, **values}


@pytest.mark.parametrize(
    ("values", "evidence"),
    [
        ({}, "none"),
        ({"evidence": "Alla vet det"}, "claimed"),
        ({"evidence": "Översikt", "source_url": "https://example.org"}, "recorded"),
        ({"experiments": ["tried"]}, "recorded"),
        ({"experiments": ["decided"]}, "recorded"),
        ({"experiments": ["new"]}, "underway"),
        ({"indicators": ["observed"]}, "recorded"),
        ({"indicators": ["new"], "experiments": ["new"]}, "underway"),
        ({"source_url": "https://example.org"}, "none"),
    ],
)
def test_what_backs_up_a_box(values, evidence):
    found = analysis.chain_evidence(
        boxes(box("1", **values)),
        results=pd.DataFrame({"experiment": ["tried"]}),
        decisions=pd.DataFrame({"experiment": ["decided"]}),
        observations=pd.DataFrame({"indicator": ["observed"]}),
    )
    assert list(found["evidence"]) == [evidence]


def test_a_lab_without_indicators_has_no_observations():
    found = analysis.chain_evidence(boxes(box("1", indicators=["x"])), results=NONE, decisions=NONE)
    assert list(found["evidence"]) == ["underway"]


def test_gaps_name_what_is_thin():
    chain = boxes(
        box("1", "resources"), box("2", "output"), box("3", "impact"), box("4", "outcome")
    )
    arrows = links(("1", "2", None), ("2", "3", "att de kommer"), ("3", "1", "x"))
    evidence = analysis.chain_evidence(chain, results=NONE, decisions=NONE)
    found = analysis.chain_gaps(chain, arrows, evidence)
    told = found.groupby("gap")["text"].agg(list).to_dict()
    assert told == {
        "evidence": ["Ruta 1", "Ruta 2", "Ruta 3", "Ruta 4"],
        "leads_nowhere": ["Ruta 4"],
        "comes_from_nowhere": ["Ruta 4"],
        "assumption": ["Ruta 1 → Ruta 2"],
        "backwards": ["Ruta 3 → Ruta 1"],
    }


def test_an_empty_chain_has_no_gaps_and_no_report(lab):
    chain, arrows = boxes(), links()
    evidence = analysis.chain_evidence(chain, results=NONE, decisions=NONE)
    assert analysis.chain_gaps(chain, arrows, evidence).empty
    assert analysis.chain_layout(chain, arrows).empty
    assert chain_blocks(lab, translator("sv")) == []


ids = st.lists(st.sampled_from(list(LEVELS)), max_size=9).map(
    lambda levels: boxes(*(box(str(n), level) for n, level in enumerate(levels)))
)
arrows = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=15).map(
    lambda pairs: links(*((str(a), str(b), None) for a, b in pairs if a != b))
)


@given(ids, arrows)
def test_no_two_boxes_stand_in_the_same_place(chain, found):
    places = analysis.chain_layout(chain, found)
    assert len(places) == len(chain)
    assert not places.duplicated(["column", "row"]).any()
    for _, rows in places.groupby("column")["row"]:
        assert rows.sum() == pytest.approx(0)


def test_the_picture_marks_each_kind_of_evidence_by_word_border_and_colour():
    chain = pd.DataFrame(
        {
            "id": list("abcd"),
            "text": ["En mycket lång text som inte får plats på en enda rad i rutan"] * 4,
            "level": "output",
            "evidence": ["recorded", "underway", "claimed", "none"],
            "experiments": [2, 0, 0, 0],
            "indicators": [0, 1, 0, 0],
            "column": 2,
            "row": [-1.5, -0.5, 0.5, 1.5],
        }
    )
    figure = figures.chain_chart(chain, links(("a", "b", "att")), language="sv")
    assert len({shape.line.dash for shape in figure.layout.shapes}) == 4
    assert len({shape.line.color for shape in figure.layout.shapes}) == 4
    words = [note.text for note in figure.layout.annotations if note.text]
    for word in ("✔</b> underlag", "på gång", "utan källa", "inget underlag"):
        assert any(word in text for text in words)
    assert any(text.endswith("2 experiment") for text in words)
    assert any(text.endswith("1 indikator") for text in words)
    assert "<b>1</b>" in words


def test_what_people_wrote_is_not_markup_in_the_picture():
    chain = pd.DataFrame(
        {
            "id": ["a"],
            "text": ["<b>x</b> & y"],
            "level": "output",
            "evidence": "none",
            "experiments": 0,
            "indicators": 0,
            "column": 2,
            "row": 0.0,
        }
    )
    figure = figures.chain_chart(chain, links())
    assert any("&lt;b&gt;" in note.text for note in figure.layout.annotations)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_report_tells_the_chain_with_evidence_and_assumptions(lab, language):
    card = lab.experiments.add(name="Mentorer", criterion="10 av 20", state="running")
    lab.results.add(experiment=card.id, counted="fick jobb", successes=9, participants=10)
    start = lab.chain_boxes.add(text="Mentorer", level="activities", experiments=[card.id])
    end = lab.chain_boxes.add(text="Arbete", level="outcome")
    lab.chain_links.add(source=start.id, target=end.id, assumption="att mentorn har kontakter")
    blocks = chain_blocks(lab, translator(language))
    (chart,) = [block for block in blocks if isinstance(block, Chart)]
    assert "1" in chart.finding
    assert list(chart.table.frame.iloc[:, 1]) == ["Mentorer", "Arbete"]
    assert "Arbete" in chart.table.frame.iloc[0, 3]
    (assumptions,) = [block for block in blocks if isinstance(block, Table)]
    assert assumptions.frame.iloc[0, 1] == "Mentorer → Arbete"
    said = " ".join(block.text for block in blocks if isinstance(block, Text))
    assert "Arbete" in said
    assert "{" not in said


def test_removing_a_box_removes_its_arrows(lab):
    start = lab.chain_boxes.add(text="Mentorer", level="activities")
    end = lab.chain_boxes.add(text="Arbete", level="outcome")
    lab.chain_links.add(source=start.id, target=end.id)
    lab.chain_boxes.remove(end.id)
    assert not lab.chain_links.all()
