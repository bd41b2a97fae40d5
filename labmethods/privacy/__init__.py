"""What must not leave the lab: what points out a person, and groups so small that they do."""

from labmethods.privacy.identifiers import Finding, find_identifiers
from labmethods.privacy.small_numbers import suppress

__all__ = ["Finding", "find_identifiers", "suppress"]
