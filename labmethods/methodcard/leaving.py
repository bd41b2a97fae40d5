"""Method cards at the privacy gate: what points out a person stops them, or is hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from labmethods.methodcard.file import block, parted
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
    new = [_cleared(text, lambda said: passage.change("", said, language)) for text in texts]
    passage.end(undecided)
    return new


def _cleared(text: str, change: Callable[[str], str]) -> str:
    """Paragraph by paragraph, and each text of the drafts whole: a line may end in a number."""
    _body, drafts, data = parted(text)
    body, _drafts, end = text.rpartition(drafts)
    paragraphs = (said and change(said) for said in body.split("\n\n"))
    return "\n\n".join(paragraphs) + block(_changed(data, change)) + end


def _changed(data: Any, change: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return change(data) if data else data
    if isinstance(data, list):
        return [_changed(one, change) for one in data]
    if isinstance(data, dict):
        return {name: _changed(one, change) for name, one in data.items()}
    return data
