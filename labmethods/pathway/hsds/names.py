"""The HSDS tables that a path uses: their files, their columns and what is always filled in."""

from __future__ import annotations

from uuid import UUID, uuid5

VERSION = "3.1"
_NAMESPACE = UUID("6c0e2a3e-7f7b-5d1a-9d52-0f6a5c1f4b11")

FILES = {
    "organization": "organizations.csv",
    "service": "services.csv",
    "location": "locations.csv",
    "service_at_location": "service_at_location.csv",
    "schedule": "schedules.csv",
    "language": "languages.csv",
    "cost_option": "cost_options.csv",
    "unit": "units.csv",
    "service_capacity": "service_capacity.csv",
    "taxonomy_term": "taxonomy_terms.csv",
    "attribute": "attributes.csv",
    # Beyond HSDS:
    "target_group": "target_groups.csv",
    "step": "steps.csv",
    "handover": "handovers.csv",
    "need": "needs.csv",
}
"""Table to file, in the order in which they refer to each other."""

COLUMNS = {
    "organization": ["id", "name", "description"],
    "service": [
        *("id", "organization_id", "name", "alternate_name", "description", "url", "status"),
        *("application_process", "eligibility_description", "minimum_age", "maximum_age"),
    ],
    "location": ["id", "location_type", "name"],
    "service_at_location": ["id", "service_id", "location_id"],
    "schedule": [
        *("id", "service_id", "valid_from", "valid_to", "dtstart", "freq", "interval", "byday"),
        *("description", "opens_at", "closes_at"),
    ],
    "language": ["id", "service_id", "name", "code"],
    "cost_option": ["id", "service_id", "currency", "amount"],
    "unit": ["id", "name"],
    "service_capacity": ["id", "service_id", "unit_id", "available", "maximum", "updated"],
    "taxonomy_term": ["id", "code", "name", "description", "taxonomy"],
    "attribute": ["id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value"],
}

REQUIRED = {
    "organization": ["id", "name", "description"],
    "service": ["id", "organization_id", "name", "status"],
    "location": ["id", "location_type"],
    "service_at_location": ["id", "service_id", "location_id"],
    "schedule": ["id"],
    "language": ["id"],
    "cost_option": ["id", "service_id"],
    "unit": ["id", "name"],
    "service_capacity": ["id", "service_id", "unit_id", "available", "updated"],
    "taxonomy_term": ["id", "name", "description"],
    "attribute": ["id", "link_id", "taxonomy_term_id", "link_entity"],
}
"""What HSDS 3 demands in its tabular form."""

FOREIGN = {
    "service": {"organization_id": "organization"},
    "service_at_location": {"service_id": "service", "location_id": "location"},
    "schedule": {"service_id": "service"},
    "language": {"service_id": "service"},
    "cost_option": {"service_id": "service"},
    "service_capacity": {"service_id": "service", "unit_id": "unit"},
    "attribute": {"link_id": "service", "taxonomy_term_id": "taxonomy_term"},
}


def derived(*parts: object) -> str:
    """The same id for the same thing every time, so that a second export doesn't look new."""
    return str(uuid5(_NAMESPACE, "\n".join(map(str, parts))))


def as_id(text: str) -> str:
    """An id that the lab can keep: the text itself where it is a UUID, else one made from it."""
    try:
        return str(UUID(text))
    except ValueError:
        return derived("foreign", text)


NOBODY = derived("organization", "nobody")
"""The organization of services whose actor isn't known: HSDS demands one."""
PLACES = derived("unit", "places")
"""The unit that capacity is counted in."""
