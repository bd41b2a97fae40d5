"""Backups, tables from other systems, notebooks, photos and files: whole, broken and malicious."""

from __future__ import annotations

import io
import json
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.hostile.build import zipped
from tests.hostile.case import Case

NO_BACKUP = "ingen hel säkerhetskopia"
NO_HSDS = "ingen zip med HSDS-tabeller"
NO_SERVICES = "ingen tabell över insatser"
NO_NOTEBOOK = "går inte att läsa som en anteckningsbok"
KEPT = "kept as it is"
NO_KIND = "Bara foton"
NO_PICTURE = "Bilden kan inte visas"


def encrypted(data: bytes) -> bytes:
    """A zip whose members all say that they have a password."""
    changed = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(mark)
        while place >= 0:
            changed[place + at] |= 1
            place = changed.find(mark, place + 4)
    return bytes(changed)


def method(data: bytes, number: int) -> bytes:
    """A zip whose members all say that they are packed in another way."""
    changed = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = changed.find(mark)
        while place >= 0:
            struct.pack_into("<H", changed, place + at, number)
            place = changed.find(mark, place + 4)
    return bytes(changed)


def damaged(data: bytes) -> bytes:
    """A zip whose first member's packed bytes are noise."""
    changed = bytearray(data)
    start = 30 + struct.unpack_from("<H", changed, 26)[0] + struct.unpack_from("<H", changed, 28)[0]
    changed[start : start + 20] = b"\xff" * 20
    return bytes(changed)


def with_members(**more: bytes) -> Callable[[bytes], bytes]:
    """A backup with members added or, where they are there, replaced."""

    def edit(backup: bytes) -> bytes:
        names = {name.replace("__", "/"): content for name, content in more.items()}
        with zipfile.ZipFile(io.BytesIO(backup)) as old:
            kept = {name: old.read(name) for name in old.namelist() if name not in names}
        return zipped({**kept, **names})

    return edit


def adding(name: str, content: bytes) -> Callable[[bytes], bytes]:
    return lambda backup: with_members(**{name: content})(backup)


def without(name: str) -> Callable[[bytes], bytes]:
    def edit(backup: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(backup)) as old:
            return zipped({one: old.read(one) for one in old.namelist() if one != name})

    return edit


def store_after(*statements: str) -> Callable[[bytes], bytes]:
    """A backup in whose store somebody ran SQL."""

    def edit(backup: bytes) -> bytes:
        with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(io.BytesIO(backup)) as old:
            path = Path(old.extract("lab.db", folder))
            connection = sqlite3.connect(path, isolation_level=None)
            for statement in statements:
                connection.execute(statement)
            connection.close()
            return with_members(**{"lab.db": path.read_bytes()})(backup)

    return edit


def _middle(backup: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(backup)) as old:
        store = bytearray(old.read("lab.db"))
    store[8192:12288] = bytes(4096)
    return with_members(**{"lab.db": bytes(store)})(backup)


