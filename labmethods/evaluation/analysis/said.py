"""How amounts, shares and probabilities are said in sentences."""

from __future__ import annotations

from labmethods.language import Translator


def amounts(_: Translator, *values: float) -> list[str]:
    """Amounts that belong together, with as many decimals as their size asks for."""
    size = max(abs(value) for value in values)
    digits = 2 if size < 1 else 1 if size < 100 else 0
    if all(float(value).is_integer() for value in values):
        digits = 0
    # A negative amount that rounds to nothing is nothing.
    return [_.number(round(value, digits) + 0.0, digits) for value in values]


def sizes(_: Translator, effect: float, low: float, high: float) -> list[str]:
    """An effect and its interval without their sign, where the sentence says up or down."""
    return amounts(_, *((effect, low, high) if effect > 0 else (-effect, -high, -low)))


def percents(_: Translator, *shares: float) -> list[str]:
    """Shares as whole per cent."""
    return [_.percent(share) for share in shares]


def probability(_: Translator, value: float) -> str:
    """A probability; never said to be nothing or all."""
    if value > 0.99:
        return _("more than {bound}", bound=_.percent(0.99))
    if value < 0.01:
        return _("less than {bound}", bound=_.percent(0.01))
    return _.percent(value)


def p_value(_: Translator, value: float) -> str:
    """A p-value for readers who want it."""
    return (
        f"p\N{NO-BREAK SPACE}<\N{NO-BREAK SPACE}{_.number(0.001, 3)}"
        if value < 0.001
        else (f"p\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{_.number(value, 3 if value < 0.1 else 2)}")
    )


def as_hoped(_: Translator, effect: float, better: str) -> str:
    """Whether a change that is certain goes the way that was hoped for."""
    if (effect > 0) == (better == "higher"):
        return _("That is the way that was hoped for.")
    return _("That is the opposite of what was hoped for.")
