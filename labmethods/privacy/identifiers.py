"""Finds in a text what points out a person: numbers, telephones, mail, addresses, names."""

from __future__ import annotations

from dataclasses import dataclass

from labmethods.language import N_
from labmethods.privacy import contacts, names, personal_numbers
from labmethods.privacy.plain import Plain

KINDS = {
    "personal_number": N_("Personal identity number"),
    "coordination_number": N_("Co-ordination number"),
    "email": N_("E-mail address"),
    "telephone": N_("Telephone number"),
    "address": N_("Street address"),
    "name": N_("Name of a person"),
    "participant": N_("Code of a participant"),
}
"""The kinds of finding and what they are called; where two overlap, the one higher up is told."""


@dataclass(frozen=True)
class Finding:
    """A place in a text that points out a person.

    Attributes
    ----------
    kind
        One of ``KINDS``.
    start, end
        Where it stands in the text, as for a slice.
    text
        What stands there, as it was written.
    """

    kind: str
    start: int
    end: int
    text: str


def find_identifiers(text: str) -> list[Finding]:
    """The findings of a text in the order in which they stand; none overlaps another.

    Personal identity and co-ordination numbers are found in all ways of writing, with a right check
    digit (python-stdnum), or beside words such as "personnummer" also with a wrong one.
    Organisation numbers are no persons. Names are found beside words that tell of a person.

    Examples
    --------
    >>> find_identifiers("Ring 070-123 45 67, orgnr 556036-0793.")
    [Finding(kind='telephone', start=5, end=18, text='070-123 45 67')]
    >>> [found.kind for found in find_identifiers("Född 640823-3234, heter Anna Berg")]
    ['personal_number', 'name']
    """
    plain = Plain.of(text)
    spans = [
        *personal_numbers.spans(plain.text),
        *contacts.spans(plain.text),
        *names.spans(plain.text),
    ]
    order = list(KINDS)
    spans.sort(key=lambda span: (order.index(span[0]), span[1]))
    kept: list[tuple[str, int, int]] = []
    for kind, start, end in spans:
        if all(end <= other[1] or other[2] <= start for other in kept):
            kept.append((kind, start, end))
    findings = []
    for kind, start, end in sorted(kept, key=lambda span: span[1]):
        first, last = plain.place(start), plain.place(end - 1) + 1
        findings.append(Finding(kind, first, last, text[first:last]))
    return findings
