"""Commands that make, open and look after a lab's workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from labmethods.cli.app import AsJson, LabAddress, Language, _, app, known_language, opened
from labmethods.console import answer, say
from labmethods.errors import Refused
from labmethods.language import N_, default_language, translator


@app.command(help=_("Make a new lab's workbook."))
def new(
    name: Annotated[str, typer.Argument(help=_("The lab's name."))],
    place: Annotated[str | None, typer.Option(help=_("Town and housing area."))] = None,
    language: Language = None,
    database: Annotated[
        str | None, typer.Option(help=_("A PostgreSQL URL; a file in the folder without it."))
    ] = None,
    to: Annotated[Path, typer.Option(help=_("The folder to make it in."))] = Path("."),
    method_card: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="METHODCARD",
            help=_("A method card of another lab that the new lab starts from."),
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    import labmethods as lm
    from labmethods.methodcard.file import read

    card = read(method_card) if method_card else None
    language = known_language(language) or (card.language if card else default_language())
    with lm.new_lab(
        name, place=place, language=language, database=database, to=to, card=card
    ) as lab:
        data = {"lab": str(lab.home), "name": lab.name}
    answer(
        as_json,
        data,
        lambda: [
            _("The lab is ready: {where}", where=data["lab"]),
            _("Open it with: labmethods open {where}", where=_quoted(data["lab"])),
        ],
    )


@app.command("new-method", help=_("Make a new method's package, ready to install and to change."))
def new_method(
    name: Annotated[str, typer.Argument(help=_("What the method is called."))],
    swedish: Annotated[
        str | None, typer.Option("--sv", help=_("What it is called in Swedish, if not that."))
    ] = None,
    english: Annotated[
        str | None, typer.Option("--en", help=_("What it is called in English, if not that."))
    ] = None,
    to: Annotated[Path, typer.Option(help=_("The folder to make it in."))] = Path("."),
    as_json: AsJson = False,
) -> None:
    from labmethods.travelling.make import new_method as make

    made = make(name, swedish=swedish, english=english, to=to)
    where = str(made.home)
    answer(
        as_json,
        {"package": where, "method": made.code},
        lambda: [
            _("The method's package is ready: {where}", where=where),
            _("Install it with: python -m pip install --editable {where}", where=_quoted(where)),
            _("Then fetch its notebook into a lab with: labmethods upgrade LAB"),
        ],
    )


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


@app.command("open", help=_("Open a workbook in JupyterLab: this folder's, or one to practise on."))
def open_(
    address: Annotated[
        str | None, typer.Argument(metavar="[LAB]", help=_("The lab's folder or database URL."))
    ] = None,
    browser: Annotated[bool, typer.Option(help=_("Open a browser window."))] = True,
    port: Annotated[int | None, typer.Option(help=_("The port on this computer."))] = None,
) -> None:
    from labmethods.workbook.jupyter import open_workbook

    home, language = _workbook(address)

    def ready(where: str) -> None:
        say(_("The lab is open in the browser: {where}", where=where))
        say(_("Leave this window open while you work. Press Ctrl+C here when you are done."))

    open_workbook(home, language, browser=browser, port=port, on_open=ready)
    say(_("The lab is closed. What you wrote is saved."))


def _workbook(address: str | None) -> tuple[Path, str]:
    """The folder with a lab's notebooks, and the lab's language."""
    with opened(address) as lab:
        home, language = lab.home, lab.language
    if home is None:
        raise Refused(
            N_("A lab in a database has its notebooks in a folder. Open that folder instead.")
        )
    return home, language


@app.command(help=_("Show the notebooks as pages without code, for the workshop's screen."))
def present(
    address: LabAddress,
    browser: Annotated[bool, typer.Option(help=_("Open a browser window."))] = True,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help=_("The port on this computer."))
    ] = None,
) -> None:
    from labmethods.presenting.serve import present as serve

    home, language = _workbook(address)

    def ready(where: str) -> None:
        say(_("The lab's pages are on the screen: {where}", where=where))
        say(_("Leave this window open during the workshop. Press Ctrl+C here when you are done."))

    serve(home, language, browser=browser, port=port, on_open=ready)
    say(_("The pages are closed. What you wrote is saved."))


@app.command(help=_("Bring newer templates into the lab's notebooks; nothing you wrote is lost."))
def upgrade(
    address: LabAddress,
    dry_run: Annotated[bool, typer.Option(help=_("Only say what would change."))] = False,
    as_json: AsJson = False,
) -> None:
    from labmethods.workbook.upgrade import upgrade as bring

    with opened(address) as lab:
        results, language = bring(lab, dry_run=dry_run), lab.language
    _ = translator(language)
    data = [
        {
            "notebook": one.notebook,
            "new": one.new,
            "kept_beneath": one.kept_beneath,
            "gone": one.gone,
            "problem": one.problem and one.problem.text(language),
        }
        for one in results
    ]
    nothing = [_("The notebooks are those of this labmethods already.")]
    answer(as_json, data, lambda: [one.text(language) for one in results] or nothing)
    if any(one.problem for one in results):
        raise typer.Exit(1)
