"""What the analyses found, in plain words beside their charts, for panel and report alike."""

from labmethods.stakeholders.findings.absent import kinds_table, roles_sentence, roles_table
from labmethods.stakeholders.findings.network import (
    articulation_sentences,
    links_table,
    measures_table,
    relation_finding,
    relations_table,
    summary_sentence,
)
from labmethods.stakeholders.findings.opinions import voices_finding, voices_table
from labmethods.stakeholders.findings.plan import (
    overdue_sentences,
    plan_table,
    waiting_sentence,
)
from labmethods.stakeholders.findings.ratings import (
    actors_table,
    alignment_finding,
    power_interest_finding,
    salience_finding,
)
from labmethods.stakeholders.findings.time import movement_finding, movement_table

__all__ = [
    "actors_table",
    "alignment_finding",
    "articulation_sentences",
    "kinds_table",
    "links_table",
    "measures_table",
    "movement_finding",
    "movement_table",
    "overdue_sentences",
    "plan_table",
    "power_interest_finding",
    "relation_finding",
    "relations_table",
    "roles_sentence",
    "roles_table",
    "salience_finding",
    "summary_sentence",
    "voices_finding",
    "voices_table",
    "waiting_sentence",
]
