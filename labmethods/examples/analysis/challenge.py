"""What a lab looks for: its challenge, whom it has, what it lacks and what it thinks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from labmethods.errors import Invalid
from labmethods.examples.analysis.fields import nothing, several, text_of
from labmethods.language import N_


@dataclass(frozen=True)
class Challenge:
    """What a lab looks for. Every part may be empty.

    Attributes
    ----------
    focus_areas
        ``employment``, ``school``, ``services``, ``safety``.
    target_group, text
        Whom it is about, and the challenge in the lab's own words.
    actors
        Whom the lab has: name and kind of each organisation.
    gaps, still
        What nobody does in its path, and its indicators that stand still: words to search with,
        each with what it is called in a sentence.
    opinions
        What the lab said of examples: id to ``fits``, ``does not fit`` or ``tried``.
    """

    focus_areas: tuple[str, ...] = ()
    target_group: str = ""
    text: str = ""
    actors: tuple[tuple[str, str | None], ...] = ()
    gaps: tuple[tuple[str, str], ...] = ()
    still: tuple[tuple[str, str], ...] = ()
    opinions: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        asked = (self.focus_areas, self.target_group, self.text, self.gaps, self.still)
        return any(bool(one) for one in asked)


_NAMES = {
    "focus_areas": ("focus_areas", "focus_area", "focus"),
    "target_group": ("target_group", "target_groups", "audience"),
    "text": ("text", "challenge", "problem", "description", "summary"),
    "actors": ("actors", "partners"),
    "gaps": ("gaps", "gap"),
    "still": ("still", "indicators", "stand_still", "standing_still"),
    "opinions": ("opinions", "feedback"),
}


def read_challenge(value: object) -> Challenge:
    """A challenge from what people have at hand: itself, a mapping of its parts, or free text.

    Texts and lists of texts do everywhere; ``actors`` may be a lab's actors as a frame.

    Raises
    ------
    Invalid
        If it is none of these.

    Examples
    --------
    >>> read_challenge({"focus_areas": "school", "actors": ["Polisen"]}).actors
    (('Polisen', None),)
    """
    if isinstance(value, Challenge):
        return value
    if isinstance(value, str):
        return Challenge(text=value)
    if isinstance(value, pd.Series):
        value = value.to_dict()
    if not isinstance(value, Mapping):
        raise Invalid(N_("A challenge is a text, or its parts by name, such as focus_areas."))
    found = {name: _first(value, names) for name, names in _NAMES.items()}
    opinions = found["opinions"]
    return Challenge(
        focus_areas=tuple(several(found["focus_areas"])),
        target_group=text_of(found["target_group"]),
        text=text_of(found["text"]),
        actors=tuple(_actors(found["actors"])),
        gaps=tuple(_needs(found["gaps"])),
        still=tuple(_needs(found["still"])),
        opinions=dict(opinions) if isinstance(opinions, Mapping) else {},
    )


def _first(value: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    held = (value[name] for name in names if name in value)
    return next((one for one in held if isinstance(one, pd.DataFrame) or not nothing(one)), None)


def _rows(value: Any) -> list[Any]:
    if isinstance(value, pd.DataFrame):
        return value.to_dict("records")
    if nothing(value):
        return []
    return [value] if isinstance(value, str | Mapping) else list(value)


def _actors(value: Any) -> list[tuple[str, str | None]]:
    found = []
    for one in _rows(value):
        if isinstance(one, Mapping):
            name, kind = one.get("name"), one.get("kind")
        elif isinstance(one, str):
            name, kind = one, None
        else:
            name, kind = (*one, None)[:2]
        if not nothing(name):
            found.append((str(name), None if nothing(kind) else str(kind)))
    return found


def _needs(value: Any) -> list[tuple[str, str]]:
    """Words and how they are called; of a row of a frame, all that it says in words."""
    found = []
    for one in _rows(value):
        if isinstance(one, Mapping):
            said = one.get("said") or one.get("name") or " ".join(_words(one))
            found.append((str(one.get("text") or said), str(said)))
        elif isinstance(one, str):
            found.append((one, one))
        elif not nothing(one):
            found.append((str(one[0]), str(one[-1])))
    return [pair for pair in dict.fromkeys(found) if pair[0].strip()]


def _words(row: Mapping[str, Any]) -> list[str]:
    return [value for name, value in row.items() if isinstance(value, str) and name != "id"]
