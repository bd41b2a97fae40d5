"""The labs side by side: how far each has come, whether it is used, what waits, its data."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from labmethods.blocks import Block, Heading, Table, Text
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import Translator
from labmethods.programme.share import LabShare
from labmethods.programme.standing import DAYS


def overview(shares: Sequence[LabShare], missing: Sequence[str], _: Translator) -> list[Block]:
    """Who the labs are and how they stand.

    Parameters
    ----------
    missing
        For each lab that is left out: why, in the reader's language.
    """
    blocks: list[Block] = [_brief(shares, _), Heading(_("How the labs stand"))]
    blocks.append(Text(_finding(shares, _)))
    blocks.append(_standing(shares, _))
    if missing:
        blocks.append(Text(_("Left out: {labs}", labs=" ".join(missing))))
    return blocks


def _brief(shares: Sequence[LabShare], _: Translator) -> Table:
    rows = [
        (
            one.name,
            one.facts.place or "",
            one.facts.organisation or "",
            _.listing(_(FOCUS_AREAS[area]) for area in one.facts.focus_areas),
        )
        for one in shares
    ]
    columns = [_("Lab"), _("Place"), _("Housing company"), _("Focus areas")]
    sources = "; ".join(one.facts.source_url for one in shares if one.facts.source_url)
    return Table(pd.DataFrame(rows, columns=columns), _("The labs in brief"), sources)


def _finding(shares: Sequence[LabShare], _: Translator) -> str:
    waiting = [one for one in shares if one.standing.waiting]
    quiet = [one for one in shares if one.standing.changes == 0 and not _finished(one)]
    said = [
        _.plural(
            "{n} lab has decisions or values that wait.",
            "{n} labs have decisions or values that wait.",
            len(waiting),
        )
        if waiting
        else _("Nothing waits in any lab.")
    ]
    if quiet:
        said.append(
            _.plural(
                "{n} lab has written nothing for {days} days.",
                "{n} labs have written nothing for {days} days.",
                len(quiet),
                days=_.number(DAYS),
            )
        )
    return " ".join(said)


def _finished(one: LabShare) -> bool:
    return one.standing.phase == "Finished"


def _standing(shares: Sequence[LabShare], _: Translator) -> Table:
    rows = [
        (
            one.name,
            _(one.standing.phase),
            one.standing.changes,
            _.day(one.standing.last_change),
            one.standing.waiting,
            _quality(one, _),
        )
        for one in shares
    ]
    columns = [
        *(_("Lab"), _("Has come to"), _("Changes in {days} days", days=_.number(DAYS))),
        *(_("Latest change"), _("Waits"), _("Data")),
    ]
    caption = _(
        "How far each lab has come (the last step of the year where something is written), whether "
        "it is used, what the start page reminds of, and whether its records say where they are "
        "known from"
    )
    return Table(pd.DataFrame(rows, columns=columns), caption)


def _quality(one: LabShare, _: Translator) -> str:
    at = one.standing
    if at.records == 0:
        return _("no records yet")
    sourced = _(
        "{sourced} of {records} records have a source",
        sourced=_.number(at.sourced),
        records=_.number(at.records),
    )
    if not at.findings:
        return sourced
    wrong = _.plural("{n} thing to look at.", "{n} things to look at.", at.findings)
    return f"{sourced}; {wrong}"
