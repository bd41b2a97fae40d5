"""People's words in a chart: plotly breaks no lines by itself, and reads tags in them."""

from __future__ import annotations

import html
import textwrap


def plain(text: str) -> str:
    """Text that plotly shows as it stands."""
    return html.escape(str(text), quote=False)


def lines(text: str, width: int, most: int | None = None) -> list[str]:
    """The text broken to lines that fit; with ``most``, the last one is cut where more doesn't.

    Examples
    --------
    >>> lines("Hyresgästföreningen", 15)
    ['Hyresgästfören-', 'ingen']
    >>> lines("Svenska för nybörjare på kvällar", 11, 2)
    ['Svenska för', 'nybörjare…']
    """
    words = [part for word in str(text).split() for part in _parted(word, width)]
    broken = textwrap.wrap(" ".join(words), width, break_on_hyphens=False) or [""]
    if most is None or len(broken) <= most:
        return broken
    last = broken[most - 1]
    return [*broken[: most - 1], last[: width - 1].rstrip("- ") + "…"]


def wrapped(text: str, width: int = 30, most: int | None = None, indent: str = "") -> str:
    """The same as one text, safe to show in plotly.

    A label of an axis is never cut: two that were cut alike would become one.

    Examples
    --------
    >>> wrapped("Svenska för <nybörjare>", 11)
    'Svenska för<br>&lt;nybörjare&gt;'
    """
    return "<br>".join(indent + plain(line) for line in lines(text, width, most))


def _parted(word: str, width: int) -> list[str]:
    """A word in parts that fit, with hyphens; a last part is never a letter or two alone."""
    if len(word) <= width:
        return [word]
    cut = min(width - 1, len(word) - 3)
    return [word[:cut] + "-", *_parted(word[cut:], width)]
