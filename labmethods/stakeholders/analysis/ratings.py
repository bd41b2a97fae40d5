"""What the ratings say of each actor: strategy, salience, alignment and place in the chart."""

from __future__ import annotations

import numpy as np
import pandas as pd

from labmethods.stakeholders.analysis.frames import rating, require

HELD = 3
"""The rating from which an attribute counts as held."""

STRATEGIES = {
    (True, True): "manage closely",
    (True, False): "keep satisfied",
    (False, True): "keep informed",
    (False, False): "monitor",
}
"""Power held, interest held: the strategy."""

SALIENCE_CLASSES = {
    (True, True, True): "definitive",
    (True, True, False): "dominant",
    (True, False, True): "dangerous",
    (False, True, True): "dependent",
    (True, False, False): "dormant",
    (False, True, False): "discretionary",
    (False, False, True): "demanding",
    (False, False, False): "non-stakeholder",
}
"""Power, legitimacy, urgency held: the class, from the most salient to the least."""

APPROACHES = {
    (True, True): "learn in partnership",
    (True, False): "develop enthusiasm",
    (False, True): "challenge beliefs",
    (False, False): "develop awareness",
}
"""For the lab, interest held: the approach."""


def power_interest(actors: pd.DataFrame) -> pd.DataFrame:
    """The strategy towards each actor by its power and its interest.

    Parameters
    ----------
    actors
        Columns ``power`` and ``interest`` (1-5, missing allowed); held from 3.

    Returns
    -------
    DataFrame
        The same rows and columns with a column ``power_interest``: *manage closely* (power and
        interest), *keep satisfied* (power alone), *keep informed* (interest alone), *monitor*
        (neither); missing where either rating is.

    Raises
    ------
    Invalid
        If a column is missing or a rating is no number from 1 to 5.

    References
    ----------
    Mendelow, A. L. (1981). Environmental scanning: the impact of the stakeholder concept.
    *Proceedings of the Second International Conference on Information Systems*, 407-418.

    Examples
    --------
    >>> actors = pd.DataFrame({"power": [5, 2, None], "interest": [4, 3, 5]})
    >>> power_interest(actors)["power_interest"].tolist()
    ['manage closely', 'keep informed', nan]
    """
    return _classed(actors, "power_interest", ["power", "interest"], STRATEGIES)


def salience(actors: pd.DataFrame) -> pd.DataFrame:
    """The class of each actor by the attributes it holds: power, legitimacy, urgency.

    Parameters
    ----------
    actors
        Columns ``power``, ``legitimacy`` and ``urgency`` (1-5, missing allowed); held from 3.

    Returns
    -------
    DataFrame
        The same rows and columns with a column ``salience``: *definitive* (all three), *dominant*
        (power, legitimacy), *dangerous* (power, urgency), *dependent* (legitimacy, urgency),
        *dormant* (power), *discretionary* (legitimacy), *demanding* (urgency) or
        *non-stakeholder*; missing where any of the three ratings is.

    Raises
    ------
    Invalid
        If a column is missing or a rating is no number from 1 to 5.

    References
    ----------
    Mitchell, R. K., Agle, B. R. & Wood, D. J. (1997). Toward a theory of stakeholder identification
    and salience. *Academy of Management Review*, 22(4), 853-886.

    Examples
    --------
    >>> actors = pd.DataFrame({"power": [4, 1], "legitimacy": [3, 5], "urgency": [2, 3]})
    >>> salience(actors)["salience"].tolist()
    ['dominant', 'dependent']
    """
    return _classed(actors, "salience", ["power", "legitimacy", "urgency"], SALIENCE_CLASSES)


