"""A method card as a page to read, print and send: one file that opens without a network."""

from __future__ import annotations

import html

from labmethods.language import translator
from labmethods.methodcard.file import parted
from labmethods.prose import safe_html, styled

_STYLE = """
@page { size: A4; margin: 16mm }
* { box-sizing: border-box }
body { margin: 0; font: 17px/1.5 "Segoe UI", "Helvetica Neue", Arial, "Noto Sans", sans-serif;
  color: #1b1b1b; background: #fff }
main { max-width: 44em; margin: 0 auto; padding: 24px 18px 40px; overflow-wrap: anywhere }
h1 { font-size: 32px; line-height: 1.2; margin: 0 0 8px; border-bottom: 4px solid #0072b2;
  padding-bottom: 10px }
h2 { font-size: 21px; margin: 22px 0 4px; color: #00416a; break-after: avoid }
p, ul, ol { margin: 4px 0 8px } ul, ol { padding-left: 24px } li { break-inside: avoid }
a { color: #00416a }
footer { margin-top: 28px; padding-top: 10px; border-top: 1px solid #a6a6a6; font-size: 15px;
  color: #4a4a4a }
@media print { main { padding: 0; max-width: none } body { font-size: 11pt; line-height: 1.35 }
  h1 { font-size: 20pt } h2 { font-size: 13pt; margin: 12px 0 2px } footer { font-size: 9pt } }
"""


def page(text: str) -> str:
    """The page of a card's file; a new lab can start from it as from the file itself.

    Parameters
    ----------
    text
        What ``labmethods.methodcard.file.written`` gave, as it may leave the lab.
    """
    body, block, data = parted(text)
    _ = translator(data["language"])
    told = _(
        "A new lab can start from this card: labmethods new NAME --from THIS FILE. Made in {lab}.",
        lab=data["lab"],
    )
    # A sign that would end the script is written otherwise; JSON reads it as the same.
    held = block.replace("<", "\\u003c")
    # Its first heading is the page's; the others follow.
    shown = safe_html(body, under=0)
    return (
        f'<!doctype html><html lang="{data["language"]}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{styled(_STYLE)}<title>{html.escape(data['name'])}</title>"
        f"<main>{shown}<footer>{html.escape(told)}</footer></main>\n"
        f'<script type="application/json" id="method-card">\n{held}\n</script></html>\n'
    )
