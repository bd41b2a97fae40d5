"""The examples' charts with what they show, for the panel and the report alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from labmethods.blocks import Chart, Table
from labmethods.examples import analysis, figures, telling
from labmethods.language import Translator


def county_block(catalogue: pd.DataFrame, _: Translator) -> Chart:
    """Where the examples are."""
    counties = analysis.by_county(catalogue)
    places = analysis.by_municipality(catalogue)
    known = places[places["municipality_code"] != ""]
    spread, inside = int((counties["n"] > 0).sum()), int(counties["n"].sum())
    finding = _.plural(
        "{n} example in {counties} of 21 counties",
        "{n} examples in {counties} of 21 counties",
        inside,
        counties=_.number(spread),
    )
    elsewhere = int(places.loc[places["municipality_code"] == "", "n"].sum())
    note = _("Each tile is a county, placed roughly as on the map; no borders are drawn.")
    if elsewhere:
        note += " " + _.plural(
            "{n} example in many places, or without a municipality's code, is not shown.",
            "{n} examples in many places, or without a municipality's code, are not shown.",
            elsewhere,
        )
    table = pd.DataFrame(
        {
            _("Municipality"): list(known["place"]),
            _("Examples"): list(known["n"]),
            _("Which"): [_.listing(names) for names in known["names"]],
        }
    )
    catalogued = _("the catalogue of examples")
    some = counties[counties["n"] > 0].sort_values("n", ascending=False, kind="stable")
    told = _.listing(f"{one.county} {one.n}" for one in some.itertuples())
    return Chart(
        figure=figures.county_chart(counties, language=_.language),
        finding=finding,
        alt=f"{finding}: {told}." if told else finding,
        source=f"{catalogued}. {note}",
        table=Table(table, _("Examples by municipality")),
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
