"""A method card of what the lab adopted, as a file to print, send and start another lab from."""

from __future__ import annotations

import datetime

import ipywidgets as widgets

from labmethods.errors import Refused
from labmethods.experiments import contents
from labmethods.experiments.method_card import method_card
from labmethods.experiments.records import Experiment
from labmethods.language import N_, translator
from labmethods.methodcard.file import written
from labmethods.methodcard.leaving import cleared
from labmethods.methodcard.page import page
from labmethods.programme.release import released
from labmethods.reporting.gate import passed_name
from labmethods.widgets.frame import paragraph
from labmethods.widgets.status import StatusLine
from labmethods.widgets.takeaway import Made, Takeaway
from labmethods.workbook.folder import folder_name
from labmethods.workbook.lab import Lab


class SendingPart(widgets.VBox):
    """The button that makes the file, and the link that fetches it."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.file = Takeaway(lab, _("Make a method card for others"), self._make, self.status)
        self._experiment = ""
        how = _(
            "The file opens in a browser and can be printed and mailed; another lab starts from "
            "it. It holds what stands in the draft above. Quotes come along only where you have "
            "said so in 05-learning."
        )
        super().__init__([paragraph(how), self.file, self.status])

    def show(self, experiment: str) -> None:
        """Be about this experiment; what was made before is out of date."""
        self._experiment = experiment
        self.file.clear()

    def _make(self, undecided: str) -> Made:
        _ = translator(self.lab.language)
        name, text = card_page(self.lab, self._experiment, undecided=undecided)
        told = _("Download the method card, then open, print or send it")
        return Made(told, name, "text/html", text.encode(), _("The method card is ready."))


def card_page(lab: Lab, experiment: str, *, undecided: str = "stop") -> tuple[str, str]:
    """The name and the text of a method card's page, as it may leave the lab.

    Raises
    ------
    Refused
        The lab hasn't decided to adopt it.
    Undecided
        Something in it points out a person, and nobody has decided about that.
    """
    found = contents.read(lab, datetime.date.today())
    decided = found.portfolio.set_index("id")["decision"]
    if decided.get(experiment) != "adopt":
        raise Refused(
            N_(
                "A method card is for what you have decided to adopt. Write that decision above "
                "first."
            )
        )
    card: Experiment = next(one for one in found.cards if one.id == experiment)
    quotes = released(lab)("quotes", experiment)
    file = written(method_card(lab, found, card, quotes=quotes))
    (text,) = cleared([file], [lab], lab.language, undecided=undecided)
    name = folder_name(passed_name(f"{lab.name} {card.name}", [lab]))
    return f"{name}.html", page(text)
