"""What the command line does with indicators: public statistics and questionnaires into them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from pathlib import Path

from labmethods.errors import Missing, Refused, unknown
from labmethods.indicators.fetching import (
    Update,
    fetch_kolada,
    fetch_scb,
    open_kolada,
    open_scb,
)
from labmethods.indicators.questionnaire import Taken, import_answers, targets
from labmethods.indicators.records import Indicator
from labmethods.language import N_, translator
from labmethods.sources.questionnaires import read
from labmethods.sources.questionnaires.answers import GROUP, WRITTEN, lines
from labmethods.workbook.lab import Lab
from labmethods.workbook.questionnaires import plan_for, remember_plan

SOURCES = ("kolada", "scb")


def fetch(
    lab: Lab,
    source: str,
    *,
    names: Sequence[str] = (),
    years: str | None = None,
    table: str | None = None,
    select: Sequence[str] = (),
) -> list[Update]:
    """Fetch values from a source into a lab.

    Parameters
    ----------
    source
        ``kolada`` or ``scb``.
    names
        The indicators, by name, key figure or id. For Kolada all that have a key figure and a
        place by default; for SCB exactly one.
    years
        ``2016-2019`` or ``2019``; for Kolada, the last ten by default.
    table, select
        SCB's table, and ``Variable=code,code`` for each variable to choose from.
    """
    if source not in SOURCES:
        raise unknown(N_("source"), source, list(SOURCES))
    if source == "kolada":
        return _from_kolada(lab, names, years)
    return [_from_scb(lab, names, table, select)]


def _from_kolada(lab: Lab, names: Sequence[str], years: str | None) -> list[Update]:
    indicators = _named(lab, names)
    if not names:
        indicators = [one for one in indicators if one.key_figure and one.place_code]
    if not indicators:
        raise Missing(
            N_("No indicator of the lab has both a key figure and its municipality's code.")
        )
    kolada = open_kolada()
    try:
        return fetch_kolada(lab, indicators, years_of(years, kolada.today), kolada)
    finally:
        kolada.close()


def _from_scb(lab: Lab, names: Sequence[str], table: str | None, select: Sequence[str]) -> Update:
    indicators = _named(lab, names)
    if len(names) != 1 or len(indicators) != 1:
        raise Refused(N_("From SCB one indicator is fetched at a time. Name it."))
    if not table:
        raise Refused(N_("Name SCB's table too, such as TAB6574."))
    scb = open_scb(lab.language)
    try:
        return fetch_scb(lab, indicators[0], table, _selection(select), scb)
    finally:
        scb.close()


def _named(lab: Lab, names: Sequence[str]) -> list[Indicator]:
    known = lab["indicators"].all()
    if not names:
        return known
    found = []
    for name in names:
        wanted = name.casefold()
        matching = [
            one
            for one in known
            if wanted in (one.id, one.name.casefold(), (one.key_figure or "").casefold())
        ]
        if not matching:
            raise unknown(N_("indicator"), name, [one.name for one in known])
        found += matching
    return found


def years_of(text: str | None, today: datetime.date) -> range:
    """The years that ``2016-2019`` or ``2019`` names; the last ten without a text."""
    if not text or not text.strip():
        return range(today.year - 9, today.year + 1)
    match = re.fullmatch(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?", text.strip())
    if not match:
        raise Refused(N_("“{value}” are no years. Write 2019, or 2016-2019."), value=text[:40])
    first, last = int(match[1]), int(match[2] or match[1])
    return range(min(first, last), max(first, last) + 1)


def _selection(select: Sequence[str]) -> dict[str, list[str] | str]:
    selection: dict[str, list[str] | str] = {}
    for one in select:
        name, _, codes = one.partition("=")
        if not name or not codes:
            raise Refused(N_("“{value}” chooses nothing. Write Region=0581."), value=one[:40])
        selection[name] = "*" if codes == "*" else codes.split(",")
    return selection


def import_questionnaire(
    lab: Lab,
    file: Path,
    *,
    belongs: Sequence[str] = (),
    period: str = "",
    dry_run: bool = False,
) -> tuple[list[str], Taken]:
    """Import a questionnaire's answers; what was read and what came in, line by line.

    Parameters
    ----------
    belongs
        ``QUESTION=INDICATOR`` where it isn't remembered or the same words.
    period
        The period of all answers; without it, the month of each.
    """
    asked, known = read(file), targets(lab)
    plan = plan_for(lab, asked, known, (GROUP, WRITTEN), belongs)
    taken = import_answers(lab, asked, plan, period=period, source=file.name, dry_run=dry_run)
    if not dry_run:
        remember_plan(lab, asked, plan)
    _ = translator(lab.language)
    return [*lines(asked, plan, known, _), taken.sentence(_, kept=not dry_run)], taken
