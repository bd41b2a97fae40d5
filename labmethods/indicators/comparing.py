"""A lab's municipality beside Sweden and the municipalities most like it."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Chart, Table
from labmethods.errors import Invalid
from labmethods.indicators import analysis, figures, places
from labmethods.indicators.records import Indicator
from labmethods.indicators.sentences import quantity
from labmethods.language import Translator, translator
from labmethods.sources.kolada import SWEDEN, Kolada

_SIMILAR = 4


def comparison_block(indicator: Indicator, language: str) -> Chart | None:
    """One's own municipality, Sweden and similar ones; nothing where values or background lack.

    What is alike is worked out from the background in the latest year, never from the indicator.
    """
    own = indicator.place_code
    if indicator.level != "municipality" or not indicator.key_figure or not own:
        return None
    values = places.national(indicator.key_figure)
    known = values[(values["place"] == own) & values["value"].notna()]
    if known.empty:
        return None
    year = int(known["period"].max())
    try:
        near = analysis.similar(places.background(year), own, _SIMILAR)
    except Invalid:
        return None
    chosen = [own, SWEDEN, *near.index]
    compared = analysis.compared(values, chosen, indicator.direction)
    return _block(indicator, values, chosen, compared, near, language)


def _block(
    indicator: Indicator,
    values: pd.DataFrame,
    chosen: list[str],
    compared: pd.DataFrame,
    near: pd.DataFrame,
    language: str,
) -> Chart:
    _ = translator(language)
    names = places.names()
    own = compared[compared["place"] == chosen[0]].iloc[0]
    sweden = compared[compared["place"] == SWEDEN].iloc[0]
    finding = _(
        "{name}: {own} in {place} and {sweden} in the whole country ({year})",
        name=indicator.name,
        own=quantity(own["value"], indicator, _),
        place=names[chosen[0]],
        sweden=quantity(sweden["value"], indicator, _),
        year=int(own["period"]),
    )
    table = _frame(indicator, compared, near, names, _)
    said = ", ".join(
        f"{names[one.place]} {quantity(one.value, indicator, _)}" for one in compared.itertuples()
    )
    source = _(
        "{source}, {year}. The municipalities are those most like {place} in the parents' "
        "education and the share of pupils new in the country ({figures}).",
        source=Kolada.attribution,
        year=int(own["period"]),
        place=names[chosen[0]],
        figures=", ".join(places.BACKGROUND),
    )
    chart = figures.places_chart(
        values[values["place"].isin(chosen)], chosen, names, indicator, language=language
    )
    data = _data(values, chosen, near, names, _)
    shown = Table(table, finding, source, data=data)
    return Chart(chart, finding, f"{finding}. {said}.", source, shown)


def _data(
    values: pd.DataFrame,
    chosen: list[str],
    near: pd.DataFrame,
    names: dict[str, str],
    _: Translator,
) -> pd.DataFrame:
    """Every year's value of every place that is compared, as numbers."""
    rows = values[values["place"].isin(chosen)]
    return pd.DataFrame(
        {
            _("Municipality"): rows["place"].map(names).tolist(),
            _("Municipality code"): rows["place"].tolist(),
            _("Year"): rows["period"].tolist(),
            _("Value"): rows["value"].tolist(),
            _("Distance in background"): rows["place"].map(near["distance"]).round(4).tolist(),
        }
    )


def _frame(
    indicator: Indicator,
    compared: pd.DataFrame,
    near: pd.DataFrame,
    names: dict[str, str],
    _: Translator,
) -> pd.DataFrame:
    distance = near["distance"]
    return pd.DataFrame(
        {
            _("Municipality"): [names[one] for one in compared["place"]],
            _("Value"): [quantity(one, indicator, _) for one in compared["value"]],
            _("Since the first year"): [_signed(one, _) for one in compared["change"]],
            _("Distance in background"): [
                _.number(distance.get(one, float("nan")), 2) for one in compared["place"]
            ],
        }
    )


def _signed(value: float, _: Translator) -> str:
    if pd.isna(value):
        return "–"
    return ("+" if value > 0 else "") + _.number(value, 1)
