"""Does it move: indicators with baseline, target and observations over time."""

from labmethods.language import N_
from labmethods.method import Method

METHOD = Method(
    name="indicators",
    title=N_("Does it move"),
    package=__name__,
    step=3,
    tables={
        "indicators": "labmethods.indicators.records:Indicator",
        "observations": "labmethods.indicators.records:Observation",
        "milestones": "labmethods.indicators.plans:Milestone",
        "limit_phases": "labmethods.indicators.plans:LimitPhase",
        "written_answers": "labmethods.indicators.written:WrittenAnswer",
    },
    panel="labmethods.indicators.panel:panel",
    report="labmethods.indicators.report:report",
    plain="labmethods.indicators.summary:plain",
    board="labmethods.indicators.board:board",
    certainty="labmethods.indicators.summary:certainty",
    reminders="labmethods.indicators.reminders:reminders",
    share="labmethods.indicators.programme:share",
    programme="labmethods.indicators.programme:programme",
    needs="labmethods.indicators.needs:needs",
)
