"""What the report and the week on paper say of a path."""

from __future__ import annotations

import datetime

import pytest

from labmethods.blocks import Chart, Heading, Table, Text
from labmethods.pathway import analysis as pa
from labmethods.pathway.calendar import calendar_page
from labmethods.pathway.path import path_of


def texts(blocks) -> str:
    return " ".join(block.text for block in blocks if isinstance(block, Text))


def of_kind(blocks, kind) -> list:
    return [block for block in blocks if isinstance(block, kind)]


def test_the_sample_path_s_faults_are_told(exempellabbet):
    blocks = exempellabbet.blocks("pathway")
    said = texts(blocks)
    assert "Vägen har 5 steg och 14 insatser. 1 av dem pågår inte." in said
    assert "Ingen aktör är antecknad för Mentorer och Kurs i att starta eget." in said
    assert "Målet går att nå var man än börjar." in said
    assert "leder ingen startpunkt till målet för Nya på orten" in said
    assert "Alla måste passera Jobbcoach" in said
    assert "Högst 5,4 personer i månaden" in said
    assert "Språkkafé → Svenska för nybörjare → Språkkafé" in said
    findings = [chart.finding for chart in of_kind(blocks, Chart)]
    assert findings == [
        "Från 3 av 13 insatser nås inget senare steg: Grannkör, Fotboll på kvällen och Mentorer",
        "Av 18 vägar vidare har 15 en överlämning",
        "Veckan har 37 luckor: i 37 av 60 rutor finns inget att gå till, eller ingen plats",
        "Minst 7 personer som behöver ett steg får ingen plats där",
    ]


def test_every_chart_has_its_words_its_source_and_its_table(exempellabbet):
    for language in ("sv", "en"):
        for chart in of_kind(exempellabbet.blocks("pathway", language), Chart):
            assert chart.finding in chart.alt
            assert "Exempellabbet" in chart.source
            assert len(chart.table.frame)
        for table in of_kind(exempellabbet.blocks("pathway", language), Table):
            assert table.caption
            assert "Exempellabbet" in table.source


def test_the_real_case_claims_nothing_that_its_sources_do_not_say(boden):
    blocks = boden.blocks("pathway")
    said = texts(blocks)
    assert "För 8 är inte antecknat om de pågår" in said
    assert "Inga överlämningar är antecknade än" in said
    assert "Inga tider är antecknade än" in said
    assert "inte antecknat än" in said
    (chart,) = of_kind(blocks, Chart)
    assert chart.finding == (
        "Vägen har 3 steg och 8 insatser; vem som lämnar över till vem är inte antecknat än"
    )
    assert "leder ej vidare" not in chart.figure.to_json()
    assert "allmannyttan.se" in chart.source
    activities = boden.activities.frame()
    for silent in ("actor", "capacity", "queue", "weeks", "cost", "status", "joining"):
        assert activities[silent].isna().all(), silent
    for table in ("steps", "activities", "target_groups"):
        assert boden[table].frame()["source_url"].notna().all()


def test_a_lab_without_a_path_says_so(lab):
    (block,) = lab.blocks("pathway")
    assert block == Text("Ingen väg med steg och insatser är antecknad än.")


def test_one_activity_is_told_in_the_singular(lab):
    step = lab.steps.add(name="Språk")
    lab.activities.add(name="Kafé", step=step)
    said = texts(lab.blocks("pathway"))
    assert "Vägen har 1 steg och 1 insats." in said
    assert "Vilka den är till för är inte antecknat." in said


def test_headings_come_in_order_and_nothing_is_nan(exempellabbet, boden):
    for lab in (exempellabbet, boden):
        blocks = lab.blocks("pathway", "en")
        assert [heading.text for heading in of_kind(blocks, Heading)] == [
            "Can the goal be reached?",
            "Gaps and overlaps",
            "Places, need and waiting",
        ]
        assert "nan" not in texts(blocks)


@pytest.fixture
def calendar(exempellabbet):
    path = path_of(exempellabbet)
    group = path.groups["id"].iloc[1]
    return calendar_page(
        pa.week(path.activities, path.schedules, group=group),
        title="Björkdalen",
        group="Kvinnor",
        unknown=[("Mentorer", "Mentors")],
        sample=True,
        made_on=datetime.date(2026, 11, 24),
    )


def test_the_calendar_speaks_swedish_and_plain_english(calendar):
    swedish, english = calendar.split('<main lang="en">')
    for text in ("Veckan: Björkdalen", "Språkkafé", "Det är gratis. Kom när det passar.", "Onsdag"):
        assert text in swedish
    for text in ("Language café", "It is free. Just come. You do not need to book.", "Wednesday"):
        assert text in english
    assert "Vi talar svenska, arabiska och somaliska." in swedish
    assert "We speak Swedish, Arabic and Somali." in english
    assert "Fråga oss om tiden: Mentorer." in swedish
    assert "Ask us about the time: Mentors." in english
    assert "påhittade" in swedish
    assert "24 november 2026" in swedish


def test_the_calendar_leaves_out_what_the_group_may_not_come_to(calendar):
    assert "Fotboll" not in calendar
    assert "Första jobbet" not in calendar


def test_the_calendar_needs_nothing_from_elsewhere(calendar):
    for outside in ("http:", "https:", "<script", "url(", "<link", "<img"):
        assert outside not in calendar


def test_a_name_with_markup_stays_text_in_the_calendar(lab):
    step = lab.steps.add(name="Språk")
    activity = lab.activities.add(name="<script>alert(1)</script>", place="<b>", step=step)
    lab.schedules.add(activity=activity, byday=["MO"], opens_at="9")
    path = path_of(lab)
    page = calendar_page(pa.week(path.activities, path.schedules), title="<i>")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "från 09:00" in page


def test_the_calendar_fits_one_sheet_a_language(calendar, chromium, tmp_path):
    file = tmp_path / "week.html"
    file.write_text(calendar, encoding="utf-8")
    page = chromium.new_page()
    page.goto(file.as_uri())
    sheets = page.pdf(prefer_css_page_size=True)
    assert sheets.count(b"/Type /Page\n") + sheets.count(b"/Type /Page ") == 2
    page.close()
