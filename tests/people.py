"""Made-up personal numbers in all ways of writing; none is taken from a person."""

from __future__ import annotations

import datetime
import random

from stdnum import luhn

HARD, THIN, DASH, MINUS, SOFT = "\u00a0", "\u2009", "\u2013", "\u2212", "\u00ad"

FORMATS = [
    "{y}{m}{d}-{n}",
    "{y}{m}{d}{n}",
    "{y}{m}{d} {n}",
    "{y}{m}{d} - {n}",
    "{y} {m} {d} {n}",
    "{y} {m} {d} - {n}",
    "{y}-{m}-{d}-{n}",
    "{y}-{m}-{d} {n}",
    "{y}.{m}.{d}-{n}",
    "{y}/{m}/{d}-{n}",
    "{y}{m}{d}/{n}",
    "{y}{m}{d}.{n}",
    "{y}{m}{d}_{n}",
    f"{{y}}{{m}}{{d}}{DASH}{{n}}",
    f"{{y}}{{m}}{{d}}{MINUS}{{n}}",
    f"{{y}}{{m}}{{d}}{HARD}{{n}}",
    f"{{y}}{THIN}{{m}}{THIN}{{d}}{THIN}{{n}}",
    f"{{y}}{{m}}{{d}}{SOFT}-{{n}}",
    "{y}{m}{d}-\n{n}",
    "{y}{m}{d}-{n3} {c}",
    "{y} {m} {d} {n12} {n34}",
    "{y} {m} {d}-{n12} {n34}",
    "{spaced}",
    "{dotted}",
    "{wide}",
]
CENTURIES = ["", "{century}", "{century} "]
"""Ways of writing; ``n`` are the four last digits."""


def born(chance: random.Random) -> datetime.date:
    return datetime.date(1905, 1, 1) + datetime.timedelta(chance.randrange(44_000))


def digits(chance: random.Random, raised: bool) -> tuple[str, str, str, str, str]:
    """Century, year, month, day and the four last digits of a made-up number."""
    day = born(chance)
    parts = f"{day:%Y%m}{day.day + 60 * raised:02}"
    start = f"{parts[2:]}{chance.randrange(1000):03}"
    last = start[-3:] + luhn.calc_check_digit(start)
    return parts[:2], parts[2:4], parts[4:6], parts[6:], last


def ways() -> list[str]:
    """Every way of writing, without and with the century."""
    return [
        f"{century}{one}"
        for one in FORMATS
        for century in CENTURIES
        if not (century and one in ("{spaced}", "{dotted}"))
    ]


def written(chance: random.Random, way: str, raised: bool = False) -> str:
    """A made-up number, written this way; ``raised`` makes it a co-ordination number."""
    century, y, m, d, last = digits(chance, raised)
    whole = f"{y}{m}{d}{last}"
    return way.format(
        century=century,
        y=y,
        m=m,
        d=d,
        n=last,
        n3=last[:3],
        c=last[3],
        n12=last[:2],
        n34=last[2:],
        spaced=" ".join(whole),
        dotted=".".join(whole),
        wide="".join(chr(ord(digit) + 0xFEE0) for digit in whole),
    )
