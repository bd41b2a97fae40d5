"""Persons that were planted in texts are found, and what only looks like one is left alone.

Every number here is generated: none is taken from a person.
"""

from __future__ import annotations

import datetime
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.se import orgnr

from labmethods.privacy import find_identifiers
from labmethods.privacy.identifiers import KINDS
from tests.people import DASH, HARD, born, ways, written

AROUND = [
    "{}",
    "Hyresgästen ({}) flyttade in.",
    "pnr:{}.",
    "personnr={};kön=K",
    "{},Boden",
    "Boden,{},2018",
    "[{}]",
    "intyg_{}.pdf",
    '"{}"',
    "Född {} i Boden. Ring 0921-620 00.",
    "x{}x",
    "<td>{}</td>",
]


def planted(n: int, raised: bool) -> list[tuple[str, str]]:
    """Numbers as they are written, each in a text around it; every format comes equally often."""
    chance = random.Random(2018 + raised)
    every = ways()
    made = []
    for i in range(n):
        number = written(chance, every[i % len(every)], raised)
        made.append((number, AROUND[i % len(AROUND)].format(number)))
    return made


@pytest.mark.parametrize(
    ("kind", "raised"), [("personal_number", False), ("coordination_number", True)]
)
def test_2000_planted_numbers_are_all_found_where_they_stand(kind, raised):
    missed = []
    for number, text in planted(2000, raised):
        found = [(one.kind, one.text) for one in find_identifiers(text)]
        if (kind, number) not in found:
            missed.append((text, found))
    assert missed == []


def test_numbers_of_people_over_100_are_found():
    start = f"120229{17:03}"
    assert find_identifiers(f"{start[:6]}+{start[6:]}{luhn.calc_check_digit(start)}")


def test_a_co_ordination_number_with_an_unknown_birthday_is_found():
    start = f"700060{123:03}"
    text = f"{start[:6]}-{start[6:]}{luhn.calc_check_digit(start)}"
    assert [one.kind for one in find_identifiers(text)] == ["coordination_number"]


def test_a_number_with_a_slip_is_found_only_beside_a_telling_word():
    start = "640823323"
    wrong = f"640823-323{(int(luhn.calc_check_digit(start)) + 1) % 10}"
    assert find_identifiers(f"Ärende {wrong}") == []
    assert [one.text for one in find_identifiers(f"Personnummer: {wrong}")] == [wrong]


def organisation(chance: random.Random) -> str:
    start = f"{chance.choice('2578')}{chance.randrange(10)}{chance.randrange(2, 10)}"
    start += f"{chance.randrange(10**6):06}"
    number = start + luhn.calc_check_digit(start)
    assert orgnr.is_valid(number)
    prefix = chance.choice(["", "", "", "16", "SE"])
    if prefix == "SE":
        return f"SE{number}01"
    return prefix + chance.choice([number, f"{number[:6]}-{number[6:]}"])


def date(chance: random.Random) -> str:
    day = born(chance)
    form = chance.choice(
        [
            "%Y-%m-%d",
            "%Y%m%d",
            "%d/%m %Y",
            "%y%m%d",
            "%Y-%m-%d %H:%M",
            "%Y-%m-%dT%H:%M:%S",
            "%d.%m.%Y",
        ]
    )
    return day.strftime(form) + chance.choice(["", "", f"–{day.year + 1}"])


def amount(chance: random.Random) -> str:
    value = chance.randrange(10 ** chance.randrange(3, 12))
    spaced = f"{value:,}".replace(",", chance.choice([" ", HARD, ".", ""]))
    return spaced + chance.choice([" kr", " kronor", ":-", ",50 kr", " %", ""])


def like_a_telephone(chance: random.Random) -> str:
    n = [chance.randrange(10) for _ in range(16)]
    t = "".join(map(str, n))
    first = str(chance.randrange(1, 10))
    return chance.choice(
        [
            f"bg {t[:3]}-{t[3:7]}",
            f"pg {first}{t[:1]} {t[1:3]} {t[3:5]}-{t[5]}",
            f"KS {chance.randrange(2010, 2027)}/{t[:5]}",
            f"dnr {chance.randrange(2010, 2027)}-{t[:5]}",
            f"OCR {first}{t[:9]}",
            f"{first}{t[:2]} {t[2:4]} {'Boden'}",
            f"2018-{t[:4]}",
            f"EAN 73{t[:11]}",
            f"faktura {first}{t[:7]}",
            f"kl {n[0] % 10 + 10}:00-{n[1] % 10 + 10}:30",
            f"N{t[:5]}",
            f"{first}{t[:2]}-{t[2:4]}-{t[4:7]}",
            f"version {first}.{t[0]}.{t[1:3]}",
            f"sidan {t[0]}-{t[1:3]}, 112 och 114 14",
            f"65.{t[:7]}, 21.{t[7:14]}",
        ]
    )