# What is given is a function of a whole backup. Tables are read line by line.
# fmt: off
BACKUPS = [
    Case("nothing", lambda _b: b"", NO_BACKUP),
    Case("a text", lambda _b: b"hej", NO_BACKUP),
    Case("cut off in the middle", lambda b: b[: len(b) // 2], NO_BACKUP),
    Case("cut off at the end", lambda b: b[:-10], NO_BACKUP),
    Case("packed bytes that are noise", damaged, NO_BACKUP),
    Case("a password", encrypted, NO_BACKUP),
    Case("packed in a way that isn't known", lambda b: method(b, 99), NO_BACKUP),
    Case("no store", without("lab.db"), NO_BACKUP),
    Case("no settings", without("lab.toml"), NO_BACKUP),
    Case("an empty store", adding("lab.db", b""), NO_BACKUP),
    Case("a store that is text", adding("lab.db", b"hej" * 5000), NO_BACKUP),
    Case("a store without a page in the middle", _middle, NO_BACKUP),
    Case("another program's database", store_after("DROP TABLE journal", "DROP TABLE store_info"), NO_BACKUP),
    Case("a store without a journal", store_after("DROP TABLE journal"), ""),
    Case("a journal row that was changed", store_after("UPDATE journal SET who = 'annan' WHERE seq = 1"), "utanför labmethods"),
    Case("a journal row that was taken out", store_after("DELETE FROM journal WHERE seq = 1"), "utanför labmethods"),
    Case("a journal row's content that was changed", store_after("UPDATE journal SET after = '{}' WHERE seq = 1"), "utanför labmethods"),
    Case("a store of a newer format", store_after("UPDATE store_info SET value = '99' WHERE key = 'format'"), "nyare labmethods"),
    Case("a format that is no number", store_after("UPDATE store_info SET value = 'ny' WHERE key = 'format'"), ""),
    Case("bookkeeping that is no JSON", store_after("UPDATE store_info SET value = '{' WHERE key = 'schema'"), ""),
    Case("settings that lead elsewhere", adding("lab.toml", b"database = 'sqlite:////etc/passwd'\n"), "utanför labbets mapp"),
    Case("settings that lead to a server", adding("lab.toml", b"database = 'postgresql://u@127.0.0.1:1/x'\n"), NO_BACKUP),
    Case("settings that are broken", adding("lab.toml", b"database = "), "går inte att läsa"),
    Case("a member that climbs out", adding("../klattrar.txt", b"x"), NO_BACKUP),
    Case("a member that climbs out from within", adding("attachments/../../klattrar.txt", b"x"), NO_BACKUP),
    Case("a member with an absolute name", adding("/tmp/labmethods-klattrar.txt", b"x"), NO_BACKUP),
    Case("a member that climbs out on Windows", adding("..\\klattrar.txt", b"x"), NO_BACKUP),
    Case("a member on another drive", adding("C:\\klattrar.txt", b"x"), NO_BACKUP),
]

HSDS = [
    Case("nothing", b"", NO_HSDS),
    Case("a text", b"hej", NO_HSDS),
    Case("a zip without tables", lambda: zipped({"a.txt": "a"}), NO_SERVICES),
    Case("another table only", lambda: zipped({"organizations.csv": "id,name\n1,A\n"}), NO_SERVICES),
    Case("an empty table", lambda: zipped({"services.csv": ""}), "går inte att läsa som en tabell"),
    Case("a table in UTF-16", lambda: zipped({"services.csv": "id,name\n1,A\n".encode("utf-16")}), "går inte att läsa som en tabell"),
    Case("a table of noise", lambda: zipped({"services.csv": bytes(range(256))}), "går inte att läsa som en tabell"),
    Case("a row too long", lambda: zipped({"services.csv": "id,name\n1,A,B,C\n2,B\n3,C,D,E,F\n"}), ""),
    Case("a quote that never ends", lambda: zipped({"services.csv": 'id,name\n1,"A\n'}), "går inte att läsa som en tabell"),
    Case("a service without a name", lambda: zipped({"services.csv": "id,name\n1,\n"}), "services.csv, rad 2"),
    Case("a service of 300 letters", lambda: zipped({"services.csv": f"id,name\n1,{'a' * 300}\n"}), "högst 200"),
    Case("a price that is infinite", lambda: zipped({"services.csv": "id,name\n1,A\n", "cost_options.csv": "id,service_id,amount\n1,1,inf\n"}), ""),
    Case("a password", lambda: encrypted(zipped({"services.csv": "id,name\n1,A\n"})), NO_HSDS),
    Case("packed bytes that are noise", lambda: damaged(zipped({"services.csv": "id,name\n" + "1,A\n" * 100})), NO_HSDS),
    Case("packed in a way that isn't known", lambda: method(zipped({"services.csv": "id,name\n1,A\n"}), 99), NO_HSDS),
    Case("a hundred megabytes of zeroes", lambda: zipped({"services.csv": bytes(100_000_000)}), "större än 50 MB"),
    Case("cut off", lambda: zipped({"services.csv": "id,name\n1,A\n"})[:-8], NO_HSDS),
]


def _notebook(cells: object, **more: object) -> bytes:
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}
    return json.dumps(book).encode()


def _cell(**more: object) -> dict:
    return {"cell_type": "markdown", "id": "egen", "metadata": {}, "source": "vårt", **more}


_OURS = {"labmethods": {"template": "01-stakeholders", "cells": []}}

NOTEBOOKS = [
    Case("no bytes", b"", NO_NOTEBOOK),
    Case("a text", b"hej", NO_NOTEBOOK),
    Case("half a notebook", _notebook([_cell()])[:60], NO_NOTEBOOK),
    Case("conflict marks", b"<<<<<<< HEAD\n" + _notebook([]) + b"\n=======\n>>>>>>> a\n", NO_NOTEBOOK),
    Case("a comma too many", _notebook([_cell()]).replace(b"}]", b"},]"), NO_NOTEBOOK),
    Case("two notebooks in one file", _notebook([]) * 2, NO_NOTEBOOK),
    Case("a list", b"[]", NO_NOTEBOOK),
    Case("a number", b"4", NO_NOTEBOOK),
    Case("null", b"null", NO_NOTEBOOK),
    Case("UTF-16", _notebook([_cell()]).decode().encode("utf-16"), NO_NOTEBOOK),
    Case("bytes that are no text", b"\xff\xfe\xfa", NO_NOTEBOOK),
    Case("a byte mark first", b"\xef\xbb\xbf" + _notebook([_cell()]), KEPT),
    Case("lists in lists, very deep", b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", NO_NOTEBOOK),
    Case("no cells", b'{"metadata": {}, "nbformat": 4}', NO_NOTEBOOK),
    Case("cells that are no list", _notebook("a"), NO_NOTEBOOK),
    Case("a cell that is a text", _notebook(["a"]), NO_NOTEBOOK),
    Case("a cell without a source", _notebook([{"cell_type": "markdown", "metadata": {}}]), NO_NOTEBOOK),
    Case("a cell without a kind", _notebook([{"metadata": {}, "source": "a"}]), NO_NOTEBOOK),
    Case("a source that is a number", _notebook([_cell(source=4)]), NO_NOTEBOOK),
    Case("a source that is a list of numbers", _notebook([_cell(source=[4])]), NO_NOTEBOOK),
    Case("an id that is a list", _notebook([_cell(id=["a"])]), NO_NOTEBOOK),
    Case("metadata that is a list", _notebook([_cell(metadata=[])]), NO_NOTEBOOK),
    Case("our mark is a text", _notebook([_cell(metadata={"labmethods": "x"})]), NO_NOTEBOOK),
    Case("the notebook's mark is a text", _notebook([_cell()], metadata={"labmethods": "x"}), NO_NOTEBOOK),
    Case("the template is a list", _notebook([_cell()], metadata={"labmethods": {"template": []}}), NO_NOTEBOOK),
    Case("the known cells are a number", _notebook([_cell()], metadata={"labmethods": {"template": "01-stakeholders", "cells": 4}}), NO_NOTEBOOK),
    Case("nan in an output", _notebook([_cell(metadata={"a": float("nan")})], metadata=_OURS), NO_NOTEBOOK),
    Case("infinity in an output", _notebook([_cell(metadata={"a": float("inf")})], metadata=_OURS), NO_NOTEBOOK),
    Case("half a sign in a cell", _notebook([_cell(source="A\ud83dB")], metadata=_OURS), NO_NOTEBOOK),
    Case("an older format", _notebook([_cell()], nbformat=3), NO_NOTEBOOK),
    Case("somebody else's notebook", _notebook([_cell()]), KEPT),
    Case("a notebook without cells", _notebook([]), KEPT),
    Case("a template that isn't there", _notebook([_cell()], metadata={"labmethods": {"template": "99-borta", "cells": []}}), KEPT),
    Case("a template by a path", _notebook([_cell()], metadata={"labmethods": {"template": "../../etc/passwd", "cells": []}}), KEPT),
]


def _png(width: int, height: int, data: bytes = b"") -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data or zlib.compress(bytes(100))) + chunk(b"IEND", b"")


_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'

ATTACHMENTS = [
    Case("nothing", b"", NO_KIND),
    Case("blanks", b"  \n", NO_KIND),
    Case("a text", "Anteckningar från mötet".encode(), "text/plain"),
    Case("a PDF", b"%PDF-1.7\n...", "application/pdf"),
    Case("a drawing with a script is kept as text", _SVG, "text/plain"),
    Case("a web page with a script is kept as text", b"<html><script>alert(1)</script></html>", "text/plain"),
    Case("a program of Windows", b"MZ\x90\x00" + bytes(60), NO_KIND),
    Case("a program of Linux", b"\x7fELF" + bytes(60), NO_KIND),
    Case("a zip", lambda: zipped({"a": "a"}), NO_KIND),
    Case("an old Word file", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(60), NO_KIND),
    Case("a GIF", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", NO_KIND),
    Case("a text with a zero byte", b"hej\x00", NO_KIND),
    Case("a text that colours a terminal", b"\x1b[31mhej", NO_KIND),
    Case("a text in Latin-1", b"\xe5\xe4\xf6", NO_KIND),
    Case("a text that turns the rest around", "a\u202eb".encode(), NO_KIND),
    Case("the start of a photo only", b"\xff\xd8\xff\xe0" + bytes(20), NO_PICTURE),
    Case("the start of a drawing only", b"\x89PNG\r\n\x1a\n", NO_PICTURE),
    Case("a drawing that ends too early", lambda: _png(100, 100), NO_PICTURE),
    Case("a drawing of a billion points", lambda: _png(40_000, 40_000), NO_PICTURE),
    Case("a drawing of 2^31 points a side", lambda: _png(2**31 - 1, 2**31 - 1), NO_PICTURE),
    Case("a drawing of no points", lambda: _png(0, 0), NO_PICTURE),
    Case("a drawing whose bytes are noise", lambda: _png(10, 10, b"noise"), NO_PICTURE),
    Case("21 megabytes", bytes([32]) * 21_000_000, "högst 20"),
]
# fmt: on
