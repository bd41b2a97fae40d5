"""The words of the room's screen, in the lab's language."""

from labmethods.language import N_

WORDS = {
    "start_page": N_("Start page"),
    "previous": N_("Previous page"),
    "next": N_("Next page"),
    "timer": N_("Timer"),
    "start": N_("Start the timer"),
    "stop": N_("Stop the timer"),
    "more_time": N_("One minute more"),
    "less_time": N_("One minute less"),
    "time_up": N_("The time is up."),
    "smaller": N_("Smaller text"),
    "larger": N_("Larger text"),
    "dark": N_("Dark"),
    "light": N_("Light"),
    "full": N_("Full screen"),
    "keyboard": N_(
        "Keys: N next · P previous · H start page · T timer · + and - text size · "
        "D dark or light · F full screen · R load the page again"
    ),
    "help": N_("Keys that work on every page"),
    "loading": N_("The page is being made ready …"),
    "no_contact": N_("No contact with labmethods. Trying again."),
    "made_up": N_("Exempellabbet: everything here is made up, to practise on."),
    "agenda": N_("What we do today"),
    "no_workshop": N_("No workshop is planned. Plan one in the notebook “In the room”."),
    "no_rounds": N_("No round is planned. Plan them in the notebook."),
    "others": N_("Other workshops"),
    "open_room": N_("Open the room, for everybody's phone"),
    "challenge": N_("Our challenge"),
    "last_time": N_("What we said last time"),
    "nothing_said": N_("Nothing has been noted from an earlier workshop."),
    "decisions": N_("What we decided after our experiments"),
    "no_decisions": N_("No decision has been noted yet."),
    "next_step": N_("Therefore we will"),
    "notebooks": N_("The pages, in order"),
    "minutes": N_("min"),
    "in_all": N_("Time in all"),
    "set_timer": N_("Set the timer"),
}
