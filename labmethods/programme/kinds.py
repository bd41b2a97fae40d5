"""What a lab can release for the report across labs."""

from labmethods.language import N_

KINDS = {
    "experiments": N_("Names, states and decisions of experiments"),
    "results": N_("Results of experiments: counts and their intervals"),
    "indicators": N_("Indicators and their values"),
    "evaluation": N_("Changes and follow-up of participants, as counts and means"),
    "codes": N_("How often success factors and obstacles are found in the log"),
    "texts": N_("What the lab wrote: beliefs, assumptions and what was learnt"),
    "quotes": N_("Coded quotes from the log"),
    "stories": N_("Stories of most significant change"),
    "method_cards": N_("Method cards of what the lab adopted"),
}
"""What a lab can release, and what people call it."""

BY_DEFAULT = frozenset({"experiments", "results", "indicators", "evaluation", "codes"})
"""Figures go unless the lab holds them back; what people wrote stays unless the lab releases it."""
