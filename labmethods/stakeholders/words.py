"""The words for kinds, strategies and classes, as catalogue messages."""

from __future__ import annotations

from labmethods.language import N_, translator

ACTOR_KINDS = {
    "housing company": N_("Housing company"),
    "tenants association": N_("Tenants' association"),
    "residents": N_("Residents"),
    "municipality": N_("Municipality"),
    "civil society": N_("Civil society"),
    "faith": N_("Faith community"),
    "education": N_("School and adult education"),
    "employer": N_("Employer"),
    "business": N_("Business"),
    "agency": N_("Public agency"),
    "police": N_("Police"),
    "health": N_("Health care"),
    "sport": N_("Sport"),
    "culture": N_("Culture"),
    "other": N_("Other"),
}
"""What sort of organisation or group an actor is; labs add words of their own."""

RELATION_KINDS = {
    "cooperation": N_("Works together with"),
    "information": N_("Informs"),
    "referral": N_("Refers people to"),
    "funding": N_("Gives money to"),
    "premises": N_("Lends premises to"),
    "governance": N_("Governs or owns"),
    "membership": N_("Is a member of"),
}
"""What one actor does with or for another; labs add words of their own."""

RATINGS = {
    "power": N_("Power"),
    "interest": N_("Interest"),
    "legitimacy": N_("Legitimacy"),
    "urgency": N_("Urgency"),
    "attitude": N_("Attitude"),
}

STRATEGIES = {
    "manage closely": N_("Manage closely"),
    "keep satisfied": N_("Keep satisfied"),
    "keep informed": N_("Keep informed"),
    "monitor": N_("Monitor"),
}

SALIENCE_CLASSES = {
    "definitive": N_("Definitive"),
    "dominant": N_("Dominant"),
    "dangerous": N_("Dangerous"),
    "dependent": N_("Dependent"),
    "dormant": N_("Dormant"),
    "discretionary": N_("Discretionary"),
    "demanding": N_("Demanding"),
    "non-stakeholder": N_("No claim"),
}

SALIENCE_MEANS = {
    "definitive": N_("power, legitimacy and urgency"),
    "dominant": N_("power and legitimacy"),
    "dangerous": N_("power and urgency"),
    "dependent": N_("legitimacy and urgency"),
    "dormant": N_("power"),
    "discretionary": N_("legitimacy"),
    "demanding": N_("urgency"),
    "non-stakeholder": N_("none of the three"),
}
"""Which of the three attributes a class has."""

APPROACHES = {
    "learn in partnership": N_("Learn in partnership"),
    "develop enthusiasm": N_("Develop enthusiasm"),
    "challenge beliefs": N_("Challenge beliefs"),
    "develop awareness": N_("Develop awareness"),
}

CHANGES = {
    "came": N_("is new"),
    "left": N_("left the lab"),
    "moved": N_("moved to another strategy"),
    "shifted": N_("shifted within the strategy"),
    "assessed": N_("is assessed now"),
    "same": N_("unchanged"),
    "not assessed": N_("not assessed"),
}


def title(titles: dict[str, str], value: object, language: str, missing: str = "") -> str:
    """What people call a value; a word of the lab's own stands as it is."""
    _ = translator(language)
    if value is None or value != value:
        return _(missing) if missing else ""
    return _(titles[value]) if value in titles else str(value)
