"""A lab's municipality beside Sweden and others: those the lab chose, or those most like it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from labmethods.blocks import Chart, Table
from labmethods.errors import Invalid
from labmethods.indicators import analysis, figures, geometry, places
from labmethods.indicators.labels import amount
from labmethods.indicators.records import Indicator
from labmethods.indicators.sentences import called, credit, quantity
from labmethods.language import Translator, translator
from labmethods.sources.kolada import SWEDEN, Kolada

_SIMILAR = 4


class Places(NamedTuple):
    """What is compared: all values, the places (one's own first), distances, the latest year."""

    values: pd.DataFrame
    chosen: list[str]
    distance: pd.Series
    year: int


def compared_places(indicator: Indicator) -> Places | None:
    """The places beside one's own; nothing where values lack, or where none is known to be alike.

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
    beside = [one for one in indicator.beside or [] if one not in (own, SWEDEN)]
    try:
        near = analysis.similar(places.background(year), own, len(places.names()))["distance"]
    except Invalid:
        near = pd.Series(dtype="float64")
    chosen = beside or near.index[:_SIMILAR].tolist()
    return Places(values, [own, SWEDEN, *chosen], near, year) if chosen else None


def comparison_block(
    indicator: Indicator, language: str, *, as_index: bool = False
) -> Chart | None:
    """One's own municipality, Sweden and the others over time; nothing where values lack.

    Parameters
    ----------
    as_index
        Each place with its own value in the first year as 100.
    """
    found = compared_places(indicator)
    if found is None:
        return None
    _ = translator(language)
    values, unit = found.values, indicator
    if as_index:
        first = _first_year(found)
        values = analysis.indexed(values, first)
        words = _("index, {year} = 100", year=first)
        unit = indicator.model_copy(update={"unit": "rate", "unit_words": words})
    compared = analysis.compared(values, found.chosen, indicator.direction)
    finding = _finding(indicator, unit, compared, found, _)
    source = _("{source}, {year}", source=credit(Kolada.attribution), year=found.year)
    chart = figures.places_chart(
        values[values["place"].isin(found.chosen)],
        found.chosen,
        places.names(),
        unit,
        language=language,
    )
    names = places.names()
    said = ", ".join(
        f"{names[one.place]} {quantity(one.value, unit, _)}" for one in compared.itertuples()
    )
    table = Table(_frame(unit, compared, found, _), finding, source, data=_data(values, found, _))
    note = _chosen(indicator, found, _)
    return Chart(chart, finding, f"{finding}. {said}.", source, table, note=note)


def _first_year(found: Places) -> int:
    """The first year that one's own municipality has a value for that isn't zero."""
    own = found.values[found.values["place"] == found.chosen[0]]
    return int(own.loc[own["value"].notna() & (own["value"] != 0), "period"].min())


def _finding(
    indicator: Indicator, unit: Indicator, compared: pd.DataFrame, found: Places, _: Translator
) -> str:
    now = compared.set_index("place")["value"]
    sentence = _(
        "{name}: {own} in {place} and {sweden} in the whole country ({year})",
        name=called(indicator),
        own=quantity(now[found.chosen[0]], unit, _),
        place=places.names()[found.chosen[0]],
        sweden=quantity(now[SWEDEN], unit, _),
        year=found.year,
    )
    return f"{sentence}, {unit.unit_words}" if unit is not indicator else sentence


def _chosen(indicator: Indicator, found: Places, _: Translator) -> str:
    """Why these municipalities."""
    if indicator.beside:
        return _("The municipalities were chosen by the lab.")
    return _(
        "The municipalities are those most like {place} in the parents' education and the share "
        "of pupils new in the country (Kolada's key figures {figures}).",
        place=places.names()[found.chosen[0]],
        figures=_.listing(places.BACKGROUND),
    )


def _data(values: pd.DataFrame, found: Places, _: Translator) -> pd.DataFrame:
    """Every year's value of every place that is compared, as numbers."""
    rows = values[values["place"].isin(found.chosen)]
    return pd.DataFrame(
        {
            _("Municipality"): rows["place"].map(places.names()).tolist(),
            _("Municipality code"): rows["place"].tolist(),
            _("Year"): rows["period"].tolist(),
            _("Value"): rows["value"].tolist(),
            _("Distance in background"): rows["place"].map(found.distance).round(4).tolist(),
        }
    )


def _frame(
    indicator: Indicator, compared: pd.DataFrame, found: Places, _: Translator
) -> pd.DataFrame:
    names = places.names()
    return pd.DataFrame(
        {
            _("Municipality"): [names[one] for one in compared["place"]],
            _("Value"): [quantity(one, indicator, _) for one in compared["value"]],
            _("Since the first year"): [_signed(one, _) for one in compared["change"]],
            _("Distance in background"): [_far(found, one, _) for one in compared["place"]],
        }
    )


def _far(found: Places, place: str, _: Translator) -> str:
    return _.number(found.distance.get(place, float("nan")), 2)


def _signed(value: float, _: Translator) -> str:
    if pd.isna(value):
        return "–"
    return ("+" if value > 0 else "") + _.number(value, 1)


def map_block(indicator: Indicator, home: Path | None, language: str) -> Chart | None:
    """A map of the latest year, where the lab's folder has the municipalities' shapes.

    Raises
    ------
    Refused
        The lab's file of shapes can't be read.
    """
    order = ranking(indicator, language)
    found = geometry.shapes(home) if order else {}
    if not order or not found:
        return None
    _ = translator(language)
    values = pd.Series(order.values.to_numpy(), index=order.places)
    own = indicator.place_code or ""
    chart = figures.map_chart(
        found,
        values,
        analysis.edges(values[values.index.isin(found)]),
        own,
        places.names().get(own, own),
        language=language,
    )
    source = _("{source}, {year}", source=credit(Kolada.attribution), year=order.year)
    note = _("The shapes come from the lab's own file.")
    finding = f"{indicator.name}. {order.said}"
    table = Table(order.shown, finding, source, data=order.sort)
    return Chart(chart, finding, finding, source, table, note=note)


class Ranking(NamedTuple):
    """Every municipality in a year: what is read, and the numbers that it sorts by."""

    shown: pd.DataFrame
    sort: pd.DataFrame
    said: str
    places: list[str]
    values: pd.Series
    year: int


def ranking(indicator: Indicator, language: str) -> Ranking | None:
    """Every municipality that has a value in the latest year, the best first."""
    found = compared_places(indicator)
    if found is None:
        return None
    _ = translator(language)
    names = places.names()
    rows = found.values[found.values["place"].isin(places.municipalities())]
    frame = analysis.ranked(rows, found.year, indicator.direction)
    distance = frame["place"].map(found.distance)
    titles = [
        *(_("Municipality"), _("Place in the order"), _("Value")),
        *(_("Since the first year"), _("Distance in background")),
    ]
    shown = pd.DataFrame(
        {
            titles[0]: frame["place"].map(names),
            titles[1]: frame["rank"].map(str),
            titles[2]: [quantity(one, indicator, _) for one in frame["value"]],
            titles[3]: [_signed(one, _) for one in frame["change"]],
            titles[4]: [_.number(one, 2) for one in distance],
        }
    )
    numbers = [frame["rank"], frame["value"], frame["change"], distance]
    sort = pd.DataFrame(dict(zip(titles, [shown[titles[0]], *numbers], strict=True)))
    own = frame[frame["place"] == found.chosen[0]]
    said = ""
    if len(own):
        said = _(
            "{place} is number {rank} of {n} municipalities with a value ({year}): {value}.",
            place=names[found.chosen[0]],
            rank=_.number(int(own["rank"].iloc[0])),
            n=_.number(len(frame)),
            year=found.year,
            value=amount(own["value"].iloc[0], _),
        )
    return Ranking(shown, sort, said, frame["place"].tolist(), frame["value"], found.year)
