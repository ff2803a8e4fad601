"""The words of `/recommend`."""

from bot.domain.recommending import Basis
from cogs.ui.words import N_

TITLE = N_("What you could play next")
BASIS = {
    Basis.MODEL: N_("What fits what you play, learned from what people play and like."),
    Basis.POPULAR: N_("What is popular in this server, of builds that you have none like."),
    Basis.KNOWN: N_("What is liked and used most in this server, of builds that you have none like."),
}
NOTHING = N_(
    "There is nothing that I could recommend: others publish no builds here, or none in this mode that you have none"
    " like. `/build search` finds all that is public here."
)
LACKS = N_("First comes what your last raids lacked.")
BRINGS = N_("brings {need}, which {count} of your last {raids} raids lacked")
PEOPLE = N_("{count} members play this kind")
SOME = N_("some members play this kind")
PROFESSION = N_("you play {profession}")
LIKES = N_("liked by {count}")
USES_ONE = N_("used {count} time")
USES_MANY = N_("used {count} times")
UP = N_("Good idea")
DOWN = N_("Not for me")
THANKS = N_("Thanks. What people find good or not is counted, without their names.")
SAVE = N_("Save")
SAVED = N_("Saved as yours. It stays as it is now, whatever its author changes.")
SAVED_BEFORE = N_("You keep a copy of this already.")

# Seats.
SEAT_TITLE = N_("Which of your builds helps **{title}** most")
SEAT_NOTE = N_("For each of them I seated everybody anew; of the others I know only what the raid's post shows.")
SEAT_UNPROVEN = N_("There was no time to prove each lineup the best one: what comes close may be as good.")
NO_BUILDS = N_("You keep no build that is meant for this raid's game mode. `/build save` keeps one.")
CLOSES = N_("closes: {needs}")
MET = N_("{after} of what is asked for would be met, instead of {before}")
MET_SAME = N_("meets nothing that is missing")
NO_SEAT = N_("there would be no seat for you: the others fill the raid better or signed up first")
SIGN_UP = N_("Sign up with it")
SIGNED_SEATED = N_("✅ You are signed up for **{title}**, and sit in subgroup {subgroup}.")
SIGNED_WAITS = N_("⏳ You are signed up for **{title}**, and wait for a seat: place {place} in the line.")
SIGNED_NOTED = N_("✅ Noted for **{title}**.")
