"""Parts of a panel that are folded away until their button is pressed, by keyboard too."""

from __future__ import annotations

from collections.abc import Sequence

import ipywidgets as widgets

Part = tuple[str, widgets.Widget]
"""A part's title and what it shows."""


class Folds(widgets.VBox):
    """Buttons, each with the part that it unfolds beneath it.

    An ipywidgets ``Accordion`` can't be reached by keyboard.
    """

    def __init__(self, parts: Sequence[Part] = (), unfolded: int | None = None) -> None:
        super().__init__()
        self.add_class("lm-folds")
        self.buttons: list[widgets.Button] = []
        self.parts: list[widgets.Widget] = []
        self._boxes: list[widgets.VBox] = []
        self._titles: list[str] = []
        self.put(parts)
        if unfolded is not None:
            self.unfold(unfolded)

    def put(self, parts: Sequence[Part]) -> None:
        """Have these parts; those whose place is unfolded stay so."""
        unfolded = [self.is_unfolded(place) for place in range(len(self.parts))]
        self._titles = [title for title, _part in parts]
        self.parts = [part for _title, part in parts]
        self.buttons = [widgets.Button() for _part in parts]
        self._boxes = [widgets.VBox([part]) for part in self.parts]
        for place, button in enumerate(self.buttons):
            button.on_click(lambda _button, place=place: self._press(place))
            self.unfold(place, place < len(unfolded) and unfolded[place])
        pairs = zip(self.buttons, self._boxes, strict=True)
        self.children = [one for pair in pairs for one in pair]

    def is_unfolded(self, place: int) -> bool:
        """Whether a part is seen."""
        return self._boxes[place].layout.display != "none"

    def unfold(self, place: int, unfolded: bool = True) -> None:
        """Show a part, or fold it away."""
        self._boxes[place].layout.display = "" if unfolded else "none"
        self.title(place, self._titles[place])

    def fold(self) -> None:
        """Fold all parts away."""
        for place in range(len(self.parts)):
            self.unfold(place, False)

    def title(self, place: int, text: str) -> None:
        """Give a part another title."""
        self._titles[place] = text
        mark = "▾" if self.is_unfolded(place) else "▸"
        self.buttons[place].description = f"{mark} {text}"

    def _press(self, place: int) -> None:
        self.unfold(place, not self.is_unfolded(place))
