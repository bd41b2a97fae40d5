"""Every text of a report, one by one: read, and put back changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from labmethods.blocks import (
    Block,
    Chart,
    Heading,
    Markup,
    Picture,
    Prose,
    Table,
    Text,
)
from labmethods.privacy.masking import as_read, attributes
from labmethods.prose import safe_html, safe_markup
from labmethods.reporting.document import Document, Fact, Findings, Part
from labmethods.reporting.gate_data import beside, changed_shown

Change = Callable[[str, str], str]
"""What a text becomes; the first value is what it stands under."""

_Any = TypeVar("_Any")


def changed(document: Document, change: Change) -> Document:
    """The document with every text as ``change`` says."""

    def under(part: str) -> Callable[[str], str]:
        return lambda text: change(part, text) if text else text

    top = under(document.title)
    return replace(
        document,
        title=top(document.title),
        subtitle=top(document.subtitle),
        facts=tuple(_fact(fact, change) for fact in document.facts),
        photo=_block(document.photo, top) if document.photo else None,
        summary=tuple(_block(block, top) for block in document.summary),
        parts=tuple(_part(part, under) for part in document.parts),
    )


def changed_texts(value: _Any, here: Callable[[str], str]) -> _Any:
    """Lists and records of texts, each changed as it was typed and as Markdown shows it."""
    if isinstance(value, str):
        return _prose(Prose(value), here).markdown if value else value
    if isinstance(value, dict):
        return {
            name: _titled(name, one, here) if isinstance(one, str) else changed_texts(one, here)
            for name, one in value.items()
        }
    if isinstance(value, list | tuple):
        return type(value)(changed_texts(one, here) for one in value)
    return value


def _titled(name: object, text: str, here: Callable[[str], str]) -> str:
    new = changed_texts(text, here)
    return new if new != text else beside(str(name), text, here)


def _fact(fact: Fact, change: Change) -> Fact:
    # The title stands with the value: "Contact" tells of a person.
    value = change(fact.title, fact.value) if fact.value else fact.value
    source = change(fact.title, fact.source) if fact.source else fact.source
    return replace(fact, title=change(fact.title, fact.title), value=value, source=source)


def _part(part: Part, under: Callable[[str], Callable[[str], str]]) -> Part:
    here = under(part.title)
    return replace(
        part,
        name=here(part.name),
        title=here(part.title),
        error=here(part.error),
        blocks=tuple(_block(block, here) for block in part.blocks),
    )


def _block(block: Any, here: Callable[[str], str]) -> Any:
    match block:
        case Heading() | Text():
            return replace(block, text=here(block.text))
        case Prose():
            return _prose(block, here)
        case Table():
            return _table(block, here)
        case Chart():
            return replace(
                block,
                figure=changed_shown(block.figure, here),
                finding=here(block.finding),
                alt=here(block.alt),
                source=here(block.source),
                note=here(block.note),
                table=_table(block.table, here) if block.table is not None else None,
            )
        case Markup():
            return _markup(block, here)
        case Picture():
            return replace(block, alt=here(block.alt), caption=here(block.caption))
        case Findings():
            return replace(
                block,
                title=here(block.title),
                address=_address(here(block.address)),
                group=here(block.group),
                sentences=tuple(map(here, block.sentences)),
            )
    raise TypeError(f"a report holds blocks of labmethods.blocks, not {type(block).__name__}")


def _address(text: str) -> str:
    """A part's address, as the part itself makes it of its changed name."""
    return Part(text.removeprefix("part-"), "").address if text else text


def _prose(block: Prose, here: Callable[[str], str]) -> Block:
    """Changed as it was typed; what its formatting still hides leaves only the bare text."""
    new = replace(block, markdown=here(block.markdown), label=here(block.label))
    page = safe_html(new.markdown)
    shown = as_read(page)
    bare = here(shown)
    if bare == shown and _unchanged(attributes(page), here):
        return new
    return replace(new, markdown=_plain_markdown(bare))


def _markup(block: Markup, here: Callable[[str], str]) -> Block:
    new = replace(block, html=here(block.html))
    page = safe_markup(new.html)
    shown = as_read(page)
    bare = here(shown)
    return new if bare == shown and _unchanged(attributes(page), here) else Text(bare)


def _unchanged(texts: list[str], here: Callable[[str], str]) -> bool:
    return all([here(text) == text for text in texts])


def _plain_markdown(text: str) -> str:
    """Text that Markdown shows as it stands, in its paragraphs."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~&])", r"\\\1", text)


def _table(table: Table, here: Callable[[str], str]) -> Table:
    return replace(
        table,
        frame=changed_shown(table.frame, here),
        data=changed_shown(table.data, here) if table.data is not None else None,
        caption=here(table.caption),
        source=here(table.source),
        note=here(table.note),
    )
