"""Text that fits in a box: plotly doesn't break lines by itself."""

from __future__ import annotations

import html
import textwrap


def wrapped(text: str, width: int, lines: int) -> str:
    """The text in at most so many lines of so many letters, safe to show in plotly.

    Examples
    --------
    >>> wrapped("Svenska för nybörjare", 11, 2)
    'Svenska för<br>nybörjare'
    >>> wrapped("Välkomstsamtal", 8, 2)
    'Välkoms-<br>tsamtal'
    """
    parts: list[str] = []
    for part in textwrap.wrap(" ".join(text.split()), width, break_long_words=False):
        while len(part) > width:
            parts.append(part[: width - 1] + "-")
            part = part[width - 1 :]
        parts.append(part)
    if len(parts) > lines:
        parts = [*parts[: lines - 1], parts[lines - 1][: width - 1].rstrip("- ") + "…"]
    return "<br>".join(html.escape(part, quote=False) for part in parts)
