"""JupyterLab's own words in Swedish, which no language pack has.

People edit the PO files; JupyterLab reads the JSON files beside them, which
``python -m labmethods.language.jupyterlab`` makes. The entry point names this package.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent


def packs() -> Iterator[tuple[Path, str]]:
    """Each JSON file and what it should hold."""
    for path in sorted(FOLDER.glob("*.po")):
        text = json.dumps(_jed(path), ensure_ascii=False, indent=0)
        yield path.with_suffix(".json"), text + "\n"


def _jed(path: Path) -> dict[str, object]:
    """A catalogue in the Jed form: message to its translations, one a plural form."""
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file)
    head = {
        "domain": path.stem,
        "language": str(catalogue.locale).replace("_", "-"),
        "plural_forms": catalogue.plural_forms,
    }
    words: dict[str, object] = {"": head}
    for message in catalogue:
        if message.id:
            key = message.id[0] if message.pluralizable else message.id
            if message.context:
                key = f"{message.context}\4{key}"
            words[key] = list(message.string) if message.pluralizable else [message.string]
    return words
