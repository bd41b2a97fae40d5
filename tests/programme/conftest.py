"""Labs that measure the same, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

import labmethods as lm
from labmethods import shipped
from tests.programme.labs import lab


@pytest.fixture(scope="module")
def homes(tmp_path_factory) -> list[str]:
    """Four labs that measure the same, one of them with few people and another level."""
    to = tmp_path_factory.mktemp("labs")
    made = [
        lab(to, 1),
        lab(to, 2, results=(15, 22), safe=(20, 44), decision="abandon", people=6),
        lab(to, 3, results=(4, 16), safe=(41, 60)),
        lab(to, 4, results=(3, 4), safe=(30, 40), level="municipality"),
    ]
    for one in made:
        one.close()
    return [str(one.home) for one in made]


@pytest.fixture(scope="module")
def real_homes(tmp_path_factory) -> list[str]:
    """The four real labs."""
    to = tmp_path_factory.mktemp("real")
    found = []
    for name in shipped.REAL_LABS:
        with lm.new_lab(name, to=to, filled_from=name) as made:
            found.append(str(made.home))
    return found


@pytest.fixture
def shared():
    """Read the shares of labs by their addresses."""
    import datetime

    from labmethods.programme.share import read

    return lambda homes: [read((str(home), datetime.date(2026, 11, 24))) for home in homes]


def texts(document, part: str | None = None) -> str:
    """Every sentence, caption and cell of a document."""
    said = []
    for one in document.parts:
        if part in (None, one.name):
            for block in one.blocks:
                said += [
                    str(getattr(block, name, ""))
                    for name in ("text", "finding", "alt", "source", "caption", "markdown")
                ]
                frame = getattr(getattr(block, "table", block), "frame", None)
                if frame is not None:
                    said.append(frame.to_csv(index=False))
    return "\n".join(said)


@pytest.fixture
def home(homes) -> Path:
    return Path(homes[0])
