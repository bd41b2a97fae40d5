"""How many names are found, and how many of what is found are names; made-up sentences."""

from __future__ import annotations

from labmethods.privacy import find_identifiers

WITH_NAMES = [
    ("Kontaktperson: Anna Berg, telefon på kontoret.", ["Anna Berg"]),
    ("Hon heter Fatima och bor i området.", ["Fatima"]),
    ("Mentorn Erik Lindqvist träffade gruppen.", ["Erik Lindqvist"]),
    ("Vi pratade med Samira Haddad om lokalen.", ["Samira Haddad"]),
    ("Intervju med Karin Nilsson och hennes granne.", ["Karin Nilsson"]),
    ("Projektledare Johan Ek höll i mötet.", ["Johan Ek"]),
    ("Mvh Lena", ["Lena"]),
    ("Antecknat av Per-Olof Sund.", ["Per-Olof Sund"]),
    ("Deltagaren Amina fick praktik.", ["Amina"]),
    ("Hyresgästen Mohammed Ali ringde.", ["Mohammed Ali"]),
    ("Hans son Ahmed går i skolan.", ["Ahmed"]),
    ("Hennes mamma Zahra kom också.", ["Zahra"]),
    ("Ring Anna på kontoret.", ["Anna"]),
    ("Handläggaren Eva Holm svarade nej.", ["Eva Holm"]),
    ("Ansvarig: Olle Strand", ["Olle Strand"]),
    ("Elisabeth Wik (rektor) var med.", ["Elisabeth Wik"]),
    ("Skriven av Nils Dahl, i maj.", ["Nils Dahl"]),
    ("My name is Omar Ali.", ["Omar Ali"]),
    ("Herr Svensson klagade på hissen.", ["Svensson"]),
    ("Bovärden Kalle hjälpte till.", ["Kalle"]),
    # No word beside these tells that they are persons: not looked for, and counted as missed.
    ("Anna Berg kom sent.", ["Anna Berg"]),
    ("Vi tackar Fatima Nouri för hjälpen.", ["Fatima Nouri"]),
    ("På mötet: Lisa, Jonas och Farid.", ["Lisa", "Jonas", "Farid"]),
    ("fatima berättade om sin väg till jobb.", ["fatima"]),
]
WITHOUT = [
    "Röda Korset och Svenska kyrkan delar lokal.",
    "Kontakt: Bodens kommun",
    "Samtal med Hyresgästföreningen i Angered.",
    "Ansvarig: Studieförbundet Vuxenskolan",
    "Enligt Boverket steg hyran.",
    "Enligt Statistiska Centralbyrån ökade antalet.",
    "Vårt Rannebergen är ett samarbete.",
    "Camp Demokrati hölls i augusti.",
    "Portalen i Norrköping startade 2011.",
    "Mentor för kvinnor i Hageby",
    "Deltagare från Ringdansen och Hageby",
    "Lärare vid Björknässkolan",
    "Möte med Polisen och Göteborgs Stad",
    "Ring Bostadsbolaget om du har frågor.",
    "Ledare: Fornhöjden IF",
    "Av Norrköpings kommun, i samarbete med Rotary.",
    "Fråga Kooperativet Fjället.",
    "Projektet heter Lina Hage.",
    "Läslandet och Telge Bostäder håller i läsmötena.",
    "Ansvarig: Sveriges Allmännytta",
    "The Rockin' Pots sjöng på torget.",
    "Samordnare på Marieborgs folkhögskola",
    "Handläggare vid Arbetsförmedlingen",
    "Grannen Boden kommer på fredag.",
]


def test_names_beside_telling_words_are_found_and_little_else(capsys):
    right = wrong = missed = 0
    for text, names in WITH_NAMES:
        found = [one.text for one in find_identifiers(text) if one.kind == "name"]
        right += len(set(found) & set(names))
        wrong += len(set(found) - set(names))
        missed += len(set(names) - set(found))
    alarms = [
        (text, one.text) for text in WITHOUT for one in find_identifiers(text) if one.kind == "name"
    ]
    precision = right / (right + wrong + len(alarms))
    recall = right / (right + missed)
    beside = WITH_NAMES[:20]
    found_beside = sum(
        names[0] in [one.text for one in find_identifiers(text)] for text, names in beside
    )
    with capsys.disabled():
        print(
            f"\nnames: precision {precision:.2f}, recall {recall:.2f},"
            f" beside telling words {found_beside} of {len(beside)}; taken for names: {alarms}"
        )
    assert found_beside >= 19
    assert precision >= 0.9
    assert recall >= 0.7
