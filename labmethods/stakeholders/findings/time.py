"""What became of the actors between two mappings, in plain words."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Chart, Table
from labmethods.language import translator
from labmethods.stakeholders import figures
from labmethods.stakeholders.figures.marks import names
from labmethods.stakeholders.words import CHANGES, STRATEGIES, title


def movement_finding(
    comparison: pd.DataFrame, since: str, until: str, language: str, source: str
) -> Chart:
    """The movement between two mappings, which are named ``since`` and ``until``."""
    _ = translator(language)
    parts = _parts(comparison, language)
    finding = "; ".join(parts) if parts else _("Nobody came, left or moved to another strategy")
    return Chart(
        figures.movement_chart(comparison, language=language),
        finding=finding[0].upper() + finding[1:],
        alt=_(
            "Grid of interest (across) and power (up) with arrows from {since} to {until}. {moves}",
            since=since,
            until=until,
            moves=_moves(comparison, language),
        ),
        note=_("The lab's own assessment."),
        source=_(
            "{source}; from {since} to {until}, n = {n} actors in either",
            source=source,
            since=since,
            until=until,
            n=_.number(len(comparison)),
        ),
        table=movement_table(comparison, since, until, language, source),
    )


def _parts(comparison: pd.DataFrame, language: str) -> list[str]:
    _ = translator(language)
    plural = {
        "moved": lambda n, who: _.plural(
            "{n} actor moved to another strategy ({names})",
            "{n} actors moved to another strategy ({names})",
            n,
            names=who,
        ),
        "came": lambda n, who: _.plural(
            "{n} actor is new ({names})", "{n} actors are new ({names})", n, names=who
        ),
        "left": lambda n, who: _.plural(
            "{n} actor left ({names})", "{n} actors left ({names})", n, names=who
        ),
    }
    found = {change: comparison[comparison["change"] == change] for change in plural}
    return [
        plural[change](len(own), names(own, language, 3))
        for change, own in found.items()
        if len(own)
    ]


def _moves(comparison: pd.DataFrame, language: str) -> str:
    _ = translator(language)
    told = [
        _(
            "{name}: from {before} to {after}",
            name=row["name"],
            before=title(STRATEGIES, row["strategy_before"], language),
            after=title(STRATEGIES, row["strategy_after"], language),
        )
        for row in comparison[comparison["change"] == "moved"].to_dict("records")
    ]
    return "; ".join([*told, *_parts(comparison[comparison["change"] != "moved"], language)])


def movement_table(
    comparison: pd.DataFrame, since: str, until: str, language: str, source: str
) -> Table:
    """Each actor's strategy in both mappings and what became of it."""
    _ = translator(language)

    def strategies(when: str) -> list[str]:
        return [title(STRATEGIES, each, language) or "–" for each in comparison[f"strategy_{when}"]]

    frame = pd.DataFrame(
        {
            _("Actor"): comparison["name"].astype(str),
            since: strategies("before"),
            until: strategies("after"),
            _("Change"): [title(CHANGES, each, language) for each in comparison["change"]],
        }
    )
    caption = _("Strategy at each mapping; a dash where the actor is not there or not assessed")
    return Table(frame, caption, source)
