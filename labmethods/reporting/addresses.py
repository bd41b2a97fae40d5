"""Web addresses in a report: the site's name where one is used, all of it in a numbered list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from labmethods.blocks import Block, Chart, Prose, Table, Text
from labmethods.language import Translator
from labmethods.prose import split_addresses
from labmethods.reporting.document import Fact, Part
from labmethods.reporting.gate_data import texts_of
from labmethods.reporting.kept import KeptFrame


def used(parts: Sequence[Part], facts: Sequence[Fact]) -> dict[str, list[str]]:
    """Every address that values were taken from, in reading order, and the parts it is used in."""
    found: dict[str, list[str]] = {}
    for fact in facts:
        _note(found, f"{fact.value} {fact.source}", fact.title)
    for part in parts:
        for block in part.blocks:
            for text in _texts(block):
                _note(found, text, part.title)
    return found


def numbered(addresses: Sequence[str]) -> dict[str, int]:
    """Each address with its number in the list."""
    return {address: number for number, address in enumerate(addresses, 1)}


def short(text: str, numbers: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """A line in pieces: what to show, and the address behind it or nothing.

    A whole address breaks in a narrow column and says little more than whose site it is.

    >>> list(short("Se https://www.example.org/a/b", {"https://www.example.org/a/b": 3}))
    [('Se ', ''), ('example.org\\xa0[3]', 'https://www.example.org/a/b')]
    """
    for piece, address in split_addresses(text):
        if not address:
            yield piece, ""
        else:
            site, number = piece.partition("/")[0], numbers.get(address)
            yield (f"{site}\N{NO-BREAK SPACE}[{number}]" if number else site), address


def address_list(found: Mapping[str, Sequence[str]], _: Translator) -> Prose:
    """The addresses in full, in the order of their numbers."""
    lines = [
        f"{number}. <{address}> ({_plain(_.listing(places))})"
        for number, (address, places) in enumerate(found.items(), 1)
    ]
    return Prose("\n".join(lines), language=_.language)


def _plain(text: str) -> str:
    """A part's title may be a notebook's name, which people wrote."""
    return "".join(f"\\{sign}" if sign in r"\`*_[]<>&~!" else sign for sign in text)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Text():
            yield block.text
        case Table():
            yield from _cells(block.frame)
            yield f"{block.source} {block.note}"
        case Chart():
            yield f"{block.source} {block.note}"
            if block.table is not None:
                yield from _texts(block.table)


def _cells(frame: object) -> Sequence[str]:
    return frame.texts if isinstance(frame, KeptFrame) else texts_of(frame)


def _note(found: dict[str, list[str]], text: str, place: str) -> None:
    for _shown, address in split_addresses(text):
        if address and place not in found.setdefault(address, []):
            found[address].append(place)
