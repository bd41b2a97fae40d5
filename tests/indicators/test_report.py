"""What the report says of indicators, and what it keeps quiet about."""

import pytest

from labmethods.blocks import Chart, Heading, Table, Text
from labmethods.language import LANGUAGES


def texts(blocks) -> str:
    return " ".join(block.text for block in blocks if isinstance(block, Text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lab_without_indicators_says_so(lab, language):
    (said,) = lab.blocks("indicators", language)
    assert isinstance(said, Text)


def test_an_indicator_without_values_has_no_chart(lab):
    lab["indicators"].add(name="Framtidstro")
    blocks = lab.blocks("indicators")
    assert not any(isinstance(block, Chart) for block in blocks)
    assert "Inga värden ännu: Framtidstro" in texts(blocks)
    (overview,) = (block for block in blocks if isinstance(block, Table))
    assert "nan" not in overview.frame.to_string().casefold()


def test_a_municipalitys_value_is_not_the_areas_and_four_years_are_too_few(lab):
    school = lab["indicators"].add(
        name="Behöriga", unit="share", level="municipality", source_url="https://www.kolada.se"
    )
    lab["observations"].add_many(
        {"indicator": school, "period": str(year), "value": value, "source": "Kolada (RKA)"}
        for year, value in zip(range(2016, 2020), [94.7, 75.6, 80.2, 82.4], strict=True)
    )
    blocks = lab.blocks("indicators")
    said = texts(blocks)
    assert "hela kommunen" in said
    assert "4 perioder är för få" in said
    (chart,) = (block for block in blocks if isinstance(block, Chart))
    assert chart.finding == "Behöriga, 2019: 82,4\xa0%, mellan 75,6\xa0% och 94,7\xa0% sedan 2016"
    assert chart.source.startswith("Kolada (RKA); 4 perioder, 2016–2019")
    assert all(value in chart.alt for value in ("94,7", "75,6", "80,2", "82,4"))
    assert len(chart.table.frame) == 4


def test_a_small_group_is_hidden_in_the_report_but_not_in_the_lab(lab):
    indicator = lab["indicators"].add(name="Arbete", unit="share")
    lab["observations"].add(indicator=indicator, period="2019", numerator=3, denominator=4)
    blocks = lab.blocks("indicators")
    assert "75" not in str(next(block for block in blocks if isinstance(block, Chart)).table.frame)
    assert lab["observations"].frame()["numerator"].tolist() == [3]


def test_limits_come_from_the_time_before_the_lab_started(exempellabbet):
    blocks = exempellabbet.blocks("indicators")
    assert any(
        isinstance(block, Chart) and "från tiden innan labbet startade" in block.note
        for block in blocks
    )
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert "Tid till första praktikplats" not in headings


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_has_its_words_and_its_table(exempellabbet, language):
    charts = [b for b in exempellabbet.blocks("indicators", language) if isinstance(b, Chart)]
    assert len(charts) == 7
    for chart in charts:
        assert chart.finding
        assert chart.alt
        assert chart.source
        assert not chart.table.frame.isna().any(axis=None)
        assert chart.figure.layout.title.text is None
        assert "nan" not in f"{chart.finding} {chart.alt} {chart.source}".casefold().split()


def test_an_english_report_is_english(exempellabbet):
    said = texts(exempellabbet.blocks("indicators", "en"))
    assert "does not show that the lab caused it" in said


def test_a_known_change_gives_new_limits(exempellabbet):
    indicator = exempellabbet["indicators"].find(unit="share")[0]
    exempellabbet["limit_phases"].add(
        indicator=indicator, start="2025-09-01", reason="Gårdsvärdar varje kväll"
    )
    blocks = exempellabbet.blocks("indicators")
    chart = next(
        b for b in blocks if isinstance(b, Chart) and "räknas om där något ändrades" in b.note
    )
    titles = [annotation.text for annotation in chart.figure.layout.annotations]
    assert "Gårdsvärdar varje kväll" in titles
    assert "Målet 70" in chart.alt


def test_a_revised_figure_is_told(lab):
    indicator = lab["indicators"].add(name="Andel", unit="share")
    row = {"indicator": indicator, "period": "2019"}
    lab["observations"].add_many([{**row, "value": 50}, {**row, "value": 55, "revision": 1}])
    assert "reviderades från 50\xa0% till 55\xa0%" in texts(lab.blocks("indicators"))
