"""A command that was typed wrong, in the user's language: Typer speaks English alone."""

from __future__ import annotations

import difflib
import re

import typer

from labmethods.language import translator


def told(error: typer.TyperException, language: str) -> str:
    """What was typed wrong, and where it stands how it is typed."""
    _ = translator(language)
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "labmethods"
    see = _("See {command}.", command=f"{path} --help")
    return f"{_what(error, language)} {see}"


def _what(error: typer.TyperException, language: str) -> str:
    _ = translator(language)
    # Typer keeps these classes to itself; their names and attributes are click's, and old.
    kind = type(error).__name__
    if kind == "MissingParameter":
        return _("{name} is missing.", name=_name(error.param))
    if kind == "NoSuchOption":
        return _("There is no {name}.", name=error.option_name) + _meant(
            error.possibilities, language
        )
    if kind == "BadOptionUsage":
        return _("{name} needs a value after it, or takes none.", name=error.option_name)
    command = re.match(r"No such command '(.*?)'", error.message)
    if command:
        known = difflib.get_close_matches(command[1], error.ctx.command.commands)
        return _("There is no command {name}.", name=command[1]) + _meant(known, language)
    if kind == "BadParameter":
        return _("{name} can't be read as it is written.", name=_name(error.param))
    return _("That command was not understood.")


def _name(parameter) -> str:
    options = [name for name in parameter.opts if name.startswith("-")]
    return options[0] if options else (parameter.metavar or parameter.name).upper().rstrip(".")


def _meant(known: list[str] | None, language: str) -> str:
    _ = translator(language)
    return " " + _("Did you mean {known}?", known=_.listing(known[:1])) if known else ""
