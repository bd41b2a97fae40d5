"""The kinds of field a record can have: how each reads what people type, and what it refuses."""

from labmethods.workbook.kinds.choices import Choice, Choices, Flag, Reference, Several
from labmethods.workbook.kinds.kind import Kind, Shown, clean, short
from labmethods.workbook.kinds.numbers import Day, Decimal, Scale, Whole
from labmethods.workbook.kinds.texts import Address, Line, Lines, Name, Prose, Words

__all__ = [
    "Address",
    "Choice",
    "Choices",
    "Day",
    "Decimal",
    "Flag",
    "Kind",
    "Line",
    "Lines",
    "Name",
    "Prose",
    "Reference",
    "Scale",
    "Several",
    "Shown",
    "Whole",
    "Words",
    "clean",
    "short",
]
