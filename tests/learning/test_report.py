"""What the lab's report and the report across labs say of codes and stories."""

from __future__ import annotations

import datetime

import pytest

import labmethods as lm
from labmethods import shipped
from labmethods.programme.compose import compose
from labmethods.programme.share import share
from tests.programme.conftest import texts

TODAY = datetime.date(2026, 11, 24)


def said(blocks) -> str:
    from labmethods.reporting.document import Document, Part

    return texts(Document("x", parts=(Part("a", "A", tuple(blocks)),)))


def test_a_new_lab_says_what_is_missing(lab):
    text = said(lab.blocks("learning"))
    assert "Loggen är inte kodad ännu." in text
    assert "Ingen berättelse om förändring är insamlad ännu." in text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_sample_lab_tells_codes_agreement_and_the_stories_that_may_be_told(
    exempellabbet, language
):
    text = said(exempellabbet.blocks("learning", language))
    assert "kappa" in text.casefold()
    assert "Nyckeln till tvättstugan" in text
    assert "Nycklar kostar inget." in text
    # Chosen, but its teller has not agreed.
    assert "Lördagarna" not in text


def test_what_is_not_released_does_not_leave_for_the_programme(exempellabbet):
    for one in exempellabbet.programme_releases.all():
        exempellabbet.programme_releases.remove(one.id)
    held = texts(compose([share(exempellabbet, TODAY)]))
    for secret in ("Nyckeln till tvättstugan", "Flickorna kom, såg sig om", "Att unga som inte"):
        assert secret not in held
    assert "framgångsfaktor" in held.casefold()


def test_what_is_released_leaves_and_only_that(exempellabbet):
    text = texts(compose([share(exempellabbet, TODAY)]))
    assert "Nyckeln till tvättstugan" in text
    assert "Flickorna kom, såg sig om och gick igen." in text
    assert "Unga vill själva sköta en lokal" in text
    # A quote from an experiment whose quotes are not released, and a story that isn't.
    assert "De som går två och två kommer" not in text
    assert "Jackan" not in text


def test_codes_with_one_mark_count_as_one_whatever_labs_call_them(exempellabbet, tmp_path):
    with lm.new_lab("Annat", to=tmp_path, filled_from=shipped.SAMPLE_LAB) as other:
        code = other.codes.find(mark="residents-lead")[0]
        other.codes.change(code.id, name="Ungdomarna bestämmer")
        one, two = share(exempellabbet, TODAY), share(other, TODAY)
    document = compose([one, two])
    chart = next(c for c in document.charts() if "labb som kodat" in c.finding)
    assert "De boendes engagemang styr: finns i 2 av 2 labb" in chart.finding
    names = chart.table.frame.iloc[:, 0].tolist()
    assert "Ungdomarna bestämmer" not in names
