"""Shows where the reports that were made lie, and opens them."""

from __future__ import annotations

import datetime
import html
from pathlib import Path

from labmethods.language import translator
from labmethods.reporting.write import FORMATS
from labmethods.widgets.links import file_link
from labmethods.workbook.lab import Lab

MOST = 6
"""So many of the latest reports are listed."""


def made_html(lab: Lab, new: Path | None = None) -> str:
    """The report that was just made, then the earlier ones of the lab's folder, as HTML."""
    _ = translator(lab.language)
    pieces = []
    if new is not None:
        link = file_link(lab, new, _("Open the report"))
        where = html.escape(_("The file lies here: {where}", where=new))
        pieces += [f'<p class="lm-next">{link}</p>', f'<p class="lm-path">{where}</p>']
    earlier = [path for path in latest(lab) if path != new]
    if earlier:
        title = _("Made earlier") if new is not None else _("Reports that are made")
        pieces.append(f"<p><strong>{html.escape(title)}</strong></p>")
        pieces.append(f"<ul>{''.join(_line(lab, path) for path in earlier)}</ul>")
    return "".join(pieces)


def latest(lab: Lab) -> list[Path]:
    """The reports in the lab's folder, the newest first; none of a lab without a folder."""
    if lab.home is None or not (lab.home / "reports").is_dir():
        return []
    kept = [
        (path.stat().st_mtime, path)
        for path in (lab.home / "reports").iterdir()
        if path.suffix.lstrip(".") in FORMATS and not path.name.startswith(".")
    ]
    return [path for _made, path in sorted(kept, reverse=True)[:MOST]]


def _line(lab: Lab, path: Path) -> str:
    made = datetime.datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    moment = translator(lab.language).moment(made)
    return f"<li>{file_link(lab, path, path.name)}, {html.escape(moment)}</li>"
