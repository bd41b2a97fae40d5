"""A table that sorts by any column and is searched by typing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import anywidget
import pandas as pd
import traitlets

from labmethods.language import translator

_HERE = Path(__file__).parent


class SortedTable(anywidget.AnyWidget):
    """The widget; the same face as a list of records.

    Attributes
    ----------
    columns, rows, words
        As ``RecordList``.
    chosen
        The id of the row that was pressed, or that is marked.
    """

    _esm = _HERE / "record_list.js"
    _css = _HERE / "record_list.css"
    columns = traitlets.List().tag(sync=True)
    rows = traitlets.List().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    chosen = traitlets.Unicode("").tag(sync=True)

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
        _ = translator(language)
        super().__init__(
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
            words={
                "language": language,
                "title": caption,
                "filter": _("Search in the list"),
                "count": _("{shown} of {all} shown", shown="{shown}", all="{all}"),
                "nothing": _("Nothing matches the search."),
                "empty": "–",
                "more": _("Show all {all}", all="{all}"),
            },
            chosen=marked,
        )
