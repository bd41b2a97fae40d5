"""What a lab lacks, as its methods see it: whoever looks for help elsewhere asks with it."""

from __future__ import annotations

from dataclasses import dataclass

GAP, STILL = "gap", "still"
"""Something that nobody does here, and something that doesn't move."""


@dataclass(frozen=True)
class Need:
    """One thing that is lacking.

    Attributes
    ----------
    kind
        ``gap`` or ``still``.
    text
        The words that say what would help, to search with.
    said
        How it is called in a sentence, in the reader's language: "evenings", "Language for women".
    """

    kind: str
    text: str
    said: str
