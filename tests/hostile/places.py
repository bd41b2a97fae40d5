"""Addresses, settings, names and numbers on the command line that lead nowhere good.

The answer is a part of the one line that the command ends with.
"""

from __future__ import annotations

from tests.hostile.case import Case

NO_LAB = "Det finns inget labb i"
UNREADABLE = "går inte att läsa"
NO_ADDRESS = "ingen adress som labmethods känner"
NO_STORE = "är inget labbs lager"
SILENT = "svarar inte"
SECRET = "hemligt-ord-7"
"""A password that must stand nowhere in what is said or written."""

# A table is read line by line.
# fmt: off
SETTINGS = [
    Case("nothing", b"", UNREADABLE),
    Case("no TOML", b"database = ", UNREADABLE),
    Case("another setting", b"name = 'x'", UNREADABLE),
    Case("a number as address", b"database = 5", UNREADABLE),
    Case("true as address", b"database = true", UNREADABLE),
    Case("a list as address", b"database = ['a']", UNREADABLE),
    Case("a table as address", b"[database]\na = 1", UNREADABLE),
    Case("an empty address", b"database = ''", UNREADABLE),
    Case("a setting twice", b"database = 'a'\ndatabase = 'b'", UNREADABLE),
    Case("bytes that are no text", b"\xff\xfe\x00", UNREADABLE),
    Case("zero bytes", bytes(64), UNREADABLE),
    Case("conflict marks", b"<<<<<<< HEAD\ndatabase = 'sqlite:///lab.db'\n=======\n", UNREADABLE),
    Case("a path without a scheme", b"database = 'lab.db'", UNREADABLE),
    Case("a port that is no number", b"database = 'postgresql://h:port/x'", UNREADABLE),
    Case("lists in lists, very deep", b"database = " + b"[" * 5000 + b"]" * 5000, UNREADABLE),
    Case("another database", b"database = 'mysql://u@h/x'", NO_ADDRESS),
    Case("a driver that isn't there", b"database = 'sqlite+aiosqlite:///gone.db'", NO_LAB),
    Case("a plug-in to load", b"database = 'sqlite:///gone.db?plugin=evil'", NO_LAB),
    Case("a store that isn't there", b"database = 'sqlite:///gone.db'", NO_LAB),
    Case("a store above the folder", b"database = 'sqlite:///../other.db'", "utanför labbets mapp"),
    Case("a store far above", b"database = 'sqlite:///../../../../etc/passwd'", "utanför labbets mapp"),
    Case("a store by its whole path", b"database = 'sqlite:////etc/passwd'", "utanför labbets mapp"),
    Case("the folder itself as store", b"database = 'sqlite:///.'", ""),
    Case("the settings as store", b"database = 'sqlite:///lab.toml'", NO_STORE),
    Case("an address that names a file to read", b"database = 'postgresql://u@127.0.0.1:1/x?passfile=/etc/passwd'", "Ta bort det ur adressen"),
    Case("an address that names options", b"database = 'postgresql://u@127.0.0.1:1/x?options=-csearch_path%3Dx'", "Ta bort det ur adressen"),
    Case("a server that isn't there", b"database = 'postgresql://u@127.0.0.1:1/x'", SILENT),
]

ADDRESSES = [
    Case("nothing", "", NO_LAB),
    Case("a dot", ".", NO_LAB),
    Case("a folder that isn't there", "finns/inte", NO_LAB),
    Case("a file", "{file}", NO_LAB),
    Case("a device", "/dev/null", NO_LAB),
    Case("a zero byte", "a\x00b", NO_LAB),
    Case("a very long name", "a" * 5000, NO_LAB),
    Case("letters that aren't there", "\udce4\udcf6", NO_LAB),
    Case("no scheme", "://x", NO_ADDRESS),
    Case("a web address", "https://127.0.0.1:9/lab", NO_ADDRESS),
    Case("a file address", "file:///etc/passwd", NO_ADDRESS),
    Case("another database", f"mysql://u:{SECRET}@127.0.0.1/x", NO_ADDRESS),
    Case("a database that isn't made yet", "oracle://x", NO_ADDRESS),
    Case("a broken IPv6 address", "postgresql://[::1/x", ""),
    Case("a port that is no number", f"postgresql://u:{SECRET}@h:port/x", NO_ADDRESS),
    Case("a port too large", f"postgresql://u:{SECRET}@127.0.0.1:99999/x", SILENT),
    Case("a server that isn't there", f"postgresql://u:{SECRET}@127.0.0.1:1/x", SILENT),
    Case("a socket that isn't there", "postgresql:///x?host=/finns/inte", SILENT),
    Case("the password as a query", f"postgresql://u@127.0.0.1:1/x?password={SECRET}", SILENT),
    Case("a password with an @ in it", f"postgresql://u:{SECRET}@x@127.0.0.1:1/x", ""),
    Case("a slip in the scheme", f"postgresql:/u:{SECRET}@127.0.0.1:1/x", NO_LAB),
    Case("a key file", "postgresql://u@127.0.0.1:1/x?sslkey=/etc/passwd", "Ta bort det ur adressen"),
    Case("SQLite in memory", "sqlite://", NO_ADDRESS),
    Case("SQLite in memory, by name", "sqlite:///:memory:", NO_ADDRESS),
    Case("a user who isn't there", "~finns-inte/labb", NO_LAB),
    Case("a SQLite file that isn't there", "sqlite:////finns/inte.db", NO_LAB),
    Case("a folder as SQLite file", "sqlite:////tmp", ""),
    Case("a SQLite file that is none", "sqlite:////etc/passwd", NO_STORE),
]

