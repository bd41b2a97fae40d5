"""Examples as cards to print: a page that needs nothing else and opens offline."""

from __future__ import annotations

import base64
import html
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from labmethods.examples import telling
from labmethods.language import Translator, translator
from labmethods.prose import linked, safe_html, styled

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

_STYLE = """
@page { size: A4; margin: 12mm }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.4 "Segoe UI", "Helvetica Neue", Arial, "Noto Sans", sans-serif;
  color: #1b1b1b; background: #fff }
main { max-width: 190mm; margin: 0 auto; padding: 8mm 6mm }
article { border: 2px solid #0072b2; border-radius: 8px; padding: 6mm 7mm; margin: 0 0 8mm;
  break-inside: avoid }
h1 { font-size: 18px; margin: 0 0 6mm } h2 { font-size: 27px; line-height: 1.15; margin: 0 }
h3 { font-size: 17px; margin: 10px 0 2px } p { margin: 2px 0 }
.who { font-size: 19px; color: #00416a; font-weight: 600; margin: 4px 0 8px }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 3px 14px; margin: 8px 0 }
dt { font-weight: 700; white-space: nowrap } dd { margin: 0 }
ul { margin: 2px 0; padding-left: 22px }
.call { font-size: 19px; font-weight: 700; margin: 12px 0 4px }
.source, .sure { font-size: 14px; color: #4a4a4a; overflow-wrap: anywhere }
figure { margin: 8px 0 } img { max-width: 100%; max-height: 80mm; border-radius: 4px }
figcaption { font-size: 14px; color: #4a4a4a }
a { color: #00416a }
@media (max-width: 600px) { dl { grid-template-columns: 1fr } dd { margin: 0 0 6px } }
@media print { main { padding: 0; max-width: none } }
"""


def cards_page(
    examples: Sequence[Mapping[str, Any]],
    *,
    language: str = "sv",
    title: str = "",
    adoptions: Sequence[Mapping[str, Any]] = (),
    pictures: Mapping[str, Sequence[tuple[str, bytes, str]]] | None = None,
) -> str:
    """The examples as cards, one or two on a sheet.

    Parameters
    ----------
    examples
        Rows of the catalogue.
    title
        What stands above them, such as the lab's name.
    adoptions
        Rows of ``adopting.adoptions``; each card tells those of its example.
    pictures
        For an example's id, its pictures: kind of file, content and what it shows.
    """
    _ = translator(language)
    cards = "".join(
        _card(one, [row for row in adoptions if row["example"] == one.get("id")], pictures or {}, _)
        for one in examples
    )
    head = html.escape(title or _("Good examples"))
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{styled(_STYLE)}<title>{head}</title><main><h1>{head}</h1>{cards}</main></html>"
    )


def outward_cards(
    lab: Lab, examples: Sequence[Mapping[str, Any]], *, title: str, undecided: str = "stop"
) -> str:
    """The lab's cards of these examples, once they have passed the privacy gate.

    Raises
    ------
    Undecided
        Something points out a person and waits for a decision.
    """
    from labmethods.examples.adopting import adoptions
    from labmethods.examples.pictures import pictures_of
    from labmethods.reporting.gate import passed_outward

    pictures = {one["id"]: pictures_of(lab, one["id"]) for one in examples}
    told = passed_outward(
        lab,
        texts={
            "title": title,
            "examples": [dict(one) for one in examples],
            "adoptions": [dict(one) for one in adoptions(lab, lab.language)],
            "shows": {key: [shows for _kind, _data, shows in all] for key, all in pictures.items()},
        },
        undecided=undecided,
    ).texts
    shown = {
        key: [
            (kind, data, shows)
            for (kind, data, _shows), shows in zip(all, told["shows"][key], strict=True)
        ]
        for key, all in pictures.items()
    }
    return cards_page(
        told["examples"],
        language=lab.language,
        title=told["title"],
        adoptions=told["adoptions"],
        pictures=shown,
    )


def _card(
    example: Mapping[str, Any],
    adoptions: Sequence[Mapping[str, Any]],
    pictures: Mapping[str, Sequence[tuple[str, bytes, str]]],
    _: Translator,
) -> str:
    shown = "".join(map(_picture, pictures.get(str(example.get("id")), ())))
    return (
        f"<article><h2>{html.escape(str(example['name']))}</h2>"
        f'<p class="who">{html.escape(telling.whose(example))}</p>{shown}'
        f"{body(example, adoptions, _)}</article>"
    )


def body(example: Mapping[str, Any], adoptions: Sequence[Mapping[str, Any]], _: Translator) -> str:
    """What an example's card says beneath its name, as safe HTML; a panel shows the same."""
    facts = "".join(
        f"<dt>{html.escape(title)}</dt><dd>{html.escape(text)}</dd>"
        for title, text in telling.facts(example, _)
    )
    texts = "".join(
        f"<h3>{html.escape(title)}</h3>{safe_html(text, under=3)}"
        for title, text in telling.texts(example, _)
    )
    elsewhere = "".join(f"<li>{html.escape(one)}</li>" for one in telling.ways_on(adoptions, _))
    learnt = ""
    if elsewhere:
        title = html.escape(_("Who learnt from it"))
        learnt = f"<h3>{title}</h3><ul>{elsewhere}</ul>"
    source, word = linked(telling.source(example, _)), html.escape(_("Source"))
    small = f"{telling.certainty(example, _)} {telling.silent(example, _)}".strip()
    return (
        f"<dl>{facts}</dl>{texts}{learnt}"
        f'<p class="call">{html.escape(telling.call(example, _))}</p>'
        f'<p class="sure">{html.escape(small)}</p>'
        f'<p class="source">{word}: {source}</p>'
    )


def _picture(picture: tuple[str, bytes, str]) -> str:
    kind, data, shows = picture
    address = f"data:{kind};base64,{base64.b64encode(data).decode()}"
    text = html.escape(shows)
    return f'<figure><img src="{address}" alt="{text}"><figcaption>{text}</figcaption></figure>'
