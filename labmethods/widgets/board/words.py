"""What the board says, in the reader's language."""

from __future__ import annotations

from labmethods.language import N_, translator

WORDS = {
    "notes": N_("Notes on the board"),
    "legend": N_("Kinds: press one to see it alone"),
    "new": N_("New note"),
    "new_at": N_("New note at {place}"),
    "new_name": N_("New name for {label}"),
    "add": N_("Add"),
    "save": N_("Save"),
    "cancel": N_("Cancel"),
    "close": N_("Close"),
    "rename": N_("Change the name"),
    "lane": N_("Lane"),
    "find": N_("Find"),
    "found": N_("Found: {n}"),
    "undo": N_("Undo"),
    "redo": N_("Redo"),
    "undone": N_("Undone."),
    "redone": N_("Done again."),
    "views": N_("Zoom and text size"),
    "out": N_("Zoom out"),
    "into": N_("Zoom in"),
    "whole": N_("Whole board"),
    "smaller": N_("Smaller text"),
    "larger": N_("Larger text"),
    "full": N_("Full screen"),
    "leave_full": N_("Leave full screen"),
    "enlarge": N_("Enlarge the square and read all {n} notes"),
    "shrink": N_("Make smaller"),
    "size": N_("Size shows: {title} (largest {most})"),
    "nowhere": N_("no place yet"),
    "was": N_("before: {place}"),
    "spread": N_("the voices lie at {place}; voices: {n}"),
    "saving": N_("Saving …"),
    "waiting": N_("Not saved yet: the notebook is busy. It is saved as soon as it is free."),
    "moved": N_("{label}: {place}. Saved."),
    "added": N_("{label} was added: {place}. Saved."),
    "renamed": N_("The note is now called {label}. Saved."),
    "put_back": N_("{label} was put back: {reason}"),
    "back": N_("{label} is back: {place}."),
    "not_moved": N_("The note was not moved."),
    "not_saved": N_("This could not be saved."),
    "outside": N_("Outside the board"),
    "at_edge": N_("{label} is at the edge: {place}."),
    "no_removal": N_("{label} stays: a note is removed in its form, not on the board."),
    "help": N_(
        "Drag a note, or choose it with Tab and move it with the arrow keys. Enter saves or opens, "
        "Escape puts back, F2 changes the name. Double-click an empty place to add a note there."
    ),
    "help_reading": N_("Choose a note with Tab or a click to read more about it."),
    "none": N_("No kind"),
}


def words_in(language: str, **own: str) -> dict[str, str]:
    """All of the board's words; ``own`` ones, such as ``new="Ny aktör"``, take their place."""
    unknown = own.keys() - WORDS.keys()
    if unknown:
        raise ValueError(f"the board has no word {', '.join(sorted(unknown))}")
    _ = translator(language)
    return {**{name: _(message) for name, message in WORDS.items()}, **own}
