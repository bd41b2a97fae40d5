"""Every text of a frame or a figure, one by one: read, and put back changed."""

from __future__ import annotations

import base64
import datetime
import json
import textwrap
from collections.abc import Callable
from functools import lru_cache
from numbers import Real
from typing import Any, TypeVar

from labmethods.privacy.masking import findings
from labmethods.privacy.sightings import PERSON_TITLE, texts
from labmethods.reporting.kept import KeptFigure, KeptFrame

_Any = TypeVar("_Any")


def texts_of(shown: Any) -> tuple[str, ...]:
    """Every text that is read in a frame or a figure, once, where nothing in it is changed."""
    read: dict[str, None] = {}

    def here(text: str) -> str:
        read[text] = None
        return text

    _walked(shown, here)
    return tuple(read)


def changed_shown(shown: Any, here: Callable[[str], str]) -> Any:
    """A frame or a figure with its texts changed; the same one if none was."""
    if isinstance(shown, KeptFigure | KeptFrame) and shown.stands(here):
        return shown
    return _walked(shown, here)


def _walked(shown: Any, here: Callable[[str], str]) -> Any:
    shown = shown.frame() if isinstance(shown, KeptFrame) else shown
    is_figure = hasattr(shown, "to_plotly_json")
    return _figure(shown, here) if is_figure else changed_frame(shown, here)


def changed_frame(frame: Any, here: Callable[[str], str]) -> Any:
    """The frame with its titles and cells changed; the same one if none was."""
    titles = [here(str(title)) for title in frame.columns]
    before = [frame.iloc[:, at].tolist() for at in range(frame.shape[1])]
    cells = [
        [_cell(value, title, here) for value in values]
        for title, values in zip(map(str, frame.columns), before, strict=True)
    ]
    index = frame.index.tolist()
    new_index = [_cell(value, str(frame.index.name or ""), here) for value in index]
    new = frame
    for at, (values, old) in enumerate(zip(cells, before, strict=True)):
        if not _same_objects(values, old):
            new = _with_column(new, at, values)
    if titles != [str(title) for title in frame.columns]:
        new = new.set_axis(titles, axis=1)
    if not _same_objects(new_index, index):
        new = new.set_axis(new_index, axis=0)
    if frame.index.name is not None:
        # A named index is shown as a column.
        new = new.rename_axis(here(str(frame.index.name)))
    return new


def _with_column(frame: Any, at: int, values: list[Any]) -> Any:
    """The frame with one column of other values; its titles may be alike."""
    import pandas as pd

    columns = [frame.iloc[:, place] for place in range(frame.shape[1])]
    columns[at] = pd.Series(values, index=frame.index, dtype="object")
    return pd.concat(columns, axis=1).set_axis(frame.columns, axis=1)


def _same_objects(new: list[Any], old: list[Any]) -> bool:
    """Whether nothing was changed: then each is the very same object, missing values too."""
    return all(a is b for a, b in zip(new, old, strict=True))


def _cell(value: Any, column: str, here: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        new = beside(column, value, here)
        return value if new == value else new
    if isinstance(value, list | tuple):
        items = [_cell(one, column, here) for one in value]
        return value if _same_objects(items, list(value)) else items
    if value is None or isinstance(value, bool | datetime.date):
        return value
    for said in texts(value) or ([] if isinstance(value, Real) else [str(value)]):
        new = here(said)
        return value if new == said else new
    return value


def beside(title: str, value: str, here: Callable[[str], str]) -> str:
    """A cell is read beside its column's title, as readers see it."""
    new = here(value)
    if new != value or not PERSON_TITLE.match(title):
        return new
    before = f"{title}: "
    both = here(before + value)
    return both[len(before) :] if both.startswith(before) else new


def _figure(figure: Any, here: Callable[[str], str]) -> Any:
    """The figure with its labels, hover texts and values changed; the same one if none was."""
    plain = figure.to_plotly_json()
    new = _walk(plain, "", here)
    if new is plain:
        return figure
    import plotly.graph_objects as go

    return go.Figure(new, skip_invalid=True)


def _walk(value: _Any, key: str, here: Callable[[str], str]) -> _Any:
    """The same object where nothing was changed, so that a figure is made anew only if it must."""
    if key == "template" and _tells_nothing(json.dumps(value, sort_keys=True, default=str)):
        return value
    if isinstance(value, str):
        new = _label(value, here)
        return value if new == value else new
    if isinstance(value, dict):
        if "bdata" in value:
            return _packed(value, key, here)
        pairs = {_name(name, here): _walk(one, name, here) for name, one in value.items()}
        same = all(name in pairs and pairs[name] is value[name] for name in value)
        return value if same else pairs
    if isinstance(value, list | tuple):
        items = [_walk(one, key, here) for one in value]
        return value if _same_objects(items, list(value)) else items
    if hasattr(value, "dtype"):
        return _array(value, key, here)
    for digits in texts(value):
        new = here(digits)
        return value if new == digits else new
    return value


def _label(text: str, here: Callable[[str], str]) -> str:
    """A label is read as it was before it was broken to lines that fit, and as it stands."""
    lines = text.split("<br>")
    broken = "\n".join(line.strip() for line in lines)
    for hyphen in ("", "-") if len(lines) > 1 else ():
        whole = broken.replace("-\n", hyphen).replace("\n", " ")
        said = here(whole)
        if said != whole:
            indent = text[: len(text) - len(text.lstrip())]
            again = textwrap.wrap(said, max(map(len, lines)), break_long_words=False)
            return "<br>".join(indent + line for line in again)
    return here(text)


def _name(name: Any, here: Callable[[str], str]) -> Any:
    # Plotly's own names are short words; a record that a trace carries along may have any.
    return here(name) if isinstance(name, str) and not name.isalpha() else name


@lru_cache(maxsize=50)
def _tells_nothing(template: str) -> bool:
    """Whether a template is free of persons, as the house's own; charts share a few of them."""
    return not findings(template)


def _packed(value: Any, key: str, here: Callable[[str], str]) -> Any:
    """Numbers that plotly has packed."""
    import numpy as np

    array = np.frombuffer(base64.b64decode(value["bdata"]), dtype=np.dtype(value["dtype"]))
    new = _array(array, key, here)
    return value if new is array else new


def _array(values: Any, key: str, here: Callable[[str], str]) -> Any:
    if values.dtype.kind in "iuf":
        # Only a number with ten digits or more can be a person's.
        if not (values >= 1e9).any():
            return values
    elif values.dtype.kind not in "OUT":
        return values
    items = values.tolist()
    new = _walk(items, key, here)
    return values if new is items else new