def test_at_most_1_in_100_organisation_numbers_dates_sums_and_the_like_is_taken_for_a_person():
    chance = random.Random(9)
    kinds = [organisation, date, amount, like_a_telephone]
    made = [(kind := kinds[i % 4], kind(chance)) for i in range(10_000)]
    alarms = [(kind.__name__, text) for kind, text in made if find_identifiers(text)]
    assert len(alarms) <= 100, alarms
    assert [text for name, text in alarms if name == "organisation"] == []


TELEPHONES = [
    "08-123 456 78",
    "0921-620 00",
    "0921-62 00 00",
    "011-15 00 00",
    "070-123 45 67",
    "070 123 45 67",
    "0701234567",
    "073-1234567",
    "076/123 45 67",
    "(0921) 620 00",
    "+46 70 123 45 67",
    "+46 (0)70-123 45 67",
    "+46701234567",
    "0046 70 123 45 67",
    "+47 22 12 34 56",
    f"070{DASH}123{HARD}45{HARD}67",
]


@pytest.mark.parametrize("number", TELEPHONES)
def test_telephone_numbers_are_found_as_people_write_them(number):
    found = find_identifiers(f"Hon nås på {number}, helst på kvällen.")
    assert [(one.kind, one.text) for one in found] == [("telephone", number)]


@pytest.mark.parametrize(
    "address",
    [
        "anna.berg@exempel.se",
        "anna-berg+lab@a.exempel.se",
        "anna (at) exempel.se",
        "åsa@exämpel.se",
    ],
)
def test_mail_addresses_are_found_also_when_disguised(address):
    found = find_identifiers(f"Skriv till {address}.")
    assert [(one.kind, one.text) for one in found] == [("email", address)]


@pytest.mark.parametrize(
    "address",
    [
        "Storgatan 12",
        "Storgatan 12 B",
        "Storgatan 12B, lgh 1102",
        "Södra vägen 3",
        "Björkallén 7, 961 31 Boden",
        "storgatan 12",
        "lägenhet 1102",
    ],
)
def test_street_addresses_are_found(address):
    found = find_identifiers(f"Hon bor på {address}.")
    assert [one.kind for one in found] == ["address"]
    assert found[0].text in address
    assert found[0].text[-1] == address[-1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("En kvinna som heter Fatima berättade.", "Fatima"),
        ("Kontaktperson: Anna Berg", "Anna Berg"),
        ("Mentorn Erik af Klint ringde.", "Erik af Klint"),
        ("Deltagaren Samira fick jobb.", "Samira"),
        ("Hälsningar, Åsa", "Åsa"),
        ("Intervju med Al-Noor Hassan Ali i maj", "Al-Noor Hassan Ali"),
        ("Anna-Karin Öberg (projektledare) höll i mötet.", "Anna-Karin Öberg"),
        ("My name is Omar Ali.", "Omar Ali"),
    ],
)
def test_names_beside_telling_words_are_found(text, name):
    assert [(one.kind, one.text) for one in find_identifiers(text)] == [("name", name)]


@pytest.mark.parametrize(
    "text",
    [
        "Kontaktperson: Röda Korset",
        "handläggare Bodens kommun",
        "Samtal med Svenska kyrkan och Studieförbundet Vuxenskolan.",
        "Ansvarig: Hyresbostäder i Norrköping",
        "Deltagare Boden 2019: 130 personer om dagen",
        "Enligt Boverket steg hyran.",
        "Portalen heter Portalen.",
        "Föreningen Backen 10 har 12 medlemmar",
        "Vägen 3 månader framåt",
        "9 av 10 fick jobb, 15 av 22 kvinnor",
        "Sverige 2016-2019: 86.0, 80.5, 82.7, 82.5",
        "https://allmannyttan.se/innovationslabb/vara-labb",
    ],
)
def test_organisations_and_places_are_no_persons(text):
    assert find_identifiers(text) == []


@given(st.text(alphabet=st.sampled_from("0123456789-+ .,@åAnaBerghetrS\u00ad\u2013"), max_size=80))
def test_findings_stand_in_order_apart_and_as_written(text):
    found = find_identifiers(text)
    ends = 0
    for one in found:
        assert ends <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert one.kind in KINDS
        ends = one.end


def test_a_period_from_day_to_day_is_no_number():
    days = [datetime.date(2018, 1, 1) + datetime.timedelta(n) for n in range(0, 3000, 7)]
    for sign in (" – ", "–", " till ", " - ", "/"):
        texts = [f"{one}{sign}{one + datetime.timedelta(84)}" for one in days]
        assert [text for text in texts if find_identifiers(text)] == []


def test_an_empty_text_has_no_findings():
    assert find_identifiers("") == []


def test_a_long_text_takes_time_in_step_with_its_length():
    # Digits and separators without an end are what a careless pattern chokes on.
    for unit in ("12 ", "1234567890", "a.", "Anna ", "0-", "@a.", "+1 "):
        assert isinstance(find_identifiers(unit * 20_000), list)
