"""Method cards and catalogue."""

import pytest

from labmethods.experiments import METHOD


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_method_card_has_purpose_steps_pitfalls_and_sources(language):
    card = METHOD.card(language)
    headings = {
        "sv": ["## Så gör ni", "## Fallgropar", "## Källor"],
        "en": ["## How to do it", "## Pitfalls", "## Sources"],
    }[language]
    for heading in headings:
        assert heading in card
    assert card.count("\n## ") == 3
    assert "Osterwalder" in card
