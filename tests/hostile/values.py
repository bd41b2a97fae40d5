"""Values that are typed, pasted or handed over by code, and what each field makes of them.

An answer that is a text beginning with ``refused:`` is a part of the message; any other answer is
what is kept.
"""

from __future__ import annotations

import datetime
import decimal
import fractions

import numpy as np
import pandas as pd

from tests.hostile.case import Case

NO_NUMBER = "refused:inte ett tal"
NO_DAY = "refused:datum"
NO_YEAR = "refused:mellan åren"
REQUIRED = "refused:måste fyllas i"
UNFIT = "refused:passar inte här"

# A table is read line by line.
# fmt: off
TEXTS = [
    Case("plain", "Biblioteket", "Biblioteket"),
    Case("blanks around", "  A  ", "A"),
    Case("blanks within", "A   B", "A B"),
    Case("a hard blank", "A\u00a0B", "A B"),
    Case("nothing but blanks", " \t\n\u00a0", REQUIRED),
    Case("nothing", "", REQUIRED),
    Case("None", None, REQUIRED),
    Case("not a number", float("nan"), REQUIRED),
    Case("pandas' nothing", pd.NA, REQUIRED),
    Case("pandas' no time", pd.NaT, REQUIRED),
    Case("letters put together (NFD)", "A\u030angermanland o\u0308ster a\u0308n", "Ångermanland öster än"),
    Case("letters in one (NFC)", "Ångermanland öster än", "Ångermanland öster än"),
    Case("the unit ångström is no Å", "\u212bngen", "Ången"),
    Case("a ligature stays", "\ufb01lm", "\ufb01lm"),
    Case("a letter with eight accents", "a\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308", "à\u0301\u0302\u0303\u0304\u0306\u0307\u0308"),
    Case("Arabic", "مكتبة", "مكتبة"),
    Case("Hebrew with a mark for its direction", "\u200fספרייה", "ספרייה"),
    Case("a text that turns the rest around", "lab\u202egpj.exe", "labgpj.exe"),
    Case("marks that isolate a direction", "\u2066A\u2069", "A"),
    Case("an Arabic letter mark", "A\u061c", "A"),
    Case("a blank without width", "A\u200bB", "AB"),
    Case("a word joiner", "A\u2060B", "AB"),
    Case("a byte order mark within", "A\ufeffB", "AB"),
    Case("a joiner, which emoji need", "👩\u200d👧", "👩\u200d👧"),
    Case("a soft hyphen stays", "bo\u00adstad", "bo\u00adstad"),
    Case("letters that tags hide", "A\U000e0041\U000e0042", "A"),
    Case("a zero byte", "A\x00B", "AB"),
    Case("a bell", "A\x07B", "AB"),
    Case("an escape that colours a terminal", "\x1b[31mA\x1b[0m", "[31mA[0m"),
    Case("a control sign of Latin-1", "A\x85B", "AB"),
    Case("delete", "A\x7fB", "AB"),
    Case("a line break", "A\nB", "A B"),
    Case("a line break of Windows", "A\r\nB", "A B"),
    Case("a tab", "A\tB", "A B"),
    Case("a line separator", "A\u2028B", "AB"),
    Case("a vertical tab", "A\x0bB", "AB"),
    Case("half a sign, the first", "A\ud83dB", "AB"),
    Case("half a sign, the second", "A\ude00B", "AB"),
    Case("two halves the wrong way", "A\ude00\ud83dB", "AB"),
    Case("a place that is no sign", "A\uffffB\ufffe", "AB"),
    Case("an unknown sign stays visible", "A\ufffdB", "A\ufffdB"),
    Case("an emoji", "😀", "😀"),
    Case("a sign for private use", "A\ue000", "A\ue000"),
    Case("200 letters", "å" * 200, "å" * 200),
    Case("201 letters", "å" * 201, "refused:högst 200"),
    Case("a million letters", "a" * 1_000_000, "refused:högst 200"),
    Case("SQL", "'); DROP TABLE actors; --", "'); DROP TABLE actors; --"),
    Case("SQL that is always true", "' OR '1'='1", "' OR '1'='1"),
    Case("signs that LIKE reads", "100%_\\", "100%_\\"),
    Case("HTML with a script", "<script>alert(1)</script>", "<script>alert(1)</script>"),
    Case("HTML with a picture that fails", "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
    Case("HTML's own signs", "A & B < C > \"D\"", "A & B < C > \"D\""),
    Case("the end of a comment", "--><b>", "--><b>"),
    Case("the end of a style", "</style><b>", "</style><b>"),
    Case("Markdown with a script's address", "[A](javascript:alert(1))", "[A](javascript:alert(1))"),
    Case("LaTeX", "$\\input{/etc/passwd}$", "$\\input{/etc/passwd}$"),
    Case("Jinja", "{{ 7*7 }}{% raw %}", "{{ 7*7 }}{% raw %}"),
    Case("a place of a message", "{name} {0} {", "{name} {0} {"),
    Case("percent signs", "%s %d %(x)s", "%s %d %(x)s"),
    Case("a path", "../../etc/passwd", "../../etc/passwd"),
    Case("a path of Windows", "C:\\Windows\\x", "C:\\Windows\\x"),
    Case("a device of Windows", "CON", "CON"),
    Case("a command", "$(rm -rf /) `id`", "$(rm -rf /) `id`"),
    Case("a formula", "=cmd|'/C calc'!A0", "=cmd|'/C calc'!A0"),
    Case("JSON", '{"__proto__": 1}', '{"__proto__": 1}'),
    Case("a quotation mark of each kind", "\"'`´’”„«»", "\"'`´’”„«»"),
    Case("a whole number", 112, "112"),
    Case("true", True, "True"),
    Case("bytes", b"A", UNFIT),
    Case("a list", ["A"], UNFIT),
    Case("a dictionary", {"a": 1}, UNFIT),
    Case("a set", {"A"}, UNFIT),
]

NUMBERS = [
    Case("whole", 3, 3.0),
    Case("as text", "3", 3.0),
    Case("with a decimal comma", "3,5", 3.5),
    Case("with a decimal point", "3.5", 3.5),
    Case("thousands with blanks", "1 234,5", 1234.5),
    Case("thousands with hard blanks", "1\u00a0234,5", 1234.5),
    Case("a printed minus", "−3", -3.0),
    Case("minus nothing", "-0", 0.0),
    Case("small", 5e-324, 5e-324),
    Case("large", 1.7e308, 1.7e308),
    Case("too large for a number", "1e309", NO_NUMBER),
    Case("a whole number of 400 digits", 10**400, NO_NUMBER),
    Case("a text of 5,000 digits", "9" * 5000, NO_NUMBER),
    Case("infinity", float("inf"), NO_NUMBER),
    Case("minus infinity", float("-inf"), NO_NUMBER),
    Case("infinity as text", "Infinity", NO_NUMBER),
    Case("nan as text", "nan", NO_NUMBER),
    Case("nan is nothing", float("nan"), None),
    Case("numpy's nan is nothing", np.float64("nan"), None),
    Case("numpy's number", np.int64(3), 3.0),
    Case("decimal", decimal.Decimal("3.5"), 3.5),
    Case("decimal's nan", decimal.Decimal("nan"), NO_NUMBER),
    Case("a fraction", fractions.Fraction(1, 2), 0.5),
    Case("a complex number", 3 + 1j, NO_NUMBER),
    Case("true", True, NO_NUMBER),
    Case("a day", datetime.date(2026, 1, 2), NO_NUMBER),
    Case("a list", [3], NO_NUMBER),
    Case("bytes", b"3x", NO_NUMBER),
    Case("two commas", "1,2,3", NO_NUMBER),
    Case("an English thousand", "1,234.5", NO_NUMBER),
    Case("hexadecimal", "0x10", NO_NUMBER),
    Case("an underscore", "1_000", NO_NUMBER),
    Case("a sum", "1+1", NO_NUMBER),
    Case("a unit", "5 kr", NO_NUMBER),
    Case("a share sign", "50 %", NO_NUMBER),
    Case("a word", "mycket", NO_NUMBER),
    Case("two signs", "--3", NO_NUMBER),
    Case("Arabic digits", "٣", 3.0),
    Case("digits above the line", "3²", NO_NUMBER),
    Case("a half", "½", NO_NUMBER),
]

WHOLES = [
    Case("whole", 3, 3),
    Case("3.0", "3,0", 3),
    Case("a half", 2.5, "refused:inte ett heltal"),
    Case("the largest of a database", 2**63, "refused:för stort"),
    Case("larger than a database holds", 2**64, "refused:för stort"),
    Case("1e300", 1e300, "refused:för stort"),
    Case("just large enough", 10**15, 10**15),
    Case("below nothing", -1, "refused:för litet"),
    Case("text", "tre", NO_NUMBER),
]

DAYS = [
    Case("as a computer writes it", "2026-01-02", datetime.date(2026, 1, 2)),
    Case("in one", "20260102", datetime.date(2026, 1, 2)),
    Case("as people write it", "2/1 2026", datetime.date(2026, 1, 2)),
    Case("with dots", "02.01.2026", datetime.date(2026, 1, 2)),
    Case("with a time of midnight", "2026-01-02 00:00:00", datetime.date(2026, 1, 2)),
    Case("with a time", "2026-01-02 13:00", NO_DAY),
    Case("a day", datetime.date(2026, 1, 2), datetime.date(2026, 1, 2)),
    Case("a moment", datetime.datetime(2026, 1, 2, 13), datetime.date(2026, 1, 2)),
    Case("a moment elsewhere", datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC), datetime.date(2026, 1, 2)),
    Case("pandas' moment", pd.Timestamp("2026-01-02"), datetime.date(2026, 1, 2)),
    Case("a leap day", "2024-02-29", datetime.date(2024, 2, 29)),
    Case("no leap day", "2026-02-29", "refused:kalendern"),
    Case("the 31st of April", "2026-04-31", "refused:kalendern"),
    Case("month 13", "2026-13-01", "refused:kalendern"),
    Case("day 0", "2026-01-00", "refused:kalendern"),
    Case("year 0", "0000-01-01", "refused:kalendern"),
    Case("the year 1", "0001-01-01", NO_YEAR),
    Case("the year 1, as a day", datetime.date.min, NO_YEAR),
    Case("the year 9999", "9999-12-31", NO_YEAR),
    Case("the year 9999, as a moment", datetime.datetime.max, NO_YEAR),
    Case("a digit left out", "206-01-02", NO_DAY),
    Case("a digit too many", "20266-01-02", NO_DAY),
    Case("American", "01/31/2026", "refused:kalendern"),
    Case("a spreadsheet's number", 46024, NO_DAY),
    Case("seconds since 1970", 1767312000, NO_DAY),
    Case("a word", "i går", NO_DAY),
    Case("true", True, NO_DAY),
    Case("infinity", float("inf"), NO_DAY),
    Case("nan is nothing", float("nan"), None),
    Case("digits of another script", "٢٠٢٦-٠١-٠٢", datetime.date(2026, 1, 2)),
    Case("SQL", "2026-01-02'; --", NO_DAY),
]
# fmt: on
