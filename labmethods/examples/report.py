"""What the examples say in the lab's report: what fits, what was taken up, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from labmethods.blocks import Block, Heading, Table, Text
from labmethods.examples import analysis, telling
from labmethods.examples.adopting import adoptions
from labmethods.examples.asking import asked_sentence, challenge, of_others
from labmethods.examples.blocks import map_block, spread_block
from labmethods.examples.catalogue import catalogue, index_of, synonyms
from labmethods.language import Translator, translator

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

_MOST = 5


def report(lab: Lab, language: str) -> list[Block]:
    """What the lab took up of others, and the examples that fit its challenge."""
    _ = translator(language)
    frame = catalogue(lab)
    told = adoptions(lab, language)
    return [*_taken_up(lab, frame, told, _), *_fitting(lab, of_others(frame, lab), _)]


def _taken_up(lab: Lab, frame: pd.DataFrame, told: list[dict], _: Translator) -> list[Block]:
    own = [one for one in told if one["own"]]
    if not own:
        return [Text(_("The lab has not taken up any good example yet."))]
    names = dict(zip(frame["id"], frame["name"], strict=True))
    blocks: list[Block] = [Heading(_("What we learnt from others"))]
    for one in own:
        sentence = telling.ways_on([one], _)[0]
        blocks.append(Text(f"{names.get(one['example'], '–')}: {sentence}"))
    chart = spread_block(frame, own, _)
    return [*blocks, chart] if chart else blocks


def _fitting(lab: Lab, frame: pd.DataFrame, _: Translator) -> list[Block]:
    wanted = challenge(lab, _.language)
    if not wanted:
        said = _("The lab has not written what it looks for, so nothing was matched.")
        return [Text(said)]
    found = analysis.match(
        index_of(frame), wanted, synonyms=synonyms(lab), limit=_MOST, language=_.language
    )
    asked = asked_sentence(wanted, _)
    heading = Heading(_("Good examples that fit our challenge"))
    if found.empty:
        return [heading, Text(asked), Text(_("No example in the catalogue fits what is asked."))]
    rows = frame.to_dict("records")
    table = pd.DataFrame(
        {
            _("Example"): [
                ", ".join(filter(None, [one.name, one.place])) for one in found.itertuples()
            ],
            # One column of long texts: two are too narrow for a page.
            _("Why it fits, and what is missing"): [
                " ".join([*one.reasons, *one.missing]) for one in found.itertuples()
            ],
            _("Call"): [contact or _("not noted") for contact in found["contact"]],
            _("Source"): [str(rows[place]["source_url"]) for place in found["row"]],
        }
    )
    caption = _.plural(
        "{n} of {all} examples, the best first",
        "{n} of {all} examples, the best first",
        len(found),
        all=_.number(len(frame)),
    )
    note = _(
        "An example that fits isn't proof that it works here. How sure its results are is told in "
        "the reasons."
    )
    where = map_block(frame.iloc[found["row"]], _, home=lab.facts.municipality_code, fitting=True)
    shown = Table(table, caption, _("the catalogue of examples"), note=note)
    return [heading, Text(asked), shown, *([where] if where else [])]


def summary(lab: Lab, language: str) -> list[str]:
    """What the lab took up of others, a sentence each; nothing where it took up nothing."""
    _ = translator(language)
    frame = catalogue(lab)
    names = dict(zip(frame["id"], frame["name"], strict=True))
    return [
        _("Taken up from {example}: {what}", example=names[one["example"]], what=said)
        for one in adoptions(lab, language)
        if one["own"] and one["example"] in names
        for said in telling.ways_on([one], _)
    ]
