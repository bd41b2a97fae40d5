"""Experiments: test card, log, results and decision."""

from labmethods.language import N_
from labmethods.method import Method

METHOD = Method(
    name="experiments",
    title=N_("What we try"),
    package=__name__,
    step=2,
    tables={
        "experiments": "labmethods.experiments.records:Experiment",
        "rounds": "labmethods.experiments.records:Round",
        "log_entries": "labmethods.experiments.records:LogEntry",
        "results": "labmethods.experiments.records:Result",
        "decisions": "labmethods.experiments.records:Decision",
        "attachments": "labmethods.experiments.records:Attachment",
        "chain_boxes": "labmethods.experiments.records:ChainBox",
        "chain_links": "labmethods.experiments.records:ChainLink",
    },
    panel="labmethods.experiments.panel:panel",
    report="labmethods.experiments.report:report",
    share="labmethods.experiments.programme:share",
    programme="labmethods.experiments.programme:programme",
    reminders="labmethods.experiments.sentences:reminders",
    summary="labmethods.experiments.summary:summary",
    plain="labmethods.experiments.summary:plain",
    partner="labmethods.experiments.partner:partner",
    certainty="labmethods.experiments.certainty:certainty",
)
