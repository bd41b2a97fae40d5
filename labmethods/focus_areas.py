"""What the labs work for: the programme's four focus areas."""

from labmethods.language import N_

FOCUS_AREAS = {
    "employment": N_("Employment"),
    "school": N_("School"),
    "services": N_("Services"),
    "safety": N_("Safety"),
}
"""Each focus area and its title, a catalogue message."""
