"""Labs with made-up values that measure the same, for the tests across labs."""

from __future__ import annotations

from pathlib import Path

import labmethods as lm
from labmethods.workbook.lab import Lab

COUNTED = "Hade arbete eller studerade efter ett halvår"
SAFE = "Boende som känner sig trygga på gården"
HOPE = "Framtidstro"
ASSUMPTION = "Att grannar kommer när en granne bjuder."


def lab(
    to: Path,
    number: int,
    *,
    results: tuple[int, int] = (9, 12),
    safe: tuple[int, int] = (30, 50),
    decision: str = "adopt",
    people: int = 8,
    language: str = "sv",
    database: str | None = None,
    **indicator: object,
) -> Lab:
    """A lab with one experiment, one indicator and one evaluation."""
    made = lm.new_lab(
        f"Labb {number}", place=f"Ort {number}", language=language, to=to, database=database
    )
    tried = made.experiments.add(
        name=f"Grannfika {number}", state="decided", focus_areas=["safety"], assumption=ASSUMPTION
    )
    made.results.add(
        experiment=tried, counted=COUNTED, successes=results[0], participants=results[1]
    )
    made.decisions.add(
        experiment=tried,
        day="2026-05-04",
        decision=decision,
        reason="Se loggen.",
        decided_by="Gruppen",
    )
    followed = {"name": SAFE, "unit": "share", "level": "area", "direction": "up", **indicator}
    kept = made.indicators.add(**followed)
    value = (
        {"numerator": safe[0], "denominator": safe[1]}
        if followed["unit"] == "share"
        else {"value": safe[0]}
    )
    made.observations.add(indicator=kept, period="2026-05", source="Enkät", **value)
    _evaluated(made, people)
    return made


def _evaluated(made: Lab, people: int) -> None:
    evaluation = made.evaluations.add(name="Följa deltagarna", design="paired")
    outcome = made.outcomes.add(evaluation=evaluation, name=HOPE, lowest=1, highest=5)
    codes = made.participants.add_many(
        {"evaluation": evaluation, "code": f"D{i}"} for i in range(people)
    )
    answers = [
        {"participant": one, "outcome": outcome, "occasion": occasion, "value": value}
        for place, one in enumerate(codes)
        for occasion, value in (("before", 2 + place % 2), ("after", 3 + place % 3 / 2))
    ]
    made.measurements.add_many(answers)
    made.followups.add_many(
        {
            "participant": one,
            "occasion": "after",
            "status": "work" if place % 3 else "seeking",
        }
        for place, one in enumerate(codes)
    )
