"""What the examples say across labs: who has what another lacks, and who learnt from whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from labmethods.blocks import Block, Heading, Table, Text
from labmethods.examples import analysis
from labmethods.examples.adopting import adoptions
from labmethods.examples.asking import needs
from labmethods.examples.blocks import spread_block
from labmethods.examples.catalogue import (
    CATALOGUE,
    catalogue,
    row_of,
    shipped_adoptions,
    shipped_examples,
)
from labmethods.language import Translator, translator
from labmethods.needs import STILL
from labmethods.programme.share import LabShare, together

if TYPE_CHECKING:
    from labmethods.programme.release import Released
    from labmethods.workbook.lab import Lab

_GOES_ON = ("adopt", "adapt")


def share(lab: Lab, released: Released) -> dict[str, pd.DataFrame]:
    """What the lab lacks, what it has, and from whom it learnt; only what it has released.

    Names of indicators and experiments go as these do; the path's steps and activities, and what
    was changed, are what the lab wrote.
    """
    lacking = [
        (one.text, one.said)
        for one in needs(lab, lab.language)
        if released("indicators" if one.kind == STILL else "texts")
    ]
    names = catalogue(lab).set_index("id")[["name", "place"]]
    learnt = [
        {
            "example": one["example"],
            "name": names.loc[one["example"], "name"],
            "place": names.loc[one["example"], "place"],
            "adopter": one["adopter"],
            "adopter_place": one["adopter_place"],
            "changed": one["changed"] if released("texts") else None,
            "outcome": one["outcome"],
            "result": one["result"] if released("results", one["experiment"]) else "",
            "source_url": one["source_url"],
        }
        for one in adoptions(lab, lab.language)
        if one["own"] and released("experiments", one["experiment"])
    ]
    return {
        "needs": pd.DataFrame(lacking, columns=["text", "said"]),
        "offers": pd.DataFrame(_offers(lab, released), columns=["name", "text"]),
        "adoptions": pd.DataFrame(learnt, columns=_LEARNT),
    }


_LEARNT = [
    *("example", "name", "place", "adopter", "adopter_place", "changed", "outcome", "result"),
    "source_url",
]


def _offers(lab: Lab, released: Released) -> list[tuple[str, str | None]]:
    """What goes on in the lab: experiments that it adopted, and the activities of its path."""
    found: list[tuple[str, str | None]] = []
    if "decisions" in lab.store.records:
        kept = {one.experiment for one in lab["decisions"].all() if one.decision in _GOES_ON}
        for one in lab["experiments"].all():
            if one.id in kept and released("experiments", one.id):
                found.append((one.name, one.action if released("texts", one.id) else None))
    if "activities" in lab.store.records and released("texts"):
        running = (None, "active")
        found += [
            (one.label(), getattr(one, "description", None))
            for one in lab["activities"].all()
            if getattr(one, "status", None) in running
        ]
    return found


def programme(shares: Sequence[LabShare], language: str) -> list[Block]:
    """Which lab has what another lacks, and the picture of who learnt from whom."""
    _ = translator(language)
    return [*_exchange(shares, _), *_spread(shares, _)]


def _exchange(shares: Sequence[LabShare], _: Translator) -> list[Block]:
    lacking = together(shares, "examples", "needs")
    offers = together(shares, "examples", "offers")
    heading = Heading(_("Labs that have what another lacks"))
    if lacking.empty:
        return [heading, Text(_("No lab has released anything that it lacks."))]
    found = analysis.exchange(lacking, offers)
    if found.empty:
        said = _("No lab has released anything that another lacks.")
        return [heading, Text(said)]
    table = pd.DataFrame(
        {
            _("Lab"): list(found["lab"]),
            _("Lacks"): list(found["need"]),
            _("Ask"): list(found["other"]),
            _("About"): list(found["offer"]),
            _("Because of"): [
                _.listing(_("“{found}”", found=word) for word in words) for words in found["words"]
            ],
        }
    )
    caption = _.plural(
        "{n} meeting that may be worth while", "{n} meetings that may be worth while", len(found)
    )
    return [heading, Table(table, caption, _("What the labs have released"))]


def _spread(shares: Sequence[LabShare], _: Translator) -> list[Block]:
    learnt = together(shares, "examples", "adoptions")
    rows: list[dict[str, Any]] = [row_of(one, CATALOGUE) for one in shipped_examples().values()]
    known = {row["id"] for row in rows}
    rows += [
        {"id": one.example, "name": one.name, "place": one.place}
        for one in learnt.itertuples()
        if one.example not in known
    ]
    along = [{**one.values(), "outcome": "", "result": ""} for one in shipped_adoptions()]
    told = [*along, *learnt.astype(object).where(learnt.notna(), None).to_dict("records")]
    chart = spread_block(pd.DataFrame(rows, dtype=object).drop_duplicates("id"), told, _)
    return [Heading(_("Who learnt from whom")), chart] if chart else []
