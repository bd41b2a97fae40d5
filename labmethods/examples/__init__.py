"""Good examples: find what others have solved, see what fits, try it, and tell how it went."""

from labmethods.language import N_
from labmethods.method import Method

METHOD = Method(
    name="examples",
    title=N_("Good examples"),
    package=__name__,
    step=1.7,
    tables={
        "examples": "labmethods.examples.records:Example",
        "adoptions": "labmethods.examples.records:Adoption",
        "example_opinions": "labmethods.examples.records:Opinion",
        "example_pictures": "labmethods.examples.records:ExamplePicture",
    },
    panel="labmethods.examples.panel:panel",
    report="labmethods.examples.report:report",
    summary="labmethods.examples.report:summary",
    reminders="labmethods.examples.reminders:reminders",
    share="labmethods.examples.programme:share",
    programme="labmethods.examples.programme:programme",
)
