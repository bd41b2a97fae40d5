"""The file of a method card: a text that people read, and at its end the drafts as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labmethods.errors import Missing, Refused
from labmethods.language import LANGUAGES, N_, translator

FORMAT = "labmethods-method-card"
VERSION = 1
LARGEST = 1_000_000
"""Bytes; a card is a few pages."""
MOST = 200
"""Rows of one table."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "actors": ("key", "kind"),
    "indicators": (
        *("key", "name", "measures", "unit", "unit_words", "lowest", "highest", "direction"),
        *("level", "focus_area", "chain", "frequency", "key_figure"),
    ),
    "experiments": (
        *("key", "name", "focus_areas", "belief", "assumption", "action", "audience", "measure"),
        *("criterion", "stop_rule", "actors", "indicators"),
    ),
    "chain_boxes": ("key", "text", "level", "indicators", "experiments", "evidence"),
    "chain_links": ("source", "target", "assumption"),
}
"""What a card holds of each table; a lab's own days, costs, counts and places stay there."""

_BLOCK = re.compile(r"^```json\s*\n(?P<json>\{.*?\})\s*\n```\s*$", re.MULTILINE | re.DOTALL)
_SCRIPT = re.compile(
    r'<script type="application/json" id="method-card">\s*(?P<json>\{.*\})\s*</script>', re.DOTALL
)


@dataclass(frozen=True)
class MethodCard:
    """A method that a lab adopted, for others to start from.

    Attributes
    ----------
    name
        What the method is called.
    lab
        The lab that adopted it.
    language
        What it is written in.
    text
        The card in Markdown, without the drafts.
    tables
        Table name to rows of ``FIELDS``. A row has a ``key``, and others refer to it by that key.
    source
        An address where more is known; empty where there is none.
    """

    name: str
    lab: str
    language: str
    text: str
    tables: Mapping[str, list[dict[str, Any]]]
    source: str = ""


def written(card: MethodCard) -> str:
    """The file's text."""
    _ = translator(card.language)
    data = {
        "format": FORMAT,
        "version": VERSION,
        "language": card.language,
        "name": card.name,
        "lab": card.lab,
        "source": card.source,
        "tables": {table: rows for table, rows in card.tables.items() if rows},
    }
    told = _(
        "A new lab can start from this card: labmethods new NAME --from THIS FILE. The rest of the "
        "file is for that; leave it as it stands."
    )
    text = card.text.rstrip()
    return f"{text}\n\n---\n\n{told}\n\n```json\n{block(data)}\n```\n"


def block(data: Any) -> str:
    """What a file's drafts are written as."""
    # A fence inside a text would end the block; JSON may write the sign otherwise.
    return json.dumps(data, ensure_ascii=False, indent=1, default=str).replace("`", "\\u0060")


def read(path: Path) -> MethodCard:
    """The card in a file.

    Raises
    ------
    Missing
        There is no such file.
    Refused
        It is no method card, or a newer labmethods wrote it, or it was damaged.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise Refused(N_("{where} is too large to be a method card."), where=path.name)
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Missing(N_("There is no file {where}. Look at the name."), where=path) from None
    except (OSError, UnicodeDecodeError):
        raise _no_card(path) from None
    try:
        body, _block, data = parted(text)
    except (ValueError, RecursionError):
        raise _no_card(path) from None
    return _card(data, body, path)


def parted(text: str) -> tuple[str, str, Any]:
    """A file's text for people, the block of its drafts, and what is in that.

    Of a page only the block is read: the text for people is not needed to start from it.

    Raises
    ------
    ValueError
        There is no such block.
    """
    blocks = [*_BLOCK.finditer(text), *_SCRIPT.finditer(text)]
    if not blocks:
        raise ValueError("no block")
    last = blocks[-1]
    return text[: last.start()].rpartition("\n---\n")[0], last["json"], json.loads(last["json"])


def _no_card(path: Path) -> Refused:
    return Refused(
        N_(
            "{where} is no method card, or the part at its end was changed. Nothing has been made. "
            "Ask for the file again."
        ),
        where=path.name,
    )


def _card(data: Any, text: str, path: Path) -> MethodCard:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise _no_card(path)
    if not isinstance(data.get("version"), int) or data["version"] > VERSION:
        raise Refused(
            N_("{where} was written by a newer labmethods. Update labmethods on this computer."),
            where=path.name,
        )
    words = {name: data.get(name) for name in ("name", "lab", "language", "source")}
    if (
        not all(isinstance(one, str) for one in words.values())
        or words["language"] not in LANGUAGES
    ):
        raise _no_card(path)
    tables = data.get("tables")
    if not isinstance(tables, dict) or len(tables.get("experiments") or []) != 1:
        raise _no_card(path)
    try:
        rows = {table: _rows(tables.get(table) or [], FIELDS[table]) for table in FIELDS}
    except (TypeError, ValueError, AttributeError):
        raise _no_card(path) from None
    _check_keys(rows, path)
    return MethodCard(text=text.strip(), tables=rows, **words)


def _rows(rows: Any, fields: Iterable[str]) -> list[dict[str, Any]]:
    if not isinstance(rows, list) or len(rows) > MOST:
        raise ValueError
    return [{name: row[name] for name in fields if name in row} for row in rows]


_REFERENCES = {
    "experiments": {"actors": "actors", "indicators": "indicators"},
    "chain_boxes": {"indicators": "indicators", "experiments": "experiments"},
    "chain_links": {"source": "chain_boxes", "target": "chain_boxes"},
}


def _check_keys(tables: Mapping[str, list[dict[str, Any]]], path: Path) -> None:
    """Refuse a card that refers to what isn't in it."""
    keys = {table: [row.get("key") for row in rows] for table, rows in tables.items()}
    every = [key for table in keys for key in keys[table] if key is not None]
    if len(set(map(str, every))) != len(every) or not all(isinstance(k, str) for k in every):
        raise _no_card(path)
    for table, references in _REFERENCES.items():
        for row in tables[table]:
            for name, other in references.items():
                value = row.get(name)
                wanted = value if isinstance(value, list) else [value]
                known = keys[other]
                if any(one is not None and one not in known for one in wanted):
                    raise _no_card(path)
