"""Answers become numbers: which question belongs where, what each answer counts, what was asked."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from labmethods.errors import LabError, Refused
from labmethods.language import N_, Translator
from labmethods.sources import cells
from labmethods.sources.bad_cells import BadCells, at
from labmethods.sources.questionnaires import personal
from labmethods.sources.questionnaires.makers import NAMES
from labmethods.sources.questionnaires.reading import (
    CHOICE,
    EMPTY,
    SCALE,
    TEXT,
    Question,
    Questionnaire,
)
from labmethods.sources.questionnaires.scales import as_share, is_unknown, plain

LEAVE, CODE, GROUP, OCCASION, WRITTEN = "", "#code", "#group", "#occasion", "#text"
"""What a question may be beside a target: left out, the participant's own code, a group to tell
apart, the occasion, free text that is kept apart."""

_GUESSES = (
    (CODE, r"((din|min|ditt|egen|personlig|självvald|hemlig|deltagar|your|own|my|personal) ?)*kod"),
    (
        CODE,
        r"((your|own|my|personal|self-made|secret|participant('s)?) ?)*code|koodi|код|deltagarkod",
    ),
    (GROUP, r"kön|är du|sex|gender|jag är|sukupuoli|стать|الجنس|jinsi(ga)?|grupp|group"),
    (OCCASION, r"(mät)?tillfälle|occasion|när|before or after|före eller efter|mätning"),
)
_SEXES = {
    "K": "kvinna flicka tjej woman female girl nainen tyttö жінка жіноча дівчина امراة انثي dumar "
    "naag haween",
    "M": "man pojke kille male boy mies poika чоловік чоловіча хлопець رجل ذكر nin rag lab",
}
_OCCASIONS = {
    "before": "före innan start before pre ennen до قبل ka hor",
    "during": "under during aikana під час اثناء",
    "after": "efter slut after post jälkeen після بعد ka dib",
}


@dataclass(frozen=True)
class Target:
    """What a question may belong to: its name, and whether it is the share of those who count."""

    name: str
    share: bool = False


@dataclass(frozen=True)
class Plan:
    """What each question is for, and what each answer counts.

    Attributes
    ----------
    uses
        Heading to what it is for: a target's id, or one of the constants of this module.
    scores
        Heading to the number of each answer; an answer without one counts as not answered when it
        maps to nothing. Numbers need no entry.
    """

    uses: dict[str, str] = field(default_factory=dict)
    scores: dict[str, dict[str, float | None]] = field(default_factory=dict)

    def heading(self, use: str) -> str:
        """The first question that is for this; empty where none is."""
        return next((heading for heading, one in self.uses.items() if one == use), "")

    def targets(self) -> dict[str, str]:
        """The questions that have a target: heading to its id."""
        return {name: use for name, use in self.uses.items() if use and not use.startswith("#")}

    def texts(self) -> list[str]:
        """The questions whose free text is kept."""
        return [name for name, use in self.uses.items() if use == WRITTEN]

    def held(self) -> dict[str, Any]:
        """The plan as JSON holds it."""
        return asdict(self)


def guess(asked: Questionnaire, targets: Mapping[str, Target]) -> Plan:
    """What each question is likely to be for.

    Parameters
    ----------
    targets
        What a question may belong to, by id. One with the question's own words is chosen.
    """
    uses: dict[str, str] = {}
    names = {_words(target.name): one for one, target in targets.items()}
    for question in asked.questions:
        use = names.get(_words(question.title), LEAVE)
        if not use and question.kind != EMPTY:
            use = _by_heading(question.title, uses)
        if not use and question.kind == TEXT:
            use = WRITTEN
        uses[question.heading] = use
    proposed = {
        one.heading: proposal(one, targets.get(uses[one.heading]))
        for one in asked.questions
        if one.kind in (SCALE, CHOICE)
    }
    return Plan(uses, proposed)


def proposal(question: Question, target: Target | None) -> dict[str, float | None]:
    """The proposed number of each answer: 1 and 0 for a share, else the answer's own."""
    if target is not None and target.share:
        return as_share(question.scores)
    return dict(question.scores)


def _by_heading(title: str, uses: Mapping[str, str]) -> str:
    text = re.sub(r"[*:?.()]", " ", title.casefold())
    text = re.sub(r"\s+", " ", text).strip()
    for use, words in _GUESSES:
        if use not in uses.values() and re.fullmatch(words, text):
            return use
    return LEAVE


def _words(name: str) -> str:
    return re.sub(r"\W+", " ", name.casefold()).strip()


def scored(asked: Questionnaire, plan: Plan) -> pd.DataFrame:
    """Every answer to a question that has a target, as a number.

    Returns
    -------
    DataFrame
        One row an answer: ``row`` (in the file), ``day``, ``code``, ``group`` (``K``, ``M``, the
        answer's own words, or empty), ``occasion`` (``before``, ``during``, ``after`` or empty),
        ``heading``, ``target`` (its id), ``value``.

    Raises
    ------
    Refused
        No question has a target, or the file lacks a question of the plan.
    BadCells
        Answers without a number, each with row and question.
    """
    targets = plan.targets()
    if not targets and not plan.texts():
        raise Refused(N_("Say for at least one question where its answers belong."))
    missing = [name for name, use in plan.uses.items() if use and name not in asked.frame]
    if missing:
        raise Refused(N_("The file has no question “{heading}”."), heading=missing[0][:80])
    apart = {use: plan.heading(use) for use in (CODE, GROUP, OCCASION)}
    rows, bad = [], []
    for number, answers in asked.frame.iterrows():
        try:
            base = _base(number, answers, apart, asked.days[number])
        except LabError as error:
            bad.append(at(number, apart[OCCASION], error))
            continue
        for heading, target in targets.items():
            try:
                value = _value(answers[heading], plan.scores.get(heading, {}))
            except LabError as error:
                bad.append(at(number, asked.question(heading).title[:60], error))
            else:
                if value is not None:
                    rows.append({**base, "heading": heading, "target": target, "value": value})
    if bad:
        raise BadCells(bad)
    columns = ["row", "day", "code", "group", "occasion", "heading", "target", "value"]
    return pd.DataFrame(rows, columns=columns)


