"""What every result of an evaluation can do: a frame, a sentence, a face in a notebook."""

from __future__ import annotations

from dataclasses import fields
from html import escape

import pandas as pd

from labmethods.language import default_language


class Result:
    """A frozen dataclass with its sentence in plain language."""

    def summary(self) -> pd.DataFrame:
        """One row a field that holds a single value: ``value`` on the field's name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        single = {
            name: value
            for name, value in values.items()
            if not isinstance(value, (pd.Series, pd.DataFrame))
        }
        return pd.DataFrame({"value": pd.Series(single, dtype="object")})

    def conclusion(self, language: str | None = None) -> str:
        """What the result says and how sure one can be, in plain language."""
        from labmethods.evaluation.analysis.conclusions import conclusion

        return conclusion(self, language or default_language())

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.conclusion())}</p>{self.summary().to_html()}"


def certain(low: float | None, high: float | None, p_value: float, level: float = 0.05) -> bool:
    """Whether a change is told apart from chance: the interval leaves out zero and the test agrees.

    Both are asked, since with ties the two can disagree; the more careful one decides.
    """
    if low is None or high is None:
        return False
    return p_value < level and not low <= 0 <= high
