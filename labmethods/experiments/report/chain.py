"""The effect chain: its picture, what backs up each box, and where it is thin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from labmethods.blocks import Block, Chart, Heading, Table, Text
from labmethods.experiments.chain import EffectChain, read_chain
from labmethods.experiments.figures import chain_chart
from labmethods.experiments.records import LEVELS
from labmethods.experiments.sentences import chain_finding, evidence_text, gap_sentences
from labmethods.language import Translator

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def chain_blocks(lab: Lab, _: Translator) -> list[Block]:
    """The effect chain; nothing if the lab has none."""
    chain = read_chain(lab)
    if chain.boxes.empty:
        return []
    return [
        Heading(_("The effect chain")),
        chain_block(chain, _),
        *assumptions_blocks(chain, _),
        *(Text(sentence) for sentence in gap_sentences(chain.gaps, _)),
    ]


def chain_block(chain: EffectChain, _: Translator) -> Chart:
    """The picture with its table."""
    order = {level: place for place, level in enumerate(LEVELS)}
    boxes = chain.boxes.assign(place=chain.boxes["level"].map(order))
    boxes = boxes.sort_values(["place", "row"], kind="stable")
    leads = _leads_to(chain)
    table = pd.DataFrame(
        {
            _("Column"): [_(LEVELS[level]) for level in boxes["level"]],
            _("Box"): boxes["text"],
            _("Evidence"): [evidence_text(box, _) for box in boxes.itertuples()],
            _("Leads to"): [_.listing(leads.get(one, [])) or "–" for one in boxes["id"]],
        }
    )
    finding = chain_finding(chain.boxes, _)
    lines = [": ".join(map(str, row[:3])) for row in table.itertuples(index=False)]
    source = _("The lab's own effect chain")
    return Chart(
        figure=chain_chart(chain.boxes, chain.links, language=_.language),
        finding=finding,
        alt=f"{finding}. " + "; ".join(lines) + ".",
        source=source,
        table=Table(table, _("The effect chain, box by box"), source),
        note=_("It shows what is recorded, not how strong it is."),
    )


def _leads_to(chain: EffectChain) -> dict[str, list[str]]:
    text = dict(zip(chain.boxes["id"], chain.boxes["text"], strict=True))
    leads: dict[str, list[str]] = {}
    for link in chain.links.itertuples():
        if link.target in text:
            leads.setdefault(link.source, []).append(text[link.target])
    return leads


def assumptions_blocks(chain: EffectChain, _: Translator) -> list[Block]:
    """What must be true for the arrows; numbered as in the picture."""
    text = dict(zip(chain.boxes["id"], chain.boxes["text"], strict=True))
    links = chain.links[chain.links["assumption"].notna()]
    if links.empty:
        return []
    table = pd.DataFrame(
        {
            _("No."): range(1, len(links) + 1),
            _("Arrow"): [
                f"{text[one]} → {text[other]}"
                for one, other in zip(links["source"], links["target"], strict=True)
            ],
            _("Assumption"): list(links["assumption"]),
        }
    )
    return [Table(table, _("What must be true for the arrows"), _("The lab's own effect chain"))]
