"""How far two readers agree beyond chance: Cohen's kappa."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.language import N_, default_language, translator

ENOUGH = 0.6
"""From here on agreement is called substantial (Landis & Koch 1977, Biometrics 33(1))."""


@dataclass(frozen=True)
class Agreement:
    """How far two readers agree.

    Attributes
    ----------
    n
        What both judged.
    agreed
        How much of it they judged alike, 0 to 1.
    kappa
        Cohen's kappa, -1 to 1: 1 is full agreement, 0 what chance would give. None where both gave
        everything the same judgement, so that chance explains all agreement.
    low, high
        Its 95 % interval; None where there is none.
    """

    n: int
    agreed: float
    kappa: float | None
    low: float | None
    high: float | None

    def summary(self) -> pd.DataFrame:
        """One row with every number."""
        return pd.DataFrame([self.__dict__])

    def sentence(self, language: str | None = None) -> str:
        """How far they agree, with n and the interval."""
        _ = translator(language or default_language())
        agreed = _.percent(self.agreed)
        if self.kappa is None:
            return _(
                "alike in {agreed} of {n}; kappa can't be worked out, since both judged all alike",
                agreed=agreed,
                n=_.number(self.n),
            )
        return _(
            "alike in {agreed} of {n}; kappa {kappa} (95% interval {low} to {high})",
            agreed=agreed,
            n=_.number(self.n),
            kappa=_.number(self.kappa, 2),
            low=_.number(self.low, 2),
            high=_.number(self.high, 2),
        )

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>"


def cohens_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> Agreement:
    """How far two readers agree on the same things, beyond chance.

    Parameters
    ----------
    first, second
        Each reader's judgement of each thing, in the same order.

    Returns
    -------
    Agreement
        Cohen (1960), Educational and Psychological Measurement 20(1); the interval by the large-
        sample variance of Fleiss, Cohen & Everitt (1969), Psychological Bulletin 72(5), too narrow
        with few things judged.

    Raises
    ------
    Invalid
        If the readers judged different numbers of things, or nothing.

    Examples
    --------
    >>> found = cohens_kappa([1, 1, 0, 0], [1, 0, 0, 0])
    >>> found.agreed, found.kappa
    (0.75, 0.5)
    """
    if len(first) != len(second):
        raise Invalid(N_("The two readers judged different numbers of things."))
    if len(first) == 0:
        raise Invalid(N_("Nothing has been judged by both readers."))
    one = pd.Series(list(first), dtype="object")
    other = pd.Series(list(second), dtype="object")
    categories = sorted({*one, *other}, key=repr)
    agreed = float((one == other).mean())
    if len(categories) == 1:
        return Agreement(len(one), agreed, None, None, None)
    table = pd.crosstab(one, other).reindex(index=categories, columns=categories, fill_value=0)
    return _of_table(table.to_numpy(dtype="float64"), agreed)


def _of_table(table: np.ndarray, agreed: float) -> Agreement:
    from statsmodels.stats.inter_rater import cohens_kappa as kappa_of

    # With full agreement statsmodels divides by a standard error of 0, in numbers not used here.
    with np.errstate(invalid="ignore", divide="ignore"):
        found = kappa_of(table)
    kappa = min(1.0, max(-1.0, float(found.kappa)))
    half = 1.959964 * max(0.0, float(found.var_kappa)) ** 0.5
    return Agreement(
        n=int(table.sum()),
        agreed=agreed,
        kappa=kappa,
        low=max(-1.0, kappa - half),
        high=min(1.0, kappa + half),
    )


def agreement(codes: pd.DataFrame, readings: pd.DataFrame) -> pd.DataFrame:
    """Agreement on each code, and on all of them, over the entries that both have read.

    Parameters
    ----------
    codes
        ``id`` and ``name``.
    readings
        ``log_entry``, ``coder`` (``"first"`` or ``"second"``) and ``codes`` (list of ids).

    Returns
    -------
    pandas.DataFrame
        ``code`` (id; ``""`` in the last row, which takes every code in every entry as one judgement
        and has no interval, since judgements of one entry hang together), ``name``, ``n``,
        ``agreed``, ``kappa``, ``low``, ``high``. Empty where no entry was read by both.
    """
    columns = ["code", "name", "n", "agreed", "kappa", "low", "high"]
    read = {
        coder: part.set_index("log_entry")["codes"] for coder, part in readings.groupby("coder")
    }
    if len(read) < 2 or codes.empty:
        return pd.DataFrame(columns=columns)
    first, second = read["first"], read["second"]
    both = [entry for entry in first.index if entry in second.index]
    if not both:
        return pd.DataFrame(columns=columns)
    rows = []
    pairs: tuple[list[bool], list[bool]] = ([], [])
    for code in codes.itertuples():
        marked = [[code.id in part[entry] for entry in both] for part in (first, second)]
        found = cohens_kappa(*marked)
        rows.append((code.id, code.name, *_numbers(found)))
        for all_of_one, own in zip(pairs, marked, strict=True):
            all_of_one += own
    whole = cohens_kappa(*pairs)
    rows.append(("", "", len(both), whole.agreed, whole.kappa, None, None))
    return pd.DataFrame(rows, columns=columns)


def _numbers(found: Agreement) -> tuple:
    return found.n, found.agreed, found.kappa, found.low, found.high
