"""Evidence level 1-5 (Nesta), worked out from what is recorded, with what the next level lacks."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from labmethods.evaluation.analysis.result import Result
from labmethods.language import N_


@dataclass(frozen=True)
class Recorded:
    """What is recorded of an activity or an experiment.

    Attributes
    ----------
    described
        It is written down what is done, for whom and why it should help.
    measured
        The same measure is recorded before and after, or against a criterion locked before.
    improved
        That measure went the way that was hoped for, more than chance explains.
    compared
        The same measure is recorded for people or places without the activity.
    effect
        Against them, it went the way that was hoped for, more than chance explains.
    independent
        Somebody independent of those who carry it out has evaluated it.
    replications
        Other places where an evaluation with a comparison came to the same.
    costed
        What it costs is recorded.
    manual
        There is a manual, a method card, that others can follow.
    adoptions
        Other places that carry it out by that manual.
    """

    described: bool = False
    measured: bool = False
    improved: bool = False
    compared: bool = False
    effect: bool = False
    independent: bool = False
    replications: int = 0
    costed: bool = False
    manual: bool = False
    adoptions: int = 0


DEMANDS: dict[str, tuple[int, str]] = {
    "described": (1, N_("what is done, for whom and why it should help is written down")),
    "measured": (
        2,
        N_("the same measure is recorded before and after, or against a locked criterion"),
    ),
    "improved": (2, N_("the measure went the way that was hoped for, more than chance explains")),
    "compared": (3, N_("people or places without the activity are measured in the same way")),
    "effect": (
        3,
        N_("the difference from them goes the way that was hoped for, more than chance explains"),
    ),
    "independent": (4, N_("somebody independent of those who carry it out has evaluated it")),
    "replications": (
        4,
        N_("an evaluation with a comparison in at least one other place came to the same"),
    ),
    "costed": (4, N_("what it costs is recorded")),
    "manual": (5, N_("there is a method card that others can follow")),
    "adoptions": (5, N_("at least two other places carry it out by that method card")),
}
"""What each level asks for; a level stands on all levels below it."""

_LEAST = {"replications": 1, "adoptions": 2}


@dataclass(frozen=True)
class EvidenceLevel(Result):
    """How sure one can be, from 0 (not yet described) to 5.

    Attributes
    ----------
    level
        The highest level of which everything, and everything below, is recorded.
    met
        The demands that are met, by name, whatever their level.
    missing
        What the next level lacks; empty at 5.
    """

    level: int
    met: tuple[str, ...]
    missing: tuple[str, ...]

    def demands(self) -> pd.DataFrame:
        """One row a demand: ``level, demand`` (a catalogue message) and ``met``, on its name."""
        rows = {name: (level, text, name in self.met) for name, (level, text) in DEMANDS.items()}
        return pd.DataFrame.from_dict(rows, orient="index", columns=["level", "demand", "met"])


def evidence_level(recorded: Recorded) -> EvidenceLevel:
    """The level that what is recorded reaches.

    Puttick & Ludlow (2013), *Standards of Evidence: An approach that balances the need for evidence
    with innovation*, Nesta: 1 an account of impact, 2 measured change, 3 causation against a
    comparison, 4 independent replication at a known cost, 5 manuals for others to repeat it.

    Examples
    --------
    >>> answer = evidence_level(Recorded(described=True, measured=True, improved=True))
    >>> answer.level, answer.missing
    (2, ('compared', 'effect'))
    """
    met = tuple(name for name in DEMANDS if getattr(recorded, name) >= _LEAST.get(name, 1))
    level = 0
    while level < 5 and all(name in met for name, (of, _) in DEMANDS.items() if of == level + 1):
        level += 1
    missing = tuple(
        name for name, (of, _) in DEMANDS.items() if of == level + 1 and name not in met
    )
    return EvidenceLevel(level, met, missing)
