"""What the report says of a real lab's experiments."""

import datetime

import pytest

from labmethods.blocks import Chart, Heading, Prose, Table, Text
from labmethods.experiments import steps
from labmethods.experiments.report import report
from labmethods.experiments.sentences import reminders

DAY = datetime.date(2026, 9, 1)


def texts(blocks) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Text))


def charts(blocks) -> list[Chart]:
    return [block for block in blocks if isinstance(block, Chart)]


@pytest.fixture
def card(lab):
    made = lab.experiments.add(
        name="Öppet kafé",
        criterion="minst 20 unga",
        focus_areas=["safety"],
        planned_end="2026-10-01",
    )
    return steps.start(lab, made.id, DAY)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_empty_lab_says_so(lab, language):
    blocks = report(lab, language)
    assert len(blocks) == 1
    assert "0" not in blocks[0].text


def test_an_idea_is_not_blamed_for_having_no_results(lab):
    lab.experiments.add(name="Läxhjälp")
    said = texts(report(lab, "sv"))
    assert "Inget resultat" not in said
    assert "Inte ifyllt: ”Vi tror att”" in said
    assert "Inget kriterium är satt än" in said


def test_what_is_missing_is_said_once_it_has_started(lab, card):
    said = texts(report(lab, "sv"))
    assert "Inget resultat är dokumenterat än." in said
    assert "Inget är loggat än." in said
    assert "Inget beslut är dokumenterat än." in said


def test_a_changed_criterion_is_told_with_the_original(lab, card):
    lab.experiments.change(card.id, criterion="minst 10 unga")
    blocks = report(lab, "sv")
    assert "löd det: ”minst 20 unga”" in texts(blocks)
    assert Prose("minst 10 unga", "Vi har rätt om") in blocks
    (table,) = [b for b in blocks if isinstance(b, Table) and "Före" in b.frame.columns]
    assert list(table.frame["Före"]) == ["minst 20 unga"]


def test_a_share_never_stands_without_its_count_and_interval(lab, card):
    lab.results.add(experiment=card.id, counted="fick jobb", successes=9, participants=10)
    (chart,) = [chart for chart in charts(report(lab, "sv")) if "fick jobb" in chart.finding]
    plain = chart.finding.replace("\N{NO-BREAK SPACE}", " ")
    assert plain == "fick jobb: 9 av 10 (95 %-intervall 60–98 %)"
    assert "90" not in plain


def test_a_result_in_the_sources_words_says_that_its_uncertainty_is_unknown(lab, card):
    lab.results.add(
        experiment=card.id,
        counted="Fler unga i aktiviteterna",
        published="80 procent fler",
        period="2018–2019",
        source_url="https://example.org/labb",
    )
    said = texts(report(lab, "sv"))
    assert "80 procent fler (2018–2019, https://example.org/labb)" in said
    assert "går osäkerheten inte att räkna ut" in said


def test_small_counts_are_not_told(lab, card):
    for week, present in enumerate([12, 18, 3, 25]):
        day = DAY + datetime.timedelta(weeks=week)
        lab.log_entries.add(experiment=card.id, day=day, event="Kväll", present=present)
    blocks = report(lab, "sv")
    (chart,) = [chart for chart in charts(blocks) if "närvarande" in chart.finding]
    assert list(chart.figure.data[0].y) == [12, 18, 25]
    assert chart.finding == "Mellan 12 och 25 närvarande vid 3 tillfällen"
    (log,) = [b for b in blocks if isinstance(b, Table) and "Vad hände" in b.frame.columns]
    assert list(log.frame["Antal närvarande"]) == ["25", "färre än 5", "18", "12"]
    assert "Vid 1 tillfälle var färre än 5" in texts(blocks)


def test_every_decision_is_told_with_its_reason(lab, card):
    lab.decisions.add(
        experiment=card.id,
        day="2026-10-02",
        decision="adapt",
        reason="För få kom på vardagar",
        decided_by="styrgruppen",
    )
    blocks = report(lab, "sv")
    assert "Beslut den 2 oktober 2026, av styrgruppen: Anpassa." in texts(blocks)
    assert Prose("För få kom på vardagar", "Skäl") in blocks


