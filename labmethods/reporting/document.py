"""A report before it is a page: what it is called, what it says and where that is known from."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from labmethods.blocks import Block, Chart, Picture

SHORT = 15
"""Tables of at most so many rows stay on one sheet of paper."""


@dataclass(frozen=True)
class Fact:
    """A line of the facts box, in the reader's language."""

    title: str
    value: str
    source: str = ""
    """Where it is known from; an address becomes a link."""


@dataclass(frozen=True)
class Part:
    """A method's part of the report.

    Attributes
    ----------
    name
        The method's name; the part's address in the page (``#part-stakeholders``).
    title
        In the reader's language.
    blocks
        What the method says, in order.
    error
        Why the part couldn't be made, in the reader's language; the rest of the report stands.
    """

    name: str
    title: str
    blocks: tuple[Block, ...] = ()
    error: str = ""

    @property
    def address(self) -> str:
        """Where the part stands in the page."""
        return "part-" + (re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-") or "x")


@dataclass(frozen=True)
class Findings:
    """What a part found, on the first page: sentences, and how many more the part holds."""

    title: str
    address: str
    sentences: tuple[str, ...]
    left_out: int = 0
    group: str = ""
    """What this and those after it are about, such as what was tried."""


@dataclass(frozen=True)
class Document:
    """A report: everything on its page that doesn't come from the page's own design.

    Attributes
    ----------
    title
        What the report is about; the lab's name.
    subtitle
        What kind of report it is, and for what period.
    language
        The reader's language.
    facts
        The facts box at the top.
    summary
        What comes before the contents list: what was tried, what was learnt, what is asked for.
    parts
        In reading order.
    sample
        The values are made up; every page says so.
    made_on
        The only thing in a report that changes while the lab doesn't; none leaves the day out.
    version
        The hash of the store that the report was made from.
    written_in
        The language of what people wrote, when it isn't the reader's.
    edition
        For whom it is: ``full``, ``board``, ``residents`` or ``partner``; it decides type and page
        breaks.
    photo
        On the cover.
    cleared
        It has passed the privacy gate; nothing else is written.
    sources
        The web addresses of the list of sources, by whose numbers they are named elsewhere.
    hidden
        So many things that point out a person the gate has hidden.
    unshown
        The signs that stand as empty boxes in the file, since the computer has no font for them.
    """

    title: str
    subtitle: str = ""
    language: str = "sv"
    facts: tuple[Fact, ...] = ()
    summary: tuple[Block | Findings, ...] = ()
    parts: tuple[Part, ...] = ()
    sample: bool = False
    made_on: datetime.date | None = None
    version: str = ""
    written_in: str = ""
    edition: str = "full"
    photo: Picture | None = None
    sources: tuple[str, ...] = ()
    cleared: bool = False
    hidden: int = 0
    unshown: str = ""

    def charts(self) -> Iterator[Chart]:
        """The charts in reading order."""
        for blocks in (self.summary, *(part.blocks for part in self.parts)):
            yield from (block for block in blocks if isinstance(block, Chart))
