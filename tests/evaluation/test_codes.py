"""A participant's code is never a name."""

import pytest

from labmethods.errors import Refused
from labmethods.evaluation.records.people import Code


@pytest.mark.parametrize("typed", ["Kalle Persson", "Kalle P", "Kalle", "Anna-Karin Lundström"])
def test_a_name_is_refused_as_a_name(typed):
    with pytest.raises(Refused) as refused:
        Code().parse(typed)
    assert "Skriv en kod som D01, aldrig ett namn" in refused.value.text("sv")


def test_a_code_is_kept():
    assert Code().parse("d01") == "D01"
