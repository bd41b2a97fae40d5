"""Learning together: codes from the log, stories of change, and what may leave the lab."""

from labmethods.language import N_
from labmethods.method import Method

METHOD = Method(
    name="learning",
    title=N_("What we learn together"),
    package=__name__,
    step=5,
    tables={
        "codes": "labmethods.learning.records:Code",
        "readings": "labmethods.learning.records:Reading",
        "stories": "labmethods.learning.records:Story",
        "story_choices": "labmethods.learning.records:StoryChoice",
        "programme_releases": "labmethods.learning.records:ProgrammeRelease",
    },
    panel="labmethods.learning.panel:panel",
    report="labmethods.learning.report:report",
    share="labmethods.learning.programme:share",
    programme="labmethods.learning.programme:programme",
)
