"""The week on paper: a page for a resident, in Swedish and in plain English."""

from __future__ import annotations

import datetime
import html
from collections.abc import Sequence
from typing import Any

import pandas as pd

from labmethods.language import N_, Translator, translator
from labmethods.pathway.analysis import WEEKDAYS, WORKDAYS
from labmethods.pathway.analysis.shape import items
from labmethods.pathway.kinds import WEEKDAYS as TITLES
from labmethods.pathway.kinds import Language
from labmethods.pathway.words import how_often
from labmethods.prose import styled

# Said to the resident, in words that a beginner knows.
_JOINING = {
    "drop-in": N_("Just come. You do not need to book."),
    "booking": N_("You must book a place before you come."),
    "referral": N_("Ask us. We help you to get a place."),
}

_STYLE = """
@page { size: A4 landscape; margin: 8mm }
* { box-sizing: border-box }
body { margin: 0; font: 15px/1.3 "Segoe UI", "Helvetica Neue", Arial, "Noto Sans", sans-serif;
  color: #1b1b1b; background: #fff }
main { padding: 10mm; break-after: page } main:last-child { break-after: auto }
h1 { font-size: 30px; margin: 0 } p { margin: 2px 0 }
.week { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: 8px; margin: 8px 0 }
h2 { font-size: 20px; margin: 0 0 6px; border-bottom: 3px solid #0072b2 }
ul { list-style: none; margin: 0; padding: 0 }
li { border: 1.5px solid #595959; border-radius: 6px; padding: 4px 7px; margin: 0 0 6px;
  break-inside: avoid }
.time { font-size: 18px; font-weight: 700; white-space: nowrap }
.name { font-size: 17px; font-weight: 700 }
.nothing { color: #595959 }
@media (max-width: 700px) { .week { grid-auto-flow: row } }
@media print { main { padding: 0 } }
"""


def calendar_page(
    week: pd.DataFrame,
    *,
    title: str,
    group: str = "",
    unknown: Sequence[tuple[str, str | None]] = (),
    sample: bool = False,
    made_on: datetime.date | None = None,
    languages: Sequence[str] = ("sv", "en"),
) -> str:
    """A page to print, one sheet a language; it needs nothing else and opens offline.

    Parameters
    ----------
    week
        What ``analysis.week`` returns, with what it carries along. In English an activity is
        called by its ``alternate_name`` where it has one.
    title
        Whose week this is, such as the lab's place.
    group
        The target group that it is for; empty for everybody.
    unknown
        Activities that go on at times that nobody has written down: name and name in English.
    sample
        Say that the values are made up.
    made_on
        The day that stands on the sheet.
    """
    sheets = "".join(
        _sheet(week, title, group, unknown, sample, made_on, translator(language))
        for language in languages
    )
    return (
        f'<!doctype html><html lang="{languages[0]}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{styled(_STYLE)}<title>{html.escape(title)}</title><body>{sheets}</body></html>"
    )


def _sheet(
    week: pd.DataFrame,
    title: str,
    group: str,
    unknown: Sequence[tuple[str, str | None]],
    sample: bool,
    made_on: datetime.date | None,
    _: Translator,
) -> str:
    used = set(week["weekday"])
    days = [day for day in WEEKDAYS if day in used or day in WORKDAYS]
    notes = [_("For: {group}", group=group)] if group else []
    if sample:
        notes.append(_("These values are made up, to show what the page looks like."))
    below = []
    if unknown:
        names = [(_.language == "en" and _text(english)) or name for name, english in unknown]
        below.append(_("Ask us about the time: {names}.", names=_.listing(names)))
    below.append(_("Times can change. Ask us if you are not sure."))
    if made_on:
        below.append(_("This page was made on {day}.", day=_.day(made_on)))
    columns = "".join(_day(week[week["weekday"] == day], day, _) for day in days)
    heading = html.escape(_("The week: {title}", title=title))
    return (
        f'<main lang="{_.language}"><h1>{heading}</h1>{_paragraphs(notes)}'
        f'<div class="week">{columns}</div><p>{html.escape(" ".join(below))}</p></main>'
    )


def _paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{html.escape(text)}</p>" for text in texts)


def _day(slots: pd.DataFrame, day: str, _: Translator) -> str:
    cards = "".join(f"<li>{_card(slot, _)}</li>" for slot in slots.to_dict("records"))
    nothing = html.escape(_("Nothing this day"))
    body = f"<ul>{cards}</ul>" if cards else f'<p class="nothing">{nothing}</p>'
    return f"<section><h2>{html.escape(_(TITLES[day]))}</h2>{body}</section>"


def _card(slot: dict[str, Any], _: Translator) -> str:
    english = _text(slot.get("alternate_name")) if _.language == "en" else ""
    name = english or slot["name"]
    # What people wrote is Swedish; a screen reader should read it so.
    mark = ' lang="sv"' if _.language != "sv" and not english else ""
    closes = _text(slot["closes_at"])
    time = f"{slot['opens_at']}–{closes}" if closes else _("from {time}", time=slot["opens_at"])
    often = how_often(slot["freq"], slot["interval"], slot["occurrence"], _)
    way_in = _JOINING.get(slot.get("joining"), "")
    lines = [
        often[:1].upper() + often[1:],
        _("Where: {place}", place=slot["place"]) if _text(slot.get("place")) else "",
        " ".join(part for part in (_cost(slot.get("cost"), _), way_in and _(way_in)) if part),
        _spoken(slot.get("languages"), _),
    ]
    return (
        f'<div class="time">{html.escape(time)}</div>'
        f'<div class="name"{mark}>{html.escape(name)}</div>'
        f"{_paragraphs([line for line in lines if line])}"
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _cost(cost: object, _: Translator) -> str:
    if cost is None or cost != cost:
        return ""
    if cost == 0:
        return _("It is free.")
    return _("It costs {kronor} kronor.", kronor=_.number(cost, 0 if cost == int(cost) else 2))


def _spoken(codes: object, _: Translator) -> str:
    names = [Language().show(code, _.language) for code in items(codes)]
    return _("We speak {languages}.", languages=_.listing(names)) if names else ""
