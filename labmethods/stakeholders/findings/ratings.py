"""How the actors are rated, in plain words: strategy, salience, alignment."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from labmethods.blocks import Chart, Table
from labmethods.language import N_, translator
from labmethods.stakeholders import analysis, figures
from labmethods.stakeholders.figures.marks import names
from labmethods.stakeholders.words import (
    ACTOR_KINDS,
    APPROACHES,
    SALIENCE_CLASSES,
    SALIENCE_MEANS,
    STRATEGIES,
    title,
)

NOT_ASSESSED = N_("not assessed")
NOT_STATED = N_("not stated")


def power_interest_finding(actors: pd.DataFrame, language: str, source: str) -> Chart:
    """The power-interest chart of actors of whom some are assessed."""
    _ = translator(language)
    placed = analysis.power_interest(actors).dropna(subset=["power_interest"])
    key = placed[placed["power_interest"] == "manage closely"]
    if len(key):
        finding = _.plural(
            "{n} of {all} assessed actors has both power and interest: {names}",
            "{n} of {all} assessed actors have both power and interest: {names}",
            len(key),
            all=_.number(len(placed)),
            names=names(key, language, 6),
        )
    else:
        finding = _("No assessed actor has both power and interest")
    alt = _(
        "Grid of interest (across) and power (up), both from 1 to 5. {groups}. {unassessed}",
        groups="; ".join(_groups(placed, "power_interest", STRATEGIES, language)),
        unassessed=_unassessed(len(actors) - len(placed), language),
    )
    return Chart(
        figures.power_interest_chart(actors, language=language),
        finding=finding,
        alt=alt,
        source=_assessed(source, len(placed), len(actors), language),
        note=_(
            "The lab's own assessment; a rating counts as high from 3. The grid is Mendelow's "
            "(1981)."
        ),
        table=actors_table(actors, language, source),
    )


def actors_table(actors: pd.DataFrame, language: str, source: str) -> Table:
    """The actors with ratings, strategy and salience; what isn't known is said."""
    _ = translator(language)
    classed = analysis.salience(analysis.power_interest(actors))
    missing = _(NOT_ASSESSED)
    frame = pd.DataFrame(
        {
            _("Actor"): classed["name"].astype(str),
            _("Kind"): [title(ACTOR_KINDS, kind, language, NOT_STATED) for kind in classed["kind"]],
            _("Power"): _ratings(classed["power"]),
            _("Interest"): _ratings(classed["interest"]),
            _("Strategy"): [
                title(STRATEGIES, each, language) or missing for each in classed["power_interest"]
            ],
            _("Claim"): [
                title(SALIENCE_CLASSES, each, language) or missing for each in classed["salience"]
            ],
            _("Attitude"): _ratings(classed["attitude"]),
        }
    )
    kept = [name for name in frame if frame[name].notna().any()]
    caption = _.plural(
        "{n} actor and how it is assessed", "{n} actors and how they are assessed", len(actors)
    )
    if not frame[[_("Power"), _("Interest"), _("Attitude")]].notna().any(axis=None):
        return Table(frame[kept], caption, source)
    note = _("Power and interest go from 1 to 5, attitude from −2 (against) to 2 (for).")
    return Table(frame[kept], caption, source, note=note)


def _ratings(values: pd.Series) -> pd.Series:
    return pd.to_numeric(values).astype("Float64").round(1)


def _groups(placed: pd.DataFrame, column: str, titles: dict[str, str], language: str) -> list[str]:
    _ = translator(language)
    return [
        f"{_(name)}: {names(placed[placed[column] == key], language, 20)}"
        for key, name in titles.items()
        if (placed[column] == key).any()
    ]


def _unassessed(n: int, language: str) -> str:
    _ = translator(language)
    if not n:
        return _("All actors are assessed.")
    return _.plural("{n} actor is not assessed.", "{n} actors are not assessed.", n)


