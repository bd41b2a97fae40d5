"""What may leave a lab for the report across labs; the lab decides, kind by kind or one by one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from labmethods.programme.kinds import BY_DEFAULT

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab
    from labmethods.workbook.records import Record


class Released:
    """A lab's decisions on what leaves it: ``released("stories", story_id)``."""

    def __init__(self, decisions: Iterable[Record] = ()) -> None:
        self._of_kind: dict[str, bool] = {}
        self._of_item: dict[tuple[str, str], bool] = {}
        for one in decisions:
            item = one.experiment or one.indicator or one.story
            if item:
                self._of_item[one.what, item] = bool(one.released)
            else:
                self._of_kind[one.what] = bool(one.released)

    def __call__(self, kind: str, item: str | None = None) -> bool:
        """Whether this may leave: the item's own decision, else its kind's, else the default."""
        if item is not None and (kind, item) in self._of_item:
            return self._of_item[kind, item]
        return self._of_kind.get(kind, kind in BY_DEFAULT)


def released(lab: Lab) -> Released:
    """What a lab has released; a lab without the method that asks has decided nothing."""
    if "programme_releases" not in lab.store.records:
        return Released()
    return Released(lab["programme_releases"].all())
