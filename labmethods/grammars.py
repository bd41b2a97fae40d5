"""What takes long to load and nothing here asks for: grammars of international addresses."""

from __future__ import annotations

import sys


def skip() -> None:
    """Load Jupyter without them, in a process that is ours from its start.

    jsonschema takes rfc3987-syntax, if it's there, for the format ``iri``, which none of Jupyter's
    schemas names. Its 38 grammars are built when it is loaded, which takes longer than the rest of
    Jupyter's server. A name without a module is one that can't be imported, and jsonschema then
    leaves the format unchecked.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
