"""Who is missing, in plain words."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Table
from labmethods.language import N_, translator
from labmethods.stakeholders.checklist import ChecklistRole
from labmethods.stakeholders.words import ACTOR_KINDS, title

STATUSES = {
    "missing": N_("nobody yet"),
    "look": N_("look: does somebody here speak for them?"),
    "there": N_("there"),
}


def roles_sentence(found: pd.DataFrame, roles: list[ChecklistRole], language: str) -> str:
    """How much of the checklist is filled, and which roles nobody fills."""
    _ = translator(language)
    titles = {role.key: role.title for role in roles}
    missing = found[found["status"] == "missing"]
    if missing.empty:
        return _.plural(
            "Somebody is noted for the {n} role of the checklist.",
            "Somebody is noted for each of the {n} roles of the checklist.",
            len(found),
        )
    return _.plural(
        "For {n} of {all} roles on the checklist nobody is noted: {roles}.",
        "For {n} of {all} roles on the checklist nobody is noted: {roles}.",
        len(missing),
        all=_.number(len(found)),
        roles=_.listing(_(titles[role]) for role in missing["role"]),
    )


def roles_table(found: pd.DataFrame, roles: list[ChecklistRole], language: str) -> Table:
    """The checklist with who fills each role, the missing ones first."""
    _ = translator(language)
    rank = found["status"].map({status: place for place, status in enumerate(STATUSES)})
    ordered = found.loc[rank.sort_values(kind="stable").index]
    by_key = {role.key: role for role in roles}
    frame = pd.DataFrame(
        {
            _("Role"): [_(by_key[role].title) for role in ordered["role"]],
            _("Who"): [", ".join(map(str, names)) or "–" for names in ordered["names"]],
            _("Is somebody there?"): [_(STATUSES[status]) for status in ordered["status"]],
            _("Ask yourselves"): [_(by_key[role].question) for role in ordered["role"]],
        }
    )
    note = _(
        "The checklist reads no more than the actors' kinds, names and notes: people decide who is "
        "really missing."
    )
    return Table(frame, _("Checklist for the lab's focus areas"), note=note)


def kinds_table(found: pd.DataFrame, language: str) -> Table:
    """Kinds of actor that labs with the same focus areas work with and this one doesn't."""
    _ = translator(language)
    frame = pd.DataFrame(
        {
            _("Kind"): [title(ACTOR_KINDS, kind, language) for kind in found["kind"]],
            _("Labs"): [", ".join(labs) for labs in found["labs"]],
            _("Their actors"): [", ".join(names) for names in found["names"]],
        }
    )
    caption = _("Kinds of actor that labs with a common focus area have and this lab doesn't")
    return Table(frame, caption, _("the labs' published descriptions"))
