"""What a method says, block by block: the same in a notebook, in HTML and in a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go


@dataclass(frozen=True)
class Heading:
    """A heading inside a method's part; the part's own title is put by the report."""

    text: str
    level: int = 3


@dataclass(frozen=True)
class Text:
    """A paragraph that labmethods writes, in the reader's language; shown as it stands."""

    text: str


@dataclass(frozen=True)
class Prose:
    """What people wrote, in Markdown; shown as safe HTML, in whatever language it was written."""

    markdown: str
    label: str = ""
    language: str = ""
    """What it is written in; without it, the lab's own language."""


@dataclass(frozen=True)
class Told:
    """Counts of people that a block tells; they are noted when the report leaves the lab.

    Attributes
    ----------
    table, record
        The record that they are about, such as an evaluation.
    about
        What is counted, in words that stay the same.
    counts
        Each group and its people; None where it is hidden.
    """

    table: str
    record: str
    about: str
    counts: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Table:
    """A real table. Columns are titles in the reader's language, cells ready to read.

    Attributes
    ----------
    frame
        One row a line. Numbers stay numbers (set right), everything else is text.
    caption
        What the table shows, with n and period.
    source
        Where the values come from, without the word Source; an address becomes a link.
    data
        The same values as numbers and days, for a download; the frame itself where it is missing.
    told
        The counts of people in it.
    note
        How to read it: what was counted, by which method. A sentence or more.
    """

    frame: pd.DataFrame
    caption: str
    source: str = ""
    data: pd.DataFrame | None = None
    told: tuple[Told, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """One chart, one message.

    Attributes
    ----------
    figure
        The plotly figure, without a title of its own.
    finding
        The title: what the chart shows, as a sentence.
    alt
        For those who don't see it: the finding and the values behind it.
    source
        Where the values come from, with n and period, without the word Source.
    table
        The same values as a table, for print, for screen readers and where scripts are off.
    told
        The counts of people in it.
    note
        How to read it and by which method it was made: sentences under the source.
    """

    figure: go.Figure
    finding: str
    alt: str
    source: str = ""
    table: Table | None = field(default=None)
    told: tuple[Told, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Markup:
    """HTML that a lab's own cell made; shown without scripts, styles and addresses of files."""

    html: str


@dataclass(frozen=True)
class Picture:
    """A picture that a lab's own cell made, as PNG or JPEG."""

    data: bytes
    alt: str
    caption: str = ""


Block: TypeAlias = Heading | Text | Prose | Table | Chart | Markup | Picture

METHOD_MIME = "application/vnd.labmethods.method+json"
"""The type of a notebook output that names a method: what the method says stands there."""
