"""What a lab's report says: the methods' parts in the order of the year, with the lab's own cells.

A template's report cell that the lab left alone says what its method says, so it needs no kernel.
Notebooks are run only where the lab put in code of its own.
"""

from __future__ import annotations

import datetime
import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labmethods.blocks import Block, Prose
from labmethods.errors import LabError, unknown
from labmethods.language import N_, translator
from labmethods.method import methods
from labmethods.reporting import addresses, stopping
from labmethods.reporting.certainty import certainty
from labmethods.reporting.cover import cover_photo
from labmethods.reporting.document import Document, Fact, Part
from labmethods.reporting.editions import edition
from labmethods.reporting.memory import recall
from labmethods.reporting.notes import notes
from labmethods.reporting.outputs import output_blocks
from labmethods.reporting.summary import summary
from labmethods.reporting.unbegun import gathered
from labmethods.workbook import folder
from labmethods.workbook.lab import Lab
from labmethods.workbook.report import fact_lines

if TYPE_CHECKING:
    from labmethods.reporting.run import Ran

_log = logging.getLogger(__name__)

_SILENT = {"setup", "panel", "facilitator", "private"}


def compose(
    lab: Lab,
    *,
    language: str | None = None,
    only: str | None = None,
    made_on: datetime.date | None = None,
    readers: str = "full",
    chosen: Sequence[str] = (),
    ran: Mapping[str, Ran] | None = None,
    on_step: Callable[[str], None] = lambda name: None,
) -> Document:
    """The lab's report.

    Parameters
    ----------
    language
        The reader's language; the lab's own without it.
    only
        One notebook's name, such as ``01-stakeholders``; all without it.
    made_on
        The day that the report shows.
    readers
        For whom: ``full``, ``board``, ``residents`` or ``partner``; see
        ``labmethods.reporting.editions``.
    chosen
        The names of the parts to be in it, such as ``indicators``; all without it.
    ran
        Notebooks that have been run already, by name.
    on_step
        Called with what is begun: a notebook that is run, a part's title, and at last the summary.
    """
    language = language or lab.language
    _ = translator(language)
    facts = lab.facts
    parts: list[Part] = []
    known: list[str] = []
    for name, cells, error in _notebooks(lab, only, ran, on_step):
        stopping.check()
        known.append(_part_name(name, cells))
        on_step(_part_title(known[-1]))
        if not chosen or known[-1] in chosen:
            part = _part(lab, name, cells, error, language)
            parts += [part] if part.blocks or part.error else []
    for name in chosen:
        if name not in known:
            raise unknown(N_("part of the report"), name, known)
    on_step(N_("In short"))
    lines = tuple(Fact(title, value) for title, value in fact_lines(facts, language))
    rest, used = None, {}
    if not only:
        parts, rest = gathered(lab, parts, language)
        used = addresses.used(parts, lines)
    last = [] if only else [rest, certainty(lab, parts, language), notes(parts, used, language)]
    document = Document(
        title=facts.name,
        subtitle=_("Report from the innovation lab"),
        language=language,
        facts=lines,
        summary=() if only else summary(lab, parts, language),
        parts=(*parts, *(part for part in last if part)),
        photo=None if only else cover_photo(lab),
        sample=lab.sample,
        made_on=made_on,
        version=lab.store.version(),
        written_in=lab.language if lab.language != language else "",
        sources=tuple(used),
    )
    if only and readers == "full":
        return document
    return edition(document, lab, readers)


def steps(lab: Lab) -> int:
    """How many times ``compose`` calls ``on_step`` for a whole report."""
    paths = notebook_paths(lab)
    own = [name for name, path in paths.items() if _has_own_code(_marked(lab, name, path))]
    return len(own) + len(paths) + 1


def _notebooks(
    lab: Lab, only: str | None, ran: Mapping[str, Ran] | None, on_step: Callable[[str], None]
) -> Iterator[tuple[str, list[Any], LabError | None]]:
    paths = notebook_paths(lab)
    if only is not None:
        wanted = only.removesuffix(".ipynb")
        if wanted not in paths:
            raise unknown(N_("notebook"), only, list(paths))
        paths = {wanted: paths[wanted]}
    done = dict(ran or {})
    cells = {name: _marked(lab, name, path) for name, path in paths.items() if name not in done}
    own = [path for name, path in paths.items() if name in cells and _has_own_code(cells[name])]
    done |= {one.name: one for one in _run(own, on_step)}
    for name in paths:
        if name in done:
            yield name, done[name].notebook.cells, done[name].error
        else:
            yield name, cells[name], None


