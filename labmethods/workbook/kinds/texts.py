"""Texts: one line, or several in Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.workbook.kinds.kind import Kind, short


@dataclass(frozen=True)
class Line(Kind):
    """Text on one line."""

    longest: int = 200

    def parse(self, value: object) -> str:
        if isinstance(value, bytes | Mapping | list | tuple | set):
            raise Refused(N_("“{value}” does not fit here."), value=short(value))
        text = str(value)
        if not text.isprintable() or "  " in text:
            text = re.sub(r"\s+", " ", text)
        if len(text) > self.longest:
            raise Refused(
                N_("The text has {length} characters; at most {longest} fit. Shorten it."),
                length=len(text),
                longest=self.longest,
            )
        return text


@dataclass(frozen=True)
class Lines(Line):
    """Free text over several lines, in Markdown."""

    longest: int = 20_000

    def parse(self, value: object) -> str:
        if not isinstance(value, str) or len(value) > self.longest:
            Line(self.longest).parse(value)
        return str(value)


Name = Annotated[str, Line()]
"""A required name."""
Words = Annotated[str | None, Line()]
"""One line of text, or nothing."""
Prose = Annotated[str | None, Lines()]
"""Free text in Markdown, or nothing."""
Address = Annotated[str | None, Line(2000)]
"""A web address, or nothing."""
