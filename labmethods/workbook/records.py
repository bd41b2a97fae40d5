"""What a valid record is: its fields, its rules and their messages; all that a method declares.

A method's ``records.py`` declares each table as a class::

    class Actor(Record):
        name: Name = field(N_("Name"))
        power: Annotated[int | None, Scale(1, 5)] = field(N_("Power"), default=None)

The store makes its columns, the form its inputs and the import its checks from the same class.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from labmethods.errors import LabError, Refused
from labmethods.language import N_, default_language, translator
from labmethods.workbook.kinds import (
    Address,
    Choice,
    Day,
    Decimal,
    Flag,
    Kind,
    Line,
    Lines,
    Name,
    Prose,
    Reference,
    Scale,
    Several,
    Shown,
    Whole,
    Words,
    short,
)

__all__ = [
    "Address",
    "Choice",
    "Day",
    "Decimal",
    "FieldErrors",
    "Flag",
    "Kind",
    "Line",
    "Lines",
    "Name",
    "Prose",
    "Record",
    "Reference",
    "Scale",
    "Several",
    "Shown",
    "Whole",
    "Words",
    "field",
]


def field(title: str, *, default: Any = PydanticUndefined, hint: str = "") -> Any:
    """A field: title and hint are catalogue messages; without a default it is required."""
    return Field(default, title=title, description=hint or None, validate_default=False)


class FieldErrors(Refused):
    """A record breaks its rules: ``fields`` has each field's error ("" for the whole record)."""

    def __init__(self, fields: Mapping[str, LabError], record: type[Record]) -> None:
        super().__init__("")
        self.fields = fields
        self.record = record

    def text(self, language: str) -> str:
        return " ".join(
            f"{self.record.title_of(name, language)}: {error.text(language)}"
            if name
            else error.text(language)
            for name, error in self.fields.items()
        )


class Record(BaseModel):
    """A row of a table. Unchangeable; a change makes a new one through the table."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    one: ClassVar[str] = ""
    """What one record is called in a sentence ("actor"); a catalogue message."""
    many: ClassVar[str] = ""
    """What the table is called ("Actors"); a catalogue message."""
    person: ClassVar[str] = ""
    """The field with a person's code, where a record is about one person."""
    bookkeeping: ClassVar[bool] = False
    """What labmethods notes about its own doing: no change of the lab, and not undone with one."""
    seldom: ClassVar[Sequence[str]] = ("source_url",)
    """The fields that a long form folds away, as they are seldom filled in."""
    aliases: ClassVar[Mapping[str, str]] = {}
    """Other headings that a column of an imported file may have, and the fields they mean."""

    id: str = Field("", repr=False)
    source_url: Address = field(
        N_("Source"),
        default=None,
        hint=N_("Where this is known from: a web address or a document."),
    )

    @classmethod
    def fields(cls) -> Mapping[str, tuple[FieldInfo, Kind]]:
        """The fields that people fill in, ``source_url`` last."""
        return _fields_of(cls)

    @classmethod
    def title_of(cls, name: str, language: str) -> str:
        """What people call a field; a field that isn't known keeps its name."""
        known = cls.model_fields.get(name)
        return translator(language)(known.title) if known and known.title else name

    @classmethod
    def valid(cls, **values: object) -> Self:
        """The record of these values.

        Raises
        ------
        FieldErrors
            With a plain message for each field that breaks a rule.
        """
        try:
            return cls(**values)
        except ValidationError as error:
            raise FieldErrors(
                {_field_of(one): _plain(one, cls) for one in error.errors()}, cls
            ) from None

    @classmethod
    def agree(cls, written: Sequence[Self], batch: Any) -> None:
        """Refuse records that don't fit with other records of the lab.

        Called once a batch before it's saved, with what it adds or changes. ``batch.get`` and
        ``batch.find`` read what the lab would then hold. A rule of one record alone stands in a
        validator instead.

        Raises
        ------
        FieldErrors
            Nothing of the batch is saved.
        """

    @classmethod
    def proposed(cls, known: Sequence[Self]) -> Mapping[str, object]:
        """Values that a new record beside these could have, by field; a form offers them."""
        return {}

    def values(self) -> dict[str, object]:
        """Field name to value, without the id."""
        return {name: getattr(self, name) for name in self.fields()}

    def label(self) -> str:
        """What the record is called in lists; its name, where it has one."""
        return str(getattr(self, "name", None) or self.id)

    def told(self, name: str) -> str:
        """A field as people read it, for a label: a choice by its title."""
        return self.fields()[name][1].show(getattr(self, name), default_language())

    @classmethod
    def as_read(cls, values: Mapping[str, object]) -> dict[str, object]:
        """Each field's value from text, as far as it can be read; the others as they stand."""
        return {name: _as_read(kind, values.get(name)) for name, (_, kind) in cls.fields().items()}

    @classmethod
    def label_of(cls, record_id: str, values: Mapping[str, object]) -> str:
        """What a record is called whose values stand in the journal or broke a rule."""
        try:
            return cls.model_construct(id=record_id, **cls.as_read(values)).label() or record_id
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            # It lacks what its label is made of.
            return record_id


def _as_read(kind: Kind, value: object) -> object:
    try:
        return kind._read(value)
    except (LabError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        # An older version's or a damaged value; nothing that a field can be given today.
        return value


@cache
def _fields_of(record: type[Record]) -> Mapping[str, tuple[FieldInfo, Kind]]:
    known = record.model_fields
    names = [name for name in known if name not in ("id", "source_url")]
    return {
        name: (known[name], next(k for k in known[name].metadata if isinstance(k, Kind)))
        for name in [*names, "source_url"]
    }


def _field_of(error: Mapping[str, Any]) -> str:
    return str(error["loc"][0]) if error["loc"] else ""


def _plain(error: Mapping[str, Any], record: type[Record]) -> LabError:
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, LabError):
        return cause
    if error["type"] == "extra_forbidden":
        known = ", ".join(record.fields())
        return Refused(N_("There is no such field. Known: {known}."), known=known)
    if error["input"] is None or error["type"] == "missing":
        return Refused(N_("This must be filled in."))
    return Refused(N_("“{value}” does not fit here."), value=short(error["input"]))