def notebook_paths(lab: Lab) -> dict[str, Path]:
    """The workbook's notebooks; the templates, where the lab is a database without a folder."""
    if lab.home is None:
        return folder.templates(lab.language)
    return {path.stem: path for path in folder.notebooks(lab.home)}


def _run(paths: list[Path], on_step: Callable[[str], None]) -> list[Ran]:
    if not paths:
        return []
    # Kernels take a second to load; most reports need none.
    from labmethods.reporting.run import run_notebooks

    return run_notebooks(paths, on_step=on_step)


class _Cell(dict):
    """A notebook's cell as nbformat has it, for those who only look."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def _marked(lab: Lab, name: str, path: Path) -> list[Any] | None:
    """The notebook's cells with the marks of their template; none where it can't be read."""
    try:
        if lab.home is None:
            notebook = folder.marked_template(name, path)
        else:
            notebook = json.loads(path.read_text(encoding="utf-8"))
        return [_Cell(cell, source="".join(cell["source"])) for cell in notebook["cells"]]
    except (OSError, ValueError, KeyError, TypeError):
        # Running it gives the error that the report shows.
        return None


def _has_own_code(cells: list[Any] | None) -> bool:
    if cells is None:
        return True
    return any(cell.cell_type == "code" and not _is_template(cell) for cell in cells)


def _is_template(cell: Any) -> bool:
    """Whether the cell stands as it came from the template."""
    return cell.metadata.get("labmethods", {}).get("source") == folder.source_mark(cell)


def _part(lab: Lab, name: str, cells: list[Any], error: LabError | None, language: str) -> Part:
    _ = translator(language)
    blocks: list[Block] = []
    for cell in cells:
        meta = cell.metadata.get("labmethods", {})
        if not _SILENT & set(cell.metadata.get("tags", [])):
            try:
                blocks += _cell_blocks(lab, cell, meta, language)
            except Exception as raised:
                _log.exception("in the report on %s", name)
                error = error or _plain(raised, name)
    known = _part_name(name, cells)
    return Part(
        name=known,
        title=_(_part_title(known)),
        blocks=tuple(blocks),
        error=error.text(language) if error else "",
    )


def _part_name(name: str, cells: list[Any]) -> str:
    """The method that a notebook is about; the notebook's own name, where it is about none."""
    told = [cell.metadata.get("labmethods", {}).get("method") for cell in cells]
    shown = next((method for method in told if method), name.split("-", 1)[-1])
    return shown if shown in methods() else name


def _part_title(name: str) -> str:
    """In English, for a catalogue; an own notebook's name is its title."""
    return methods()[name].title if name in methods() else name


def _plain(raised: Exception, name: str) -> LabError:
    if isinstance(raised, LabError):
        return raised
    return LabError(
        N_(
            "A part of {name} could not be made ({reason}). "
            "The lab's records are safe; the rest of the report stands."
        ),
        name=name,
        reason=type(raised).__name__,
    )


def _cell_blocks(lab: Lab, cell: Any, meta: Mapping[str, Any], language: str) -> list[Block]:
    _ = translator(language)
    if cell.cell_type == "markdown":
        return [Prose(cell.source)] if cell.source.strip() else []
    if cell.cell_type != "code":
        return []
    if not _is_template(cell):
        return output_blocks(cell.get("outputs", []), lambda method: _says(lab, method, language))
    if "note" in meta:
        text = lab.note_text(meta["note"])
        return [Prose(text, _("What we concluded"))] if text else []
    return _says(lab, meta["method"], language) if "method" in meta else []


def _says(lab: Lab, name: str, language: str) -> list[Block]:
    method = methods().get(name)
    if method is None or not method.report:
        return lab.blocks(name, language)
    return recall(lab, method.report, language)
