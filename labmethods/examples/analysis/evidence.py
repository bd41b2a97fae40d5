"""How sure one can be of an example: its level on Nesta's scale, worked out, with why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from labmethods.examples.analysis.fields import field_text, nothing, require_catalogue, searched
from labmethods.language import N_, translator

_WHY = {
    0: N_("neither what is done nor what came of it is told"),
    1: N_("what is done is told, but no result that was followed up"),
    2: N_("results are told, but nothing to compare them with"),
    3: N_("the results are compared with people or places without it"),
}
_WHO = {
    "own follow-up": N_("those who run it followed it up themselves"),
    "independent evaluation": N_("somebody independent followed it up"),
    "comparison": N_("it was followed up with a comparison group"),
}


@dataclass(frozen=True)
class Evidence:
    """An example's level and why it isn't another.

    Attributes
    ----------
    level
        0-3 on Nesta's scale of 1-5 (0: not even described). The levels above need that others have
        repeated it and come to the same, which a catalogue's record doesn't show.
    why
        The reason, in the reader's language.
    """

    level: int
    why: str

    def summary(self) -> pd.DataFrame:
        """The fields as one row."""
        return pd.DataFrame([{"level": self.level, "why": self.why}])

    def _repr_html_(self) -> str:
        return f"<p>{self.level}: {escape(self.why)}</p>"


def evidence(example: Mapping[str, Any], *, language: str = "sv") -> Evidence:
    """How sure one can be of one example.

    Parameters
    ----------
    example
        A row of a catalogue: ``evidence`` (``description``, ``own follow-up``, ``independent
        evaluation`` or ``comparison``), ``summary``, ``results``; ``evidence_why`` where known.

    References
    ----------
    Puttick & Ludlow (2013), *Standards of Evidence: An Approach that Balances the Need for Evidence
    with Innovation*, Nesta.

    Examples
    --------
    >>> told = {"summary": "A café.", "results": "15 of 22 got a job.", "evidence": "own follow-up"}
    >>> evidence(told, language="en").level
    2
    """
    _ = translator(language)
    level = evidence_level(example)
    said = [_(_WHY[level])]
    source = example.get("evidence")
    if level > 1 and source in _WHO:
        said.append(_(_WHO[source]))
    if not nothing(example.get("evidence_why")):
        said.append(str(example["evidence_why"]).rstrip("."))
    return Evidence(level, "; ".join(said))


def evidence_level(example: Mapping[str, Any]) -> int:
    """An example's level alone; see ``evidence``."""
    told = (
        field_text(searched("summary"), example)[0] or field_text(searched("problem"), example)[0]
    )
    results = field_text(searched("results"), example)[0]
    followed = example.get("evidence")
    if not results or followed not in _WHO:
        return 1 if told or results else 0
    return 3 if followed == "comparison" else 2


def evidence_levels(catalogue: pd.DataFrame, *, language: str = "sv") -> pd.DataFrame:
    """Every example's evidence: ``name, level, why``, in the catalogue's order and index."""
    rows = require_catalogue(catalogue).to_dict("records")
    found = [evidence(row, language=language) for row in rows]
    frame = pd.DataFrame(
        {
            "name": [str(row["name"]) for row in rows],
            "level": [one.level for one in found],
            "why": [one.why for one in found],
        },
        index=catalogue.index,
    )
    return frame.astype({"name": "str", "level": "int64", "why": "str"})
