"""The board's notes: what a note holds, made from frames and made ready for the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from labmethods.widgets.theme import QUIET, styles

if TYPE_CHECKING:
    import pandas as pd

FIELDS = {"id", "label", "x", "y", "kind", "size", "detail", "badge", "faded", "before", "spread"}
"""What a note may hold.

``id`` and ``label`` are needed. ``x`` and ``y`` are values of the axes, none where nobody has
placed the note. ``kind`` gives colour and shape, ``size`` the size of the shape, ``detail`` is read
when the note is chosen, ``badge`` is a word on the note ("new"), ``faded`` sets it back ("left").
``before`` (``{"x": .., "y": ..}``) draws an arrow from there. ``spread`` (``{"x": [low, high],
"y": [low, high], "n": voices}``) draws how far apart several voices are.
"""


def ready(notes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The notes as plain values that a page can be sent; empty ones become none.

    Raises
    ------
    ValueError
        For a field that isn't known, a note without id or label, or two notes with one id.
    """
    made, seen = [], set()
    for note in notes:
        plain = {name: _plain(value) for name, value in note.items()}
        unknown = plain.keys() - FIELDS
        if unknown:
            raise ValueError(f"a note has no field {', '.join(sorted(unknown))}")
        if plain.get("id") is None or plain.get("label") is None:
            raise ValueError("a note needs an id and a label")
        plain["id"], plain["label"] = str(plain["id"]), str(plain["label"])
        if plain["id"] in seen:
            raise ValueError(f"two notes have the id {plain['id']}")
        seen.add(plain["id"])
        made.append({"x": None, "y": None, **plain})
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, str | bool | int) or value is None:
        return value
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "item"):
        value = value.item()
    try:
        return value if value == value else None
    except TypeError:  # pandas' NA is neither equal nor unequal
        return None


def notes_of(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str | None = None,
    label: str = "name",
    kind: str | None = "kind",
    size: str | None = None,
    detail: str | None = None,
) -> list[dict[str, Any]]:
    """A note for each row of a frame; the parameters name its columns, ``id`` is always ``id``.

    Examples
    --------
    >>> import pandas as pd
    >>> actors = pd.DataFrame({"id": ["a"], "name": ["Föreningen"], "power": [2], "interest": [5]})
    >>> notes_of(actors, x="interest", y="power", kind=None)
    [{'x': 5, 'y': 2, 'id': 'a', 'label': 'Föreningen'}]
    """
    columns = {"id": "id", "label": label, "x": x, "y": y, "kind": kind, "size": size}
    columns = {name: column for name, column in {**columns, "detail": detail}.items() if column}
    rows = frame[list(dict.fromkeys(columns.values()))].to_dict("records")
    return ready({name: row[column] for name, column in columns.items()} for row in rows)


def kind_states(kinds: Mapping[str, str], notes: list[dict[str, Any]], none: str) -> list[dict]:
    """Colour, symbol and title of each kind: first the given ones, then others on the notes."""
    used = [note["kind"] for note in notes if note.get("kind")]
    titles = {**{kind: kind for kind in used}, **kinds}
    order = [*kinds, *sorted(set(used) - kinds.keys())]
    states = [
        {"value": kind, "title": titles[kind], "colour": colour, "symbol": symbol}
        for kind, (colour, symbol) in styles(order).items()
    ]
    if states and len(used) < len(notes):
        states.append({"value": "", "title": none, "colour": QUIET, "symbol": "circle"})
    return states
