"""What a pooled measure says: the forest plot with its table, and how much the labs differ."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from labmethods.blocks import Block, Chart, Table, Text
from labmethods.language import Translator
from labmethods.programme.analysis import Comparable, Pooled
from labmethods.programme.figures import MOST, forest_chart


def pooled_blocks(pooled: Pooled, name: str, source: str, _: Translator) -> list[Block]:
    """One measure in several labs.

    Parameters
    ----------
    pooled
        What they come to.
    name
        What is measured, as it stands in the title.
    source
        Where the values come from, with the period.
    """
    table = _table(pooled, name, _)
    chart = Chart(
        figure=forest_chart(pooled, language=_.language),
        finding=_finding(pooled, name, _),
        alt=_alt(pooled, _),
        source=source.rstrip("."),
        table=table,
        note=_("Random effects (Paule and Mandel; Knapp and Hartung)."),
    )
    return [chart, Text(" ".join(_limits(pooled, _)))]


def shown(value: float, pooled: Pooled, _: Translator) -> str:
    """A value on the scale that people read."""
    if pooled.scale == "share":
        return _.percent(value)
    return ("+" if value > 0 else "") + _.number(value, 2)


def _finding(pooled: Pooled, name: str, _: Translator) -> str:
    facts = {
        "name": name,
        "k": _.number(pooled.k),
        "effect": shown(pooled.effect, pooled, _),
        "low": shown(pooled.low, pooled, _),
        "high": shown(pooled.high, pooled, _),
    }
    if pooled.k == 2:
        return _("{name}: two labs are too few to say how it goes elsewhere", **facts)
    return _("{name}: {effect} in {k} labs together; the truth may be {low} to {high}", **facts)


def _alt(pooled: Pooled, _: Translator) -> str:
    each = "; ".join(
        _(
            "{lab}: {effect} ({low} to {high})",
            lab=row.lab,
            effect=shown(row.effect, pooled, _),
            low=shown(row.low, pooled, _),
            high=shown(row.high, pooled, _),
        )
        for row in pooled.labs.head(MOST).itertuples()
    )
    return f"{pooled.sentence(_.language)}. {each}"


def _limits(pooled: Pooled, _: Translator) -> list[str]:
    """How much the labs differ, what to expect in another lab, and what it doesn't show."""
    numbers = _(
        "(Q = {q}, degrees of freedom {df}, p = {p}; I² = {i2}; τ² = {tau2})",
        q=_.number(pooled.q, 1),
        df=_.number(pooled.k - 1),
        p=_p_value(pooled.q_p_value, _),
        i2=_.percent(pooled.i2),
        tau2=_.number(pooled.tau2, 3),
    )
    if pooled.q_p_value < 0.1:
        said = _("The labs differ more than chance explains {numbers}.", numbers=numbers)
    else:
        said = _(
            "The labs differ no more than chance can explain {numbers}; few or small labs can hide "
            "a real difference.",
            numbers=numbers,
        )
    texts = [said]
    if pooled.expected_low is not None:
        texts.append(
            _(
                "In a new lab like these, expect a true value between {low} and {high}.",
                low=shown(pooled.expected_low, pooled, _),
                high=shown(pooled.expected_high, pooled, _),
            )
        )
    else:
        texts.append(
            _("With two labs nobody can say how it goes in a third: compare, don't conclude.")
        )
    if pooled.k > MOST:
        texts.append(
            _("The {n} labs that weigh most are drawn; the table has all.", n=_.number(MOST))
        )
    return texts


def _p_value(value: float, _: Translator) -> str:
    return _("below {limit}", limit=_.number(0.001, 3)) if value < 0.001 else _.number(value, 3)


def _table(pooled: Pooled, name: str, _: Translator) -> Table:
    rows = [
        (
            row.lab,
            shown(row.effect, pooled, _),
            _("{low} to {high}", low=shown(row.low, pooled, _), high=shown(row.high, pooled, _)),
            int(row.n),
            _.percent(row.weight),
        )
        for row in pooled.labs.itertuples()
    ]
    interval = _(
        "{low} to {high}", low=shown(pooled.low, pooled, _), high=shown(pooled.high, pooled, _)
    )
    rows.append(
        (_("Together"), shown(pooled.effect, pooled, _), interval, pooled.n, _.percent(1.0))
    )
    columns = [_("Lab"), _("Value"), _("95% interval"), "n", _("Weight")]
    caption = _("{name}: {k} labs, n = {n}", name=name, k=_.number(pooled.k), n=_.number(pooled.n))
    return Table(pd.DataFrame(rows, columns=columns), caption)


def refusals(
    found: Comparable,
    titles: Mapping[str, str],
    choices: Mapping[str, Mapping[str, str]],
    _: Translator,
) -> list[str]:
    """Why labs aren't pooled with the others, one sentence a lab.

    Parameters
    ----------
    titles
        Field to what people call it, a catalogue message.
    choices
        Field to the titles of its choices, catalogue messages.
    """

    def said(name: str, value: object) -> str:
        if value is None or pd.isna(value):
            return _("not stated")
        return _(choices[name][value]) if value in choices.get(name, {}) else _text(value, _)

    sentences = []
    for lab, rows in found.left_out.groupby("lab", sort=False):
        differences = [
            _(
                "{field}: {value}, where the others have {wanted}",
                field=_(titles[row.field]),
                value=said(row.field, row.value),
                wanted=said(row.field, row.wanted),
            )
            for row in rows.itertuples()
        ]
        sentences.append(f"{lab} ({'; '.join(differences)})")
    return sentences


def _text(value: object, _: Translator) -> str:
    return value if isinstance(value, str) else _.number(value, 0 if value == int(value) else 2)
