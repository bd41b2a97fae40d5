"""Method cards at the privacy gate: what points out a person stops them, or is hidden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from labmethods.privacy.passage import Passage

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def cleared(
    texts: Sequence[str], labs: Sequence[Lab], language: str, *, undecided: str = "stop"
) -> list[str]:
    """The cards' files as they may leave the labs.

    Parameters
    ----------
    undecided
        ``stop``: none leaves while something waits for a decision. ``mask``: it is hidden.

    Raises
    ------
    Undecided
        With every find in its place.
    """
    passage = Passage(labs)
    # Line by line: a file has no part that could be told from another.
    new = [
        "\n".join(line and passage.change("", line, language) for line in text.split("\n"))
        for text in texts
    ]
    passage.end(undecided)
    return new
