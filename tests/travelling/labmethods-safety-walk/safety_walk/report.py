"""What the report says of the safety walks."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Block, Chart, Table, Text
from labmethods.language import Translator, translator
from labmethods.workbook.lab import Lab

from . import analysis, figures


def report(lab: Lab, language: str) -> list[Block]:
    """How safe each kind of place feels, and what came of what was agreed."""
    _ = translator(language)
    places = lab["safety_places"].frame()
    if places.empty:
        return [Text(_("No safety walk has been made yet."))]
    kinds = analysis.by_kind(places)
    rated = kinds[kinds["rated"] > 0]
    blocks: list[Block] = []
    if len(rated):
        blocks.append(_chart(rated, places, _))
    agreed = analysis.agreements(places)
    if len(agreed):
        blocks += _agreements(lab, agreed, _)
    else:
        blocks.append(Text(_("Nothing has been agreed yet.")))
    return blocks


def _chart(rated: pd.DataFrame, places: pd.DataFrame, _: Translator) -> Chart:
    titles = [figures.kind_title(kind, _.language) for kind in rated["kind"]]
    finding = _(
        "Least safe: {kind}, {median} on a scale from 1 to 5",
        kind=titles[0],
        median=_.number(rated["median"].iloc[0], 1),
    )
    table = rated.assign(kind=titles).set_axis(
        [_("Kind"), _("Places"), _("Rated"), _("Median"), _("Lowest"), _("Highest")], axis=1
    )
    n = int(rated["rated"].sum())
    source = _("The groups' own ratings of {n} places, no measure of crime.", n=n)
    days = pd.to_datetime(places["day"]).dropna()
    if len(days):
        period = _("{first} to {last}", first=_.day(days.min()), last=_.day(days.max()))
        source = f"{period}. {source}"
    alt = "; ".join(
        f"{title}: {_.number(row.median, 1)} (n = {_.number(row.rated)})"
        for title, row in zip(titles, rated.itertuples(), strict=True)
    )
    shown = Table(table, _("How safe the places feel, n = {n}", n=n))
    figure = figures.rating_chart(rated, language=_.language)
    return Chart(figure, finding, alt, source, shown)


def _agreements(lab: Lab, agreed: pd.DataFrame, _: Translator) -> list[Block]:
    done = int(agreed["is_done"].sum())
    said = _(
        "{done} of {n} things that were agreed on the walks are done.",
        done=_.number(done),
        n=_.number(len(agreed)),
    )
    actors = {one.id: one.label() for one in lab["actors"].all()}
    rows = [
        (
            row.name_of_place,
            row.agreed,
            actors.get(row.actor, _("nobody named")),
            _.day(row.done) if row.is_done else _("not yet"),
        )
        for row in agreed.rename(columns={"name": "name_of_place"}).itertuples()
    ]
    columns = [_("The place"), _("What was agreed"), _("Who does it"), _("Done on")]
    return [Text(said), Table(pd.DataFrame(rows, columns=columns), _("What was agreed"))]
