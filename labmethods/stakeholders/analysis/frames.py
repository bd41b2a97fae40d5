"""What an analysis may ask of the frames it gets."""

from __future__ import annotations

import pandas as pd

from labmethods.errors import Invalid
from labmethods.language import N_

SCALES = {
    "power": (1, 5),
    "interest": (1, 5),
    "legitimacy": (1, 5),
    "urgency": (1, 5),
    "attitude": (-2, 2),
}


def require(frame: pd.DataFrame, *columns: str) -> None:
    """Refuse a frame that lacks columns.

    Raises
    ------
    Invalid
        With the names of the columns that are missing.
    """
    lacking = [column for column in columns if column not in frame.columns]
    if lacking:
        raise Invalid(
            N_("The table lacks {columns}. Add what is missing and try again."),
            columns=", ".join(lacking),
        )


def rating(actors: pd.DataFrame, column: str) -> pd.Series:
    """A column of ratings as float64, missing as NaN.

    Raises
    ------
    Invalid
        If the column is missing, holds something that is no number, or is outside its scale.
    """
    require(actors, column)
    low, high = SCALES[column]
    values = pd.to_numeric(actors[column], errors="coerce").astype("Float64")
    unread = values.isna() & actors[column].notna()
    outside = (values.lt(low) | values.gt(high)).fillna(False)
    wrong = unread | outside
    if wrong.any():
        row = wrong.to_numpy().argmax()
        raise Invalid(
            N_("{column} of {name} is {value}, which is no number from {low} to {high}."),
            column=column,
            name=actors["name"].iloc[row] if "name" in actors.columns else row,
            value=actors[column].iloc[row],
            low=low,
            high=high,
        )
    return pd.Series(values.to_numpy(dtype=float, na_value=float("nan")), index=actors.index)


def identified(actors: pd.DataFrame) -> pd.Series:
    """The actors' ids.

    Raises
    ------
    Invalid
        If there is no ``id`` column, an id is missing or stands twice.
    """
    require(actors, "id")
    ids = actors["id"]
    if ids.isna().any():
        raise Invalid(N_("An actor has no id."))
    if ids.duplicated().any():
        raise Invalid(
            N_("The id {id} stands for several actors. Keep one of them."),
            id=ids[ids.duplicated()].iloc[0],
        )
    return ids
