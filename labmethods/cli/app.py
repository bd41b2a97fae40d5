"""What every command shares: the application, the lab it opens, how it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from labmethods import __version__, grammars
from labmethods.cli import misuse
from labmethods.console import fail, say
from labmethods.errors import LabError, Refused
from labmethods.language import LANGUAGES, N_, default_language, translator

# Typer swallows Ctrl-C and answers with this.
_INTERRUPTED = 130

_ = translator(default_language())
app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    help=_("Methods for local innovation labs. LAB is a folder or a database URL."),
)

LabAddress = Annotated[
    str, typer.Argument(metavar="LAB", help=_("The lab's folder or database URL."))
]
AsJson = Annotated[bool, typer.Option("--json", help=_("Answer as JSON."))]
Language = Annotated[
    str | None, typer.Option("--language", metavar="sv|en", help=_("Swedish (sv) or English (en)."))
]

Mask = Annotated[
    bool,
    typer.Option("--mask", help=_("Hide what points out a person where nobody has decided.")),
]


def run() -> None:
    """Run the command line: 0 when it went well, 2 and one clear line on a user's mistake."""
    grammars.skip()
    for stream in (sys.stdout, sys.stderr):
        # A Windows console of today's kind speaks UTF-8, whatever Python guesses.
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(standalone_mode=False)
        if code == _INTERRUPTED:
            raise KeyboardInterrupt
    except LabError as error:
        fail(error.text(default_language()))
    except typer.TyperException as error:
        fail(misuse.told(error, default_language()))
    except (KeyboardInterrupt, typer.Abort):
        fail(_("Stopped. What was saved is safe."))
    except BrokenPipeError:
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


@contextmanager
def opened(address: str | None) -> Iterator[Any]:
    import labmethods as lm

    with lm.open_lab(address, practice=default_language()) as lab:
        yield lab


def known_language(language: str | None) -> str | None:
    if language is not None and language not in LANGUAGES:
        raise Refused(
            N_("labmethods speaks {known}, not {language}."),
            known=", ".join(LANGUAGES),
            language=language,
        )
    return language


@app.callback(invoke_without_command=True)
def _alone(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help=_("Say which version this is."))
    ] = False,
) -> None:
    if version:
        say(__version__)
    elif context.invoked_subcommand is None:
        say(context.get_help())
