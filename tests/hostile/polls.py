"""Exports of Mentimeter and Slido as they should not be.

Each is imported as its maker's. An answer that is a number is how many contributions come in; a
text is a part of the one line that refuses the file, and then nothing comes in.
"""

from __future__ import annotations

from tests.hostile.build import xlsx
from tests.hostile.case import Case

TOP = "Date;Session;Voter;"
NO_ANSWERS = "ser ut som en export"


def _voters(*lines: str, headings: str = "Vad saknas?: Answer") -> bytes:
    return "\n".join([TOP + headings, *(f"2026-11-24;1;{line}" for line in lines)]).encode()


def _slido(*lines: str, name: str = "Vad saknas?") -> bytes:
    return "\n".join([f"Participant ID;{name}", *lines]).encode()


# A table is read line by line.
# fmt: off
EXPORTS = [
    Case("a voter with an emoji", _voters("1;🌳🌳🌳", "2;grönt"), 2, "mentimeter-emoji.csv"),
    Case("a text of 2,001 letters", _voters("1;" + "a" * 2001), "högst 2000 får plats", "mentimeter-lang.csv"),
    Case("a text of 2,000 letters", _voters("1;" + "a b" * 666), 1, "mentimeter-full.csv"),
    Case("a question of 5,000 letters", _voters("1;grönt", headings="a" * 5000), 1, "mentimeter-fraga.csv"),
    Case("a formula as answer", _voters("1;=cmd|'/C calc'!A0"), 1, "mentimeter-formel.csv"),
    Case("HTML as answer", _voters("1;<script>alert(1)</script>"), 1, "mentimeter-html.csv"),
    Case("SQL as question", _voters("1;grönt", headings="x'; DROP TABLE workshops; --"), 1, "mentimeter-sql.csv"),
    Case("right-to-left marks and controls", _voters("1;\u202egrönt\u202c\u0007"), 1, "mentimeter-rtl.csv"),
    Case("a voter without number", _voters(";grönt", ";mörkt"), 2, "mentimeter-utan.csv"),
    Case("a rating out of nowhere", _voters(*[f"{n};4" for n in range(9)], "9;mycket", headings="Hur bra?:: Ljuset"), "”mycket” är inte ett heltal", "mentimeter-ord.csv"),
    Case("a rating of 4.5", _voters("1;4,5", "2;4", headings="Hur bra?:: Ljuset"), "”4,5” är inte ett heltal", "mentimeter-halv.csv"),
    Case("twice from one voter", _voters("1;3", "1;4", headings="Hur bra?:: Ljuset"), "Samma deltagare har svarat", "mentimeter-dubbel.csv"),
    Case("no row of answers", _voters(), "inga svar", "mentimeter-tom.csv"),
    Case("empty rows only", _voters(";", ";"), "inga svar", "mentimeter-blank.csv"),
    Case("a thousand questions", _voters("1;" + ";".join("x" * 1000), headings=";".join(f"Fråga {n}" for n in range(1000))), 1000, "mentimeter-tusen.csv"),
    Case("the parting colons only", _voters("1;grönt", headings="::"), 1, "mentimeter-kolon.csv"),
    Case("the 30th of February", b"Date;Session;Voter;Vad?\n2026-02-30;1;1;a", "vilken dag", "mentimeter-dag.csv"),
    Case("a list of actors", b"Namn;Makt\nA;2\n", NO_ANSWERS, "mentimeter-aktorer.csv"),
    Case("an export of Slido", _slido("1;grönt"), "--as slido", "mentimeter-slido.csv"),
    Case("a workbook cut off", lambda: xlsx([["Date", "Session", "Voter", "Vad?"], ["2026-11-24", 1, 1, "a"]])[:900], "går inte att läsa som kalkylblad", "mentimeter-kapad.xlsx"),
    Case("heading and answers on the tenth row", lambda: xlsx([*[[]] * 9, ["Date", "Session", "Voter", "Vad?"], ["2026-11-24", 1, 1, "a"]]), 1, "mentimeter-nere.xlsx"),
    Case("only who was there", b"Participant ID;Participant Name;Joined at\n1;A;2026-11-24", "bara vilka som var med", "slido-deltagare.csv"),
    Case("a personal number as answer", _slido("1;640823-3234", "2;grönt", "3;grönt", "4;mörkt", "5;mörkt"), 5, "slido-2026-11-24-pnr.csv"),
    Case("personal numbers only", _slido("1;640823-3234", "2;640823-3234"), "inga svar", "slido-2026-11-24-pnr2.csv"),
    Case("a count of minus one", b"Poll Question;Poll Option;Count;Total Votes\nA?;Ja;-1;3", "är inget antal", "slido-2026-11-24-minus.csv"),
    Case("a count of a billion", b"Poll Question;Poll Option;Count;Total Votes\nA?;Ja;1000000000;1000000000", "är inget antal", "slido-2026-11-24-miljard.csv"),
    Case("more votes than voters", b"Poll Question;Poll Option;Count;Total Votes\nA?;Ja;4;3\nA?;Nej;0;3", "är inget antal", "slido-2026-11-24-fler.csv"),
    Case("many polls with full counts", b"Poll Question;Poll Option;Count;Total Votes\n" + b"".join(b"A%d;Ja;9999;10000\n" % n for n in range(11)), "fler än 100000 svar", "slido-2026-11-24-manga.csv"),
    Case("upvotes that are no number", b"Question text;Upvotes\nVad?;inf", "är inget antal", "slido-2026-11-24-roster.csv"),
]
# fmt: on
