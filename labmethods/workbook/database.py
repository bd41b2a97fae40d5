"""SQLite and PostgreSQL under the store: connections, locks, and their errors in plain words."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import sqlalchemy as sa
import sqlalchemy.exc

from labmethods.errors import NotALab, StoreUnavailable
from labmethods.language import N_

# Any number will do, as long as every labmethods uses the same one.
_ADVISORY_LOCK = 0x1AB


def address(url: sa.URL) -> sa.URL:
    """``postgresql://`` means psycopg 3, the one that labmethods brings."""
    if url.get_backend_name() == "postgresql":
        return _without_secrets(url.set(drivername="postgresql+psycopg"))
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        # Only the path: an address may name other drivers and plug-ins to load.
        return sa.URL.create("sqlite", database=url.database)
    raise NotALab(
        N_("{where} is no address that labmethods knows. Use a folder, or postgresql+psycopg://…"),
        where=url.render_as_string(hide_password=True),
    )


_QUERY = frozenset({"host", "port", "sslmode", "application_name", "target_session_attrs"})
"""What an address may say beside server and database: nothing that names files or programs."""


def _without_secrets(url: sa.URL) -> sa.URL:
    """The address with its password in its own place, from where it is never written."""
    password = url.query.get("password")
    if isinstance(password, str) and url.password is None:
        url = url.set(password=password)
    unknown = set(url.query) - _QUERY - {"password"}
    if unknown:
        raise NotALab(
            N_("An address can't say {unknown}. Take it out of the address. Known: {known}."),
            unknown=", ".join(sorted(unknown)),
            known=", ".join(sorted(_QUERY)),
        )
    return url.difference_update_query(["password"])


def _password(url: sa.URL) -> str | None:
    """The password for a database: from its address, PGPASSWORD, or the system's keyring.

    PostgreSQL's own ~/.pgpass is read by the driver. In the keyring it stands under the service
    ``labmethods`` and the name ``user@host/database``.
    """
    if url.password is not None or "PGPASSWORD" in os.environ:
        return url.password
    try:
        import keyring
    except ImportError:
        return None
    host = url.host or url.query.get("host", "")
    with suppress(Exception):
        # A keyring that is locked or has no backend is as good as none; the server then says no.
        return keyring.get_password("labmethods", f"{url.username or ''}@{host}/{url.database}")
    return None


def engine(url: sa.URL) -> sa.Engine:
    """Connections with one writer at a time and a full synchronisation to disk."""
    if url.get_backend_name() == "sqlite":
        made = sa.create_engine(url, connect_args={"timeout": 30}, json_deserializer=_read_list)
        sa.event.listen(made, "connect", _configure_sqlite)
    else:
        # A server that a stranger's lab names must not get the password in plain text.
        guard = {} if "PGREQUIREAUTH" in os.environ else {"require_auth": "!password"}
        made = sa.create_engine(
            url.set(password=_password(url)),
            connect_args={"connect_timeout": 5, **guard},
            pool_pre_ping=True,
            isolation_level="READ COMMITTED",
        )
    sa.event.listen(made, "begin", _begin)
    return made


def _read_list(text: str) -> Any:
    # Most lists are empty, and reading JSON is a third of reading a large table.
    return [] if text == "[]" else json.loads(text)


def _configure_sqlite(connection: Any, _record: object) -> None:
    # The driver's own BEGIN comes too late to keep a second writer out; _begin does it instead.
    connection.isolation_level = None
    # EXTRA also synchronises the folder when the rollback journal goes: with FULL, a power cut just
    # after a commit may bring that file back, and with it the state before the commit.
    connection.execute("PRAGMA synchronous = EXTRA")
    # What is erased must not lie on in the file's free places, should the power go before they are
    # given back.
    connection.execute("PRAGMA secure_delete = ON")
    # No write-ahead log: it breaks on network and synchronised folders, where labs keep files. The
    # mode lies in the file, and another program may have set it.
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        connection.execute("PRAGMA journal_mode = DELETE")


def _begin(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    if options.get("isolation_level") == "AUTOCOMMIT":
        return
    writing = options.get("writing")
    if connection.dialect.name == "sqlite":
        if writing:
            _begin_writing(connection)
        else:
            connection.exec_driver_sql("BEGIN")
    elif writing:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})")


def _begin_writing(connection: sa.Connection) -> None:
    """Wait for one's turn to write.

    SQLite's own waiting asks less and less often: among eight busy writers some are never let in.
    """
    patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    until = time.monotonic() + patience / 1000
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            except sa.exc.OperationalError as error:
                if "locked" not in str(error.orig) or time.monotonic() > until:
                    raise
            time.sleep(random.uniform(0.001, 0.01))
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {patience}")


def insert(
    connection: sa.Connection,
    table: sa.Table,
    names: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Add rows, each a tuple in the order of ``names``; of many, much faster than one at a time."""
    dialect = connection.dialect
    bind = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    if any(bind):
        columns = zip(bind, zip(*rows, strict=True), strict=True)
        rows = list(zip(*(map(to, one) if to else one for to, one in columns), strict=True))
    quote = dialect.identifier_preparer.quote
    into = f"{quote(table.name)} ({', '.join(map(quote, names))})"
    if dialect.name == "postgresql" and len(rows) > _COPIED:
        with connection.connection.cursor().copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    mark = "?" if dialect.name == "sqlite" else "%s"
    marks = ", ".join([mark] * len(names))
    connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({marks})", list(rows))


_COPIED = 50
"""From how many rows on PostgreSQL's own way to take many pays for its extra question."""


def plain_error(error: Exception, where: str) -> StoreUnavailable | NotALab:
    """What a database's error means to the user."""
    text = str(getattr(error, "orig", error)).lower()
    if "readonly" in text or "read-only" in text or "permission denied" in text:
        reason = N_(
            "{where} can't be written: the drive or the file is read-only. Nothing has "
            "been changed. Ask for the right to write, or copy the lab to another "
            "place."
        )
    elif "locked" in text or "lock timeout" in text:
        reason = N_(
            "Somebody else is writing in {where} right now. Nothing has been changed. "
            "Wait a moment and try again."
        )
    elif "full" in text or "no space" in text:
        reason = N_(
            "There is no room left on the drive of {where}. The last change was not "
            "saved; everything before it is safe. Make room and try again."
        )
    elif "password" in text or "authentication" in text:
        reason = N_(
            "{where} did not let you in. Nothing has been changed. Put the right password in "
            "PGPASSWORD or in the keyring, and try again."
        )
    elif "not a database" in text or "malformed" in text:
        return NotALab(
            N_(
                "{where} is not a lab's store, or it is damaged. It has not been "
                "touched. Restore a backup with labmethods restore."
            ),
            where=where,
        )
    else:
        reason = N_(
            "{where} does not answer. Nothing has been changed. Check the network and "
            "the address, and try again."
        )
    return StoreUnavailable(reason, where=where)