LAB_NAMES = [
    Case("nothing", "", "måste fyllas i"),
    Case("blanks", "   ", "måste fyllas i"),
    Case("dots", "..", "minst en bokstav"),
    Case("slashes", "///", "minst en bokstav"),
    Case("an emoji", "😀", "minst en bokstav"),
    Case("marks that nobody sees", "\u202e\u200f\u200b", "måste fyllas i"),
    Case("300 letters", "a" * 300, "högst 200"),
    Case("a path", "../../etc/passwd", "etc-passwd"),
    Case("a device of Windows", "CON", "con-labb"),
    Case("a device in capitals and blanks", " Lpt1 ", "lpt1-labb"),
    Case("Swedish letters", "Ångermanlands öar", "angermanlands-oar"),
    Case("decomposed letters", "A\u030angermanland", "angermanland"),
    Case("HTML", "<script>alert(1)</script>", "script-alert-1-script"),
    Case("SQL", "'; DROP TABLE x; --", "drop-table-x"),
    Case("a command", "$(reboot) `id`", "reboot-id"),
    Case("a line break", "Lab\nen", "lab-en"),
    Case("a zero byte", "La\x00bb", "labb"),
    Case("half a sign", "Labb\ud83d", "labb"),
]

COMMANDS = [
    Case("undo nothing", ("undo", "{lab}", "0"), "ingen ändring 0"),
    Case("undo the change before the first", ("undo", "{lab}", "--", "-1"), "ingen ändring -1"),
    Case("undo a change to come", ("undo", "{lab}", "99999"), "ingen ändring 99999"),
    Case("undo a number that no database holds", ("undo", "{lab}", "9" * 40), "ingen ändring 999"),
    Case("undo a word", ("undo", "{lab}", "allt"), ""),
    Case("undo what made the lab", ("undo", "{lab}", "1"), "går inte att ångra"),
    Case("the history of no table", ("history", "{lab}", "--table", "x; DROP TABLE actors"), "x; DROP TABLE actors"),
    Case("a command that isn't there", ("förstör", "{lab}"), "förstör"),
    Case("an option that isn't there", ("check", "{lab}", "--snabbt"), "--snabbt"),
    Case("no lab named", ("check",), ""),
    Case("a file that isn't there", ("import", "{lab}", "finns-inte.csv", "--as", "actors"), "finns inte"),
    Case("a folder as file", ("import", "{lab}", "{lab}", "--as", "actors"), "går inte att läsa"),
    Case("no table of that name", ("import", "{lab}", "{file}", "--as", "users"), "users"),
    Case("the journal as table", ("import", "{lab}", "{file}", "--as", "journal"), "journal"),
    Case("the bookkeeping as table", ("import", "{lab}", "{file}", "--as", "store_info"), "store_info"),
    Case("an export of no kind", ("export", "{lab}", "{folder}/ut.exe"), "måste sluta"),
    Case("an export into a folder", ("export", "{lab}", "{folder}"), ""),
    Case("an export below a file", ("export", "{lab}", "{file}/ut.xlsx"), "går inte att skriva"),
    Case("a report of no kind", ("report", "{lab}", "--format", "exe"), "exe"),
    Case("a report below a file", ("report", "{lab}", "--out", "{file}/ut"), ""),
    Case("a report of no notebook", ("report", "{lab}", "--notebook", "../../etc/passwd"), ""),
    Case("a report for nobody", ("report", "{lab}", "--for", "alla"), "alla"),
    Case("a language that isn't spoken", ("report", "{lab}", "--language", "xx"), "xx"),
    Case("a new lab in no language", ("new", "X", "--to", "{folder}", "--language", "../sv"), "../sv"),
    Case("a new lab below a file", ("new", "X", "--to", "{file}"), "går inte att skriva"),
    Case("a new lab in a web address", ("new", "X", "--to", "{folder}", "--database", "https://127.0.0.1:9"), "ingen adress"),
    Case("a new lab on no server", ("new", "X", "--to", "{folder}", "--database", f"postgresql://u:{SECRET}@127.0.0.1:1/x"), "svarar inte"),
    Case("a merge with itself as a file", ("merge", "{lab}", "{file}"), NO_LAB),
    Case("a merge with another lab", ("merge", "{lab}", "{other}"), "inte kopior av samma labb"),
    Case("a backup onto a file", ("backup", "{lab}", "{file}"), "finns redan"),
    Case("a backup below a file", ("backup", "{lab}", "{file}/kopia.zip"), "går inte att skriva"),
    Case("a backup restored from nothing", ("restore", "finns-inte.zip", "{folder}/x"), "ingen hel säkerhetskopia"),
    Case("a backup restored from a folder", ("restore", "{folder}", "{folder}/x"), "ingen hel säkerhetskopia"),
    Case("statistics from nowhere", ("fetch", "{lab}", "facebook"), "facebook"),
    Case("years the wrong way", ("fetch", "{lab}", "kolada", "--years", "igår"), ""),
]
# fmt: on
