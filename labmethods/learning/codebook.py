"""The code book that a lab begins with; what it does with its copy is its own."""

from __future__ import annotations

import tomllib
from typing import Any

from labmethods.shipped import shipped
from labmethods.workbook.lab import Lab


def starter(language: str) -> list[dict[str, Any]]:
    """The codes of ``data/codebook.toml`` in one language, as records."""
    text = (shipped("data") / "codebook.toml").read_text(encoding="utf-8")
    return [
        {
            "name": one[language][0],
            "meaning": one[language][1],
            "kind": one["kind"],
            "mark": one["mark"],
            "source_url": one.get("source_url"),
        }
        for one in tomllib.loads(text)["codes"]
    ]


def begin(lab: Lab) -> int:
    """Put in the codes that the lab lacks, as one batch that can be undone; how many they were."""
    known = lab["codes"].all()
    marks = {one.mark for one in known if one.mark}
    names = {(one.kind, one.name.casefold()) for one in known}
    new = [
        one
        for one in starter(lab.language)
        if one["mark"] not in marks and (one["kind"], one["name"].casefold()) not in names
    ]
    if new:
        lab["codes"].add_many(new)
    return len(new)
