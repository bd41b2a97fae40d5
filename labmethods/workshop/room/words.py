"""The words of the facilitator's page, in the lab's language."""

from labmethods.language import N_

WORDS = {
    "invite": N_("Invite"),
    "new_code": N_("New code"),
    "end": N_("End the workshop"),
    "end_sure": N_("End the workshop? The phones' pages close. Everything that came is saved."),
    "yes_end": N_("Yes, end it"),
    "no": N_("No, go back"),
    "question_title": N_("May phones reach this computer?"),
    "question": N_(
        "Phones reach only the workshop's own page: no notebook, no file and nothing else on this "
        "computer. What they send isn't encrypted on its way through the network. The page closes "
        "when you end the workshop."
    ),
    "only_here": N_("No, only this computer (to try it out, or to type in from paper)"),
    "network": N_("Yes, phones in the same network, at {host}"),
    "open_now": N_("Open the room"),
    "others": N_("Other groups' rooms, open now"),
    "hub": N_(
        "labmethods runs on a JupyterHub here, and phones can't reach this page through it. "
        "Open the lab on a computer in the room, with the same database, or type in from paper."
    ),
    "join_at": N_("Open this address"),
    "with_code": N_("and write the code"),
    "nobody": N_(
        "No account, no name. Languages: svenska, English, العربية, Soomaali, Suomi, Українська"
    ),
    "phones": N_("Phones here now"),
    "agenda": N_("What we do today"),
    "last_time": N_("What we agreed on last time"),
    "rounds": N_("The rounds"),
    "no_rounds": N_("No round is planned. Plan them in the notebook."),
    "open_round": N_("Open the round"),
    "close_round": N_("Close the round"),
    "show_quiet": N_("Show what was written"),
    "quiet": N_("Quiet round: what people write is shown later."),
    "quiet_list": N_("Show the list here (the room may see this screen)"),
    "look": N_("Look at it"),
    "came": N_("What came"),
    "nothing_yet": N_("Nothing has come yet."),
    "take": N_("Take into the lab"),
    "take_all": N_("Take all into the lab"),
    "hide": N_("Hide"),
    "unhide": N_("Show again"),
    "merge": N_("Merge"),
    "part": N_("Take apart"),
    "alike": N_("Find what says the same"),
    "ban": N_("Hide and shut out"),
    "choose_first": N_("Tick a contribution first."),
    "hidden": N_("hidden"),
    "taken": N_("taken in"),
    "merged": N_("merged"),
    "decided": N_("What was decided in this round"),
    "concluded": N_("What we agreed on today"),
    "save": N_("Save"),
    "paper": N_("Type in from paper"),
    "sheet": N_("Print sheets"),
    "screen": N_("Only the screen"),
    "controls": N_("Show the controls"),
    "full": N_("Full screen"),
    "dark": N_("Dark or light"),
    "larger": N_("Larger text"),
    "smaller": N_("Smaller text"),
    "timer": N_("Start the timer"),
    "timer_stop": N_("Stop the timer"),
    "time_up": N_("The time is up."),
    "more": N_("{n} more"),
    "no_contact": N_("No contact with labmethods. Trying again."),
    "done": N_("Done."),
    "odd": N_("The page asked for something that isn't there. Load it again."),
    "typed_in": N_("Saved. Here is an empty form for the next sheet."),
    "shortcuts": N_("Keys: S screen, F full screen, D dark, T timer, + and - text, N next round"),
    "power": N_("Power"),
    "interest": N_("Interest"),
    "spread": N_(
        "The lines hold the middle half of the answers. ≠ stands where the room is split."
    ),
    "facilitator": N_("For the facilitator"),
    "sheet_hint": N_("No name. Fold the sheet and hand it in."),
}
