"""Several outcomes at once: p-values adjusted, since one in twenty moves by chance."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.evaluation.analysis.measured import answers
from labmethods.language import N_


def holm(p_values: pd.Series | Mapping[str, float], level: float = 0.05) -> pd.DataFrame:
    """Holm's adjustment for several outcomes of one evaluation.

    Parameters
    ----------
    p_values
        The p-value of each outcome, on its name.
    level
        How often at most any outcome at all may be called certain by mere chance.

    Returns
    -------
    pandas.DataFrame
        One row an outcome, in the order given: ``p_value, adjusted, certain``. Holm (1979),
        Scandinavian Journal of Statistics 6(2).

    Raises
    ------
    Invalid
        If a p-value is missing or outside 0 to 1.

    Examples
    --------
    >>> holm({"contacts": 0.01, "safety": 0.04, "interviews": 0.03})
                p_value  adjusted  certain
    contacts       0.01      0.03     True
    safety         0.04      0.06    False
    interviews     0.03      0.06    False
    """
    series = answers(pd.Series(p_values, dtype="object"), N_("p-value"))
    for outcome, value in series.items():
        if not 0 <= value <= 1:
            raise Invalid(N_("{outcome}: {value} is no p-value."), outcome=outcome, value=value)
    if series.empty:
        return pd.DataFrame({"p_value": series, "adjusted": series, "certain": series.astype(bool)})
    values = series.to_numpy()
    order = np.argsort(values, kind="stable")
    stepped = values[order] * np.arange(len(values), 0, -1)
    adjusted = np.empty(len(values))
    adjusted[order] = np.minimum(np.maximum.accumulate(stepped), 1)
    return pd.DataFrame({"p_value": series, "adjusted": adjusted, "certain": adjusted <= level})