def _base(
    number: int, answers: pd.Series, apart: Mapping[str, str], day: datetime.date
) -> dict[str, object]:
    code, group, occasion = (answers[name] if name else "" for name in apart.values())
    return {
        "row": number,
        "day": day,
        "code": re.sub(r"\s+", "", code).upper(),
        "group": "" if is_unknown(group) else (_looked_up(group, _SEXES) or group),
        "occasion": _occasion(occasion),
    }


def _occasion(answer: str) -> str:
    if is_unknown(answer):
        return ""
    found = _looked_up(answer, _OCCASIONS)
    if not found:
        raise Refused(N_("“{answer}” is no occasion. Known: before, after."), answer=answer[:40])
    return found


def _looked_up(answer: str, known: Mapping[str, str]) -> str:
    """The key whose words the answer has; the first word decides where it has several."""
    words = plain(answer).split()
    for key, told in known.items():
        if plain(answer) in told.split() or any(word in told.split() for word in words[:1]):
            return key
    return ""


def _value(answer: str, numbers: Mapping[str, float | None]) -> float | None:
    if answer in numbers:
        return numbers[answer]
    if is_unknown(answer):
        return None
    number = cells.number(answer)
    if number is None:
        raise Refused(
            N_("“{answer}” has no number yet. Give it one, or leave the question out."),
            answer=answer[:60],
        )
    return number


def written(asked: Questionnaire, plan: Plan, _: Translator) -> tuple[pd.DataFrame, int]:
    """Free text that is kept, apart from everything else, and how many places were taken away.

    Returns
    -------
    DataFrame, int
        ``question`` and ``text``, in the order of the alphabet, so that what somebody wrote can't
        be put beside what the same person answered; and the number of names, telephones and the
        like that were replaced.
    """
    words = {kind: _("{what} removed", what=one) for kind, one in personal.kind_words(_).items()}
    rows, removed = [], 0
    for heading in plan.texts():
        question = asked.question(heading)
        for text in sorted(set(asked.frame[heading])):
            if not is_unknown(text):
                cleaned, places = personal.redacted(text, words)
                removed += places
                rows.append({"question": question.title, "text": cleaned})
    return pd.DataFrame(rows, columns=["question", "text"]), removed


def preview(
    asked: Questionnaire, plan: Plan, targets: Mapping[str, Target], _: Translator
) -> pd.DataFrame:
    """What will become of each question, as people read it."""
    rows = []
    for question in asked.questions:
        use = plan.uses.get(question.heading, LEAVE)
        rows.append(
            {
                _("Question"): question.title,
                _("Answers"): question.n,
                _("Becomes"): targets[use].name
                if use in targets
                else _(USES.get(use, USES[LEAVE])),
                _("What the answers count"): _counts(plan.scores.get(question.heading, {}), use, _),
            }
        )
    return pd.DataFrame(rows)


USES = {
    LEAVE: N_("Left out"),
    CODE: N_("The participant's own code"),
    GROUP: N_("Group to tell apart"),
    OCCASION: N_("Occasion"),
    WRITTEN: N_("Free text, kept apart"),
}


def _counts(numbers: Mapping[str, float | None], use: str, _: Translator) -> str:
    if use.startswith("#") or use == LEAVE:
        return "–"
    told = [
        f"{answer} = {'–' if number is None else _.number(number, 0 if number % 1 == 0 else 1)}"
        for answer, number in numbers.items()
        if cells.number(answer) is None
    ]
    return ", ".join(told) or _("the number itself")


def sentences(asked: Questionnaire, _: Translator) -> list[str]:
    """What was read, and what was taken away before it."""
    maker = NAMES[asked.maker] or _("the sheet")
    n = len(asked.frame)
    said = [_.plural("{n} answer from {maker}.", "{n} answers from {maker}.", n, maker=maker)]
    if asked.unfinished:
        said.append(
            _.plural(
                "{n} that was never sent in is left out.",
                "{n} that were never sent in are left out.",
                asked.unfinished,
            )
        )
    if asked.stripped:
        gone = [f"{one.heading} ({_(one.held)})" for one in asked.stripped]
        said.append(_("Taken away before anything was kept: {columns}.", columns=_.listing(gone)))
    return said


def lines(
    asked: Questionnaire, plan: Plan, targets: Mapping[str, Target], _: Translator
) -> list[str]:
    """What was read, what was taken away, and what becomes of each question, line by line."""
    table = preview(asked, plan, targets, _)
    return [
        *sentences(asked, _),
        *(
            f"{question} → {becomes}" + ("" if counts == "–" else f" ({counts})")
            for question, _n, becomes, counts in table.itertuples(index=False, name=None)
        ),
    ]


def month(days: Sequence[datetime.date] | pd.Series) -> str:
    """The month that answers are from, where all came within two months; else nothing.

    >>> month(pd.Series(pd.to_datetime(["2019-03-01", "2019-03-20"])))
    '2019-03'
    """
    known = pd.Series(days).dropna()
    if known.empty or known.max() - known.min() > pd.Timedelta(days=62):
        return ""
    return f"{known.sort_values().iloc[(len(known) - 1) // 2]:%Y-%m}"