def alignment(actors: pd.DataFrame) -> pd.DataFrame:
    """The approach to each actor by its attitude and its interest.

    Parameters
    ----------
    actors
        Columns ``attitude`` (-2 to 2; above 0 is aligned with the lab, 0 is not aligned yet) and
        ``interest`` (1-5; held from 3), missing allowed.

    Returns
    -------
    DataFrame
        The same rows and columns with a column ``alignment``: *learn in partnership* (aligned and
        interested), *develop enthusiasm* (aligned alone), *challenge beliefs* (interested alone) or
        *develop awareness* (neither); missing where either rating is. Influence, the matrix's third
        side, is the actor's ``power``.

    Raises
    ------
    Invalid
        If a column is missing or a rating is outside its scale.

    References
    ----------
    Mendizabal, E. (2010). *The Alignment, Interest and Influence Matrix (AIIM) guidance note*.
    Overseas Development Institute.

    Examples
    --------
    >>> actors = pd.DataFrame({"attitude": [2, 0], "interest": [4, 5]})
    >>> alignment(actors)["alignment"].tolist()
    ['learn in partnership', 'challenge beliefs']
    """
    # Aligned is above 0, on a scale shifted so that every attribute is held from HELD.
    shifted = actors.assign(attitude=rating(actors, "attitude") + 2)
    held = {"attitude": shifted["attitude"], "interest": rating(actors, "interest")}
    return _with_class(actors, "alignment", held, APPROACHES)


def assessed(actors: pd.DataFrame, *columns: str) -> pd.Series:
    """Which actors have all these ratings.

    >>> actors = pd.DataFrame({"power": [1, None], "interest": [2, 2]})
    >>> assessed(actors, "power", "interest").tolist()
    [True, False]
    """
    known = pd.DataFrame({column: rating(actors, column).notna() for column in columns})
    return known.all(axis="columns").reindex(actors.index)


def chart_places(
    actors: pd.DataFrame, x: str = "interest", y: str = "power", size: str | None = None
) -> pd.DataFrame:
    """Where each assessed actor stands in a chart of two ratings, without covering another.

    Ratings are whole steps, so many actors share a square of the grid. In a square they stand
    under each other in order of ``size`` (greatest first), then name. A rating between two steps
    (a median) stands in the lower one's square, on its side of the border between low and high.

    Parameters
    ----------
    actors
        Columns ``id, name, kind`` and the ratings.
    x, y, size
        Columns of ratings; the figure's two axes and what gives the order in a square.

    Returns
    -------
    DataFrame
        One row an actor that has both ratings: ``id, name, kind``, the ratings, ``column`` and
        ``row`` (the square), ``slot`` (0 at the top) and ``slots`` (how many share the square).

    Raises
    ------
    Invalid
        If a column is missing or a rating is outside its scale.

    Examples
    --------
    >>> actors = pd.DataFrame({"id": ["a", "b"], "name": ["B", "A"], "kind": [None, None],
    ...                        "power": [3, 3], "interest": [4, 4]})
    >>> chart_places(actors)[["name", "column", "row", "slot", "slots"]].values.tolist()
    [['A', 4, 3, 0, 2], ['B', 4, 3, 1, 2]]
    """
    require(actors, "id", "name", "kind")
    columns = list(dict.fromkeys([x, y, *([size] if size else [])]))
    ratings = {column: rating(actors, column) for column in columns}
    places = actors[["id", "name", "kind"]].assign(**ratings)
    places = places[places[x].notna() & places[y].notna()]
    order = [-places[size].fillna(0)] if size else []
    keys = pd.concat([*order, places["name"].astype(str).str.casefold()], axis="columns")
    places = places.iloc[np.lexsort([keys[key] for key in reversed(list(keys))])]
    places = places.assign(
        column=np.floor(places[x]).astype(int), row=np.floor(places[y]).astype(int)
    )
    squares = places.groupby(["column", "row"])
    return places.assign(slot=squares.cumcount(), slots=squares["id"].transform("size"))


def _classed(
    actors: pd.DataFrame, name: str, columns: list[str], classes: dict[tuple[bool, ...], str]
) -> pd.DataFrame:
    return _with_class(
        actors, name, {column: rating(actors, column) for column in columns}, classes
    )


def _with_class(
    actors: pd.DataFrame,
    name: str,
    ratings: dict[str, pd.Series],
    classes: dict[tuple[bool, ...], str],
) -> pd.DataFrame:
    known = np.logical_and.reduce([values.notna() for values in ratings.values()])
    held = zip(*(values >= HELD for values in ratings.values()), strict=True)
    named = [
        classes[each] if is_known else None for each, is_known in zip(held, known, strict=True)
    ]
    return actors.assign(**{name: pd.Series(named, index=actors.index, dtype="str")})
