"""A table that sorts by any column and is searched by typing."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from labmethods.widgets.record_list import ListFace


class SortedTable(ListFace):
    """A frame with the same face as a list of records; ``chosen`` is the row that stands out."""

    def __init__(
        self,
        caption: str,
        shown: pd.DataFrame,
        sort: pd.DataFrame,
        ids: Sequence[str],
        language: str,
        marked: str = "",
    ) -> None:
        """Show a frame.

        Parameters
        ----------
        shown, sort
            What is read, and by what it is sorted: the same rows and columns.
        ids
            A name for each row.
        marked
            The row that stands out.
        """
        super().__init__(
            caption,
            "–",
            language,
            columns=[str(name) for name in shown.columns],
            rows=[
                {
                    "id": key,
                    "cells": [str(cell) for cell in cells],
                    "sort": [None if pd.isna(one) else one for one in numbers],
                }
                for key, cells, numbers in zip(
                    ids,
                    shown.itertuples(index=False, name=None),
                    sort.astype(object).itertuples(index=False, name=None),
                    strict=True,
                )
            ],
            chosen=marked,
        )
