"""Which sources' web addresses no longer lead anywhere; asked over the network on request."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from labmethods.errors import LabError
from labmethods.language import N_
from labmethods.prose import split_addresses
from labmethods.workbook.check import Finding

if TYPE_CHECKING:
    from labmethods.sources.links import Reply
    from labmethods.workbook.lab import Lab

Place = tuple[str, str]
"""Where an address stands, and the address."""


def addresses(lab: Lab) -> list[Place]:
    """Every web address that a record of the lab names as its source."""
    return [
        (f"{table} {record.label_of(row['id'], row)}", address)
        for table, record in lab.store.records.items()
        for row in lab.store.rows(table)
        for _shown, address in split_addresses(row.get("source_url") or "")
        if address
    ]


def look(places: Iterable[Place], ask: Callable[[list[str]], list[Reply]]) -> list[Finding]:
    """What is to be mended, the addresses that are gone first.

    Parameters
    ----------
    places
        From ``addresses``, or from a catalogue.
    ask
        ``labmethods.sources.links.ask``, as the caller wants it to ask.

    Raises
    ------
    Offline
        The computer has no network.
    """
    places = list(places)
    replies = {one.address: one for one in ask([address for _where, address in places])}
    found = [
        (replies[address], Finding("links", where, problem))
        for where, address in places
        if address in replies and (problem := _problem(replies[address]))
    ]
    order = ["gone", "moved", "silent"]
    found.sort(key=lambda one: order.index(one[0].state))
    return [finding for _reply, finding in found]


def _problem(reply: Reply) -> LabError | None:
    """What to say of a reply; nothing where the address answers, or only programs are shut out."""
    if reply.state == "gone":
        return LabError(
            N_(
                "the source's address is dead ({code}): {address}. Look for the page under another "
                "address, or say where else it can be read."
            ),
            code=reply.code,
            address=reply.address,
        )
    if reply.state == "moved":
        return LabError(
            N_("the source's address {address} has moved to {to}. Look, and write the new one."),
            address=reply.address,
            to=reply.to,
        )
    if reply.state == "silent":
        return LabError(
            N_("the source's address gives no answer now: {address}. Try again another day."),
            address=reply.address,
        )
    return None
