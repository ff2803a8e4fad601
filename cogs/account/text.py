"""The words of the account commands; those of what is held stand in `held_text.py`."""

from cogs.ui.words import N_

TITLE = N_("What I hold about you")
NOTHING = N_("Nothing. I make an account for you when you first save something.")
SINCE = N_("Your Discord user id, since {when}, and what you gave me:")
WITHOUT_ACCOUNT = N_("You have no account, but others had you take part:")
PUBLIC_OF = N_("{count} of them public")
DELETED_ONE = N_("{count} deleted thing that you can still bring back")
DELETED_MANY = N_("{count} deleted things that you can still bring back")
LEARNS = N_("You let me learn from what you like, since {when}: `/account learning`.")
IDS = N_("I hold no messages, no list of members and no e-mail address.")
MARKS = N_(
    "Whoever was suspended in a server and had everything erased stays suspended there, by a mark without a name."
)
HOW = N_("`/account export` hands all of it out as files, `/account forget` erases it.")

# Export.
EXPORTED = N_(
    "Everything that I hold about you: as a text to read, and as JSON for programs. Only you see this; I keep no copy."
)
NOT_READ = N_(
    "What I noted of what you like is missing, for I cannot read it now: `/account export` again later hands it out."
)
MORE_FILES = N_("File {number} of {count}.")
SUMMARY_HEAD = N_("What GW2Optimizer holds about you, {when}")
SUMMARY_MORE = N_("… and {count} more, in the JSON file")

# Forget.
FORGET_TITLE = N_("Erase everything about you?")
GOES = N_("What goes, at once and for good")
GOES_ROWS = (
    N_("your account and your preferences"),
    N_("your builds and teams, also where they are public, and their posts"),
    N_("your answers, places and attendance in raids, your absences and likes"),
    N_("your name from logs of raids, and from copies that others made"),
    N_("what I noted of what you like in these four weeks, if you let me"),
)
CALLED_OFF_ONE = N_(
    "⚠️ **{count}** raid that you lead is still to come. It is called off and who answered is told. If it is to take"
    " place, have another leader take it over first, with `/raid edit`."
)
CALLED_OFF_MANY = N_(
    "⚠️ **{count}** raids that you lead are still to come. They are called off and who answered is told. If they are to"
    " take place, have another leader take them over first, with `/raid edit`."
)
STAYS = N_("What stays, without you")
STAYS_ROWS = (
    N_("places of others' teams and raids: open, as those of a former member"),
    N_("raids that you led, by their title: those who came keep their attendance"),
    N_("copies of your builds that others made: theirs, without your name"),
    N_("messages that you wrote in Discord: those are not mine"),
    N_("a suspension, until it ends or for a year: as a mark by which I know you again if you come back, and no name"),
)
EXPORT_FIRST = N_("There is no way back. `/account export` hands everything out before.")
ERASE = N_("Erase everything…")
FORM_TITLE = N_("Erase everything")
FORM_LABEL = N_("Type {word} to erase everything")
FORM_HINT = N_("At once and for good.")
WORD = N_("ERASE")
NOT_ERASED = N_("Nothing was erased: you typed something else than **{word}**.")
ERASED = N_("Done. I hold nothing about you any more. Posts in channels follow within a minute or two.")
NOTHING_TO_ERASE = N_("I hold nothing about you, so there is nothing to erase.")