def salience_finding(actors: pd.DataFrame, language: str, source: str) -> Chart:
    """The salience classes of actors of whom some have power, legitimacy and urgency."""
    _ = translator(language)
    classed = analysis.salience(actors)
    known = classed.dropna(subset=["salience"])
    voiceless = known[known["salience"] == "dependent"]
    definitive = known[known["salience"] == "definitive"]
    if len(voiceless):
        finding = _.plural(
            "{n} actor has a rightful and pressing claim but little power: {names}",
            "{n} actors have a rightful and pressing claim but little power: {names}",
            len(voiceless),
            names=names(voiceless, language, 6),
        )
    elif len(definitive):
        finding = _.plural(
            "{n} actor can't wait: {names} has power, legitimacy and a pressing claim",
            "{n} actors can't wait: {names} have power, legitimacy and a pressing claim",
            len(definitive),
            names=names(definitive, language, 6),
        )
    else:
        finding = _("No actor has power, legitimacy and a pressing claim at once")
    return Chart(
        figures.salience_chart(classed, language=language),
        finding=finding,
        alt=_(
            "The actors by how much their claim weighs. {groups}. {unassessed}",
            groups="; ".join(_groups(known, "salience", SALIENCE_CLASSES, language)),
            unassessed=_unassessed(len(actors) - len(known), language),
        ),
        source=_assessed(source, len(known), len(actors), language),
        note=_(
            "The lab's own assessment; a rating counts as held from 3. The classes are those of "
            "Mitchell, Agle & Wood (1997), who call them salience."
        ),
        table=_class_table(
            known,
            "salience",
            SALIENCE_CLASSES,
            _("Whose claim weighs what, n = {n} assessed actors", n=_.number(len(known))),
            language,
            source,
            means=SALIENCE_MEANS,
        ),
    )


def alignment_finding(actors: pd.DataFrame, language: str, source: str) -> Chart:
    """The alignment, interest and influence matrix of actors of whom some are assessed."""
    _ = translator(language)
    placed = analysis.alignment(actors).dropna(subset=["alignment"])
    hard = placed[placed["alignment"] == "challenge beliefs"]
    strong = hard[pd.to_numeric(hard["power"]).astype("Float64").fillna(0) >= analysis.HELD]
    if len(strong):
        finding = _.plural(
            "{n} influential and interested actor is not for the lab yet: {names}",
            "{n} influential and interested actors are not for the lab yet: {names}",
            len(strong),
            names=names(strong, language, 4),
        )
    else:
        finding = _("No influential and interested actor that is assessed stands outside the lab")
    return Chart(
        figures.alignment_chart(actors, language=language),
        finding=finding,
        alt=_(
            "Grid of interest (across, 1 to 5) and attitude (up, −2 to 2). {groups}. {unassessed}",
            groups="; ".join(_groups(placed, "alignment", APPROACHES, language)),
            unassessed=_unassessed(len(actors) - len(placed), language),
        ),
        source=_assessed(source, len(placed), len(actors), language),
        note=_(
            "The lab's own assessment. Large marks have power 3–5, hollow ones are not assessed "
            "for power. The grid is ODI's matrix of alignment, interest and influence (Mendizabal "
            "2010)."
        ),
        table=_class_table(
            placed,
            "alignment",
            APPROACHES,
            _("What each group of actors needs, n = {n} assessed actors", n=_.number(len(placed))),
            language,
            source,
        ),
    )


def _assessed(source: str, n: int, actors: int, language: str) -> str:
    """The source with how many of the actors are assessed."""
    _ = translator(language)
    return _(
        "{source}; n = {n} assessed actors of {all}",
        source=source,
        n=_.number(n),
        all=_.number(actors),
    )


def _class_table(
    placed: pd.DataFrame,
    column: str,
    titles: dict[str, str],
    caption: str,
    language: str,
    source: str,
    means: Mapping[str, str] | None = None,
) -> Table:
    _ = translator(language)
    rows = [
        (_(name), _(means[key]) if means else "", len(own), ", ".join(own["name"].astype(str)))
        for key, name in titles.items()
        for own in [placed[placed[column] == key]]
    ]
    columns = [_("Class"), _("Has"), _("Number of actors"), _("Actors")]
    frame = pd.DataFrame(rows, columns=columns).replace({_("Actors"): {"": "–"}})
    return Table(frame if means else frame.drop(columns=_("Has")), caption, source)