def test_an_overdue_decision_is_told(lab, card):
    assert "skulle ha beslutats" in texts(report(lab, "sv"))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_chart_has_alternative_text_source_and_table(lab, card, language):
    lab.results.add(experiment=card.id, counted="fick jobb", successes=9, participants=10)
    for week in range(3):
        day = DAY + datetime.timedelta(weeks=week)
        lab.log_entries.add(experiment=card.id, day=day, event="Kväll", present=12)
    blocks = report(lab, language)
    assert len(charts(blocks)) == 3
    for chart in charts(blocks):
        assert chart.alt
        assert chart.source
        assert chart.table is not None
    assert [b.text for b in blocks if isinstance(b, Heading)] == ["Öppet kafé"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_experiment_of_unknown_state_is_told_as_such(lab, language):
    made = lab.experiments.add(name="Mentorer", state="")
    lab.results.add(experiment=made.id, counted="fick jobb", successes=15, participants=22)
    said = texts(report(lab, language))
    unknown, none = {
        "sv": ("Läge: inte känt.", "Inget kriterium är dokumenterat"),
        "en": ("State: not known.", "No criterion was recorded"),
    }[language]
    assert unknown in said
    assert none in said


def tables(blocks, column: str) -> list[Table]:
    return [b for b in blocks if isinstance(b, Table) and column in b.frame.columns]


def test_a_corrected_entry_is_told_once_and_as_corrected(lab, card):
    first = lab.log_entries.add(experiment=card.id, day=DAY, event="31 kom", present=31)
    lab.log_entries.add(experiment=card.id, day=DAY, event="13 kom", present=13, corrects=first.id)
    blocks = report(lab, "sv")
    (log,) = tables(blocks, "Vad hände")
    assert list(log.frame["Vad hände"]) == ["13 kom"]
    assert "1 loggpost" in texts(blocks)
    assert "1 post rättades i efterhand" in texts(blocks)


def test_a_day_with_a_small_group_hides_all_its_groups(lab, card):
    other = DAY + datetime.timedelta(days=7)
    lab.log_entries.add(
        experiment=card.id, day=DAY, event="Kväll", present=28, groups="flickor 3, pojkar 25"
    )
    lab.log_entries.add(
        experiment=card.id, day=other, event="Kväll", present=24, groups="flickor 13, pojkar 11"
    )
    blocks = report(lab, "sv")
    (groups,) = tables(blocks, "flickor")
    assert list(groups.frame["flickor"]) == [13]
    assert list(groups.frame["pojkar"]) == [11]
    assert "Under 1 dag var en grupp mindre än 5" in texts(blocks)


def test_rounds_are_told_with_prediction_and_outcome(lab, card):
    lab.rounds.add(
        experiment=card.id, number=1, plan="Två kvällar", prediction="25 kommer", act="adapt"
    )
    (rounds,) = tables(report(lab, "sv"), "Förutsägelse")
    assert list(rounds.frame["Förutsägelse"]) == ["25 kommer"]
    assert list(rounds.frame.iloc[:, 4]) == ["inte nedskrivet"]
    assert list(rounds.frame["Härnäst"]) == ["Anpassa"]


def test_a_result_of_fewer_than_five_participants_is_not_told(lab, card):
    lab.results.add(experiment=card.id, counted="fick jobb", successes=3, participants=4)
    blocks = report(lab, "sv")
    assert "färre än 5 deltagare, så antalet visas inte" in texts(blocks)
    assert not [chart for chart in charts(blocks) if "fick jobb" in chart.finding]
    assert "3 av 4" not in "".join(chart.alt for chart in charts(blocks)) + texts(blocks)


def test_a_count_without_participants_is_told_as_such(lab, card):
    lab.results.add(experiment=card.id, counted="fick jobb", successes=9)
    assert "fick jobb: 9; av hur många är inte angivet" in texts(report(lab, "sv"))


def test_a_result_without_a_period_says_so(lab, card):
    lab.results.add(experiment=card.id, counted="fick jobb", successes=9, participants=10)
    (chart,) = [chart for chart in charts(report(lab, "sv")) if "fick jobb" in chart.finding]
    assert list(chart.table.frame["Period"]) == ["ej angivet"]


def test_lessons_are_told_with_what_they_took(lab, card):
    lab.experiments.change(card.id, cost=9000)
    lab.decisions.add(
        experiment=card.id,
        day=DAY + datetime.timedelta(days=92),
        decision="adopt",
        reason="x",
        learned="En vän som frågar",
        decided_by="styrgruppen",
    )
    blocks = report(lab, "sv")
    (lessons,) = tables(blocks, "Vad vi lärde oss")
    assert list(lessons.frame["Vad vi lärde oss"]) == ["En vän som frågar"]
    assert list(lessons.frame["Månader"]) == ["3,0"]
    said = texts(blocks).replace("\N{NO-BREAK SPACE}", " ")
    assert "9 000 kr per beslut (kostnaden känd för 1 av 1)" in said


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_sample_lab_reads_through(exempellabbet, language):
    blocks = report(exempellabbet, language)
    for block in blocks:
        if isinstance(block, Table):
            cells = block.frame.astype(str).to_numpy().ravel()
            assert not {"nan", "None", "NaT", "<NA>"} & set(cells)
    assert len(charts(blocks)) == 5
    assert "nan" not in texts(blocks).split()


def test_a_real_lab_says_what_its_sources_do_not(boden):
    said = texts(report(boden, "sv"))
    assert "Läge: inte känt." in said
    assert "Inget kriterium är dokumenterat" in said
    (chart,) = [c for c in charts(report(boden, "sv")) if "9 av 10" in c.finding]
    assert "allmannyttan.se" in chart.source


def test_an_entry_that_was_changed_in_place_is_told(lab, card):
    entry = lab.log_entries.add(experiment=card.id, day=DAY, event="Kväll", present=31)
    assert "utan rättelse" not in texts(report(lab, "sv"))
    lab.log_entries.change(entry.id, present=13)
    assert "1 post ändrades utan rättelse" in texts(report(lab, "sv"))
    lab.undo()
    assert "utan rättelse" not in texts(report(lab, "sv"))


def test_the_start_page_reminds_of_a_decision_that_waits(lab):
    lab.experiments.add(name="Läxhjälp", state="running", planned_end="2026-01-31")
    (said,) = reminders(lab, "sv", datetime.date(2026, 2, 2))
    assert "Läxhjälp skulle ha beslutats för 2 dagar sedan" in said
    assert reminders(lab, "sv", datetime.date(2026, 1, 31)) == []
