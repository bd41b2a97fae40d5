"""What must not leave the lab: small groups that point people out."""

from labmethods.privacy.small_numbers import suppress

__all__ = ["suppress"]
