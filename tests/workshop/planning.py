"""A workshop with a round of each kind."""

from __future__ import annotations

from labmethods.workbook.lab import Lab


def plan(lab: Lab) -> dict[str, str]:
    """A workshop with a round of each kind; kind to id, and ``workshop``."""
    workshop = lab.workshops.add(name="En tryggare gård", day="2026-11-24", welcome="Välkomna!")
    lab.actors.add_many([{"name": "Biblioteket"}, {"name": "Fritidsgården"}])
    lab.steps.add(name="Språk")
    evaluation = lab.evaluations.add(name="Framtidstro")
    outcome = lab.outcomes.add(evaluation=evaluation.id, name="Tro på framtiden")
    choices = "Belysning\nÖppet kafé\nFler bänkar"
    rounds = {
        "word": {"question": "Hur känns gården?", "translations": "en: How does the yard feel?\n"
                 "ar: كيف تشعر في الفناء؟"},
        "text": {"question": "Vad saknas?", "quiet": True},
        "dots": {"question": "Vad gör vi först?", "options": choices, "minutes": 5},
        "rank": {"question": "Vad är viktigast?", "options": choices},
        "rate": {"question": "Hur bra är förslagen?", "options": choices},
        "actors": {"question": "Vilka fler borde vara med?"},
        "board": {"question": "Var står aktörerna?"},
        "path": {"question": "Vad finns redan?"},
        "idea": {"question": "Vad vill ni pröva?"},
        "before_after": {"question": "Hur mycket tror du på framtiden?", "outcome": outcome.id},
    }  # fmt: skip
    made = lab.workshop_rounds.add_many(
        {"workshop": workshop.id, "kind": kind, "position": i, **values}
        for i, (kind, values) in enumerate(rounds.items(), 1)
    )
    return {"workshop": workshop.id, **{one.kind: one.id for one in made}}
