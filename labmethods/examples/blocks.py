"""The examples' charts with what they show, for the panel and the report alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from labmethods.blocks import Chart, Table
from labmethods.examples import analysis, figures, geography, telling
from labmethods.language import N_, Translator

_BESIDE = 8
"""So many examples are named beside the map; its table has all."""


_WHERE_MARKED = N_("A mark stands at the municipality's main place, not where the example is.")


def map_block(
    examples: pd.DataFrame, _: Translator, *, home: str | None = None, fitting: bool = False
) -> Chart | None:
    """Where examples are, on a map; None where none of them is in a municipality.

    Parameters
    ----------
    examples
        Rows of the catalogue.
    home
        The lab's own municipality's code.
    fitting
        Whether they are those that fit the lab.
    """
    places = geography.municipalities()
    points, elsewhere = analysis.on_map(examples, places), analysis.off_map(examples, places)
    if points.empty:
        return None
    n = int(points["n"].sum())
    where = _.plural("{n} municipality", "{n} municipalities", len(points))
    if fitting:
        finding = _.plural(
            "{n} example that fits us, in {places}",
            "{n} examples that fit us, in {places}",
            n,
            places=where,
        )
    else:
        finding = _.plural("{n} example in {places}", "{n} examples in {places}", n, places=where)
    told = _.listing(f"{one.place} {one.n}" for one in points.itertuples())
    table = pd.DataFrame(
        {
            _("Municipality"): [*points["place"], *_places_of(elsewhere, _)],
            _("Examples"): [*points["n"], *elsewhere["n"]],
            _("Which"): [_.listing(names) for names in [*points["names"], *elsewhere["names"]]],
        }
    )
    return Chart(
        figure=figures.map_chart(
            points, geography.land(), geography.home(home), language=_.language
        ),
        finding=finding,
        alt=f"{finding}: {told}.",
        source=geography.source(_),
        note=" ".join(filter(None, [_(_WHERE_MARKED), _beside(elsewhere, _)])),
        table=Table(table, _("Examples by municipality")),
    )


def _places_of(elsewhere: pd.DataFrame, _: Translator) -> list[str]:
    return [place or _("not noted") for place in elsewhere["place"]]


def _beside(elsewhere: pd.DataFrame, _: Translator) -> str:
    """The examples that no mark stands for, by name."""
    names = [name for listed in elsewhere["names"] for name in listed]
    if not names:
        return ""
    few = names[:_BESIDE]
    if len(names) > _BESIDE:
        rest = _.plural("{n} more", "{n} more", len(names) - _BESIDE)
        few = [*few, rest]
    return _(
        "Not on the map, in many places or without a municipality's code: {names}.",
        names=_.listing(few),
    )


def spread_block(
    catalogue: pd.DataFrame, adoptions: Sequence[dict[str, Any]], _: Translator
) -> Chart | None:
    """Who learnt from whom; None where nobody is known to have."""
    lines = analysis.spread(catalogue, pd.DataFrame(adoptions))
    if lines.empty:
        return None
    sources = lines["source"].nunique()
    finding = _.plural(
        "{n} example has been taken up elsewhere, as far as is known",
        "{n} examples have been taken up elsewhere, as far as is known",
        sources,
    )
    told = "; ".join(
        _("{target} learnt from {source}", target=one.target, source=one.source)
        for one in lines.itertuples()
    )
    names = dict(zip(catalogue["id"], catalogue["name"], strict=True))
    shown = [one for one in adoptions if one["example"] in names]
    table = pd.DataFrame(
        {
            _("Example"): [names[one["example"]] for one in shown],
            _("Who took it up"): [
                telling.whose({"organisation": one["adopter"], "place": one["adopter_place"]})
                for one in shown
            ],
            _("What was changed"): [one["changed"] or _("not told") for one in shown],
            _("What came of it"): [
                ". ".join(part for part in (one["outcome"], one["result"]) if part) or _("not told")
                for one in shown
            ],
            _("Source"): [one["source_url"] or _("the lab's own") for one in shown],
        }
    )
    addresses = list(dict.fromkeys(one["source_url"] for one in shown if one["source_url"]))
    return Chart(
        figure=figures.spread_chart(lines, language=_.language),
        finding=finding,
        alt=f"{finding}: {told}.",
        source="; ".join(addresses) or _("the lab's own"),
        table=Table(table, _("Who learnt from whom")),
    )
