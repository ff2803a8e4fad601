"""The words of `/recommend`."""

from bot.domain.recommending import Basis
from cogs.ui.words import N_

TITLE = N_("What you could play next")
BASIS = {
    Basis.MODEL: N_("What fits what you play, learned from what people here play."),
    Basis.POPULAR: N_("What is popular in this server, of builds that you have none like."),
    Basis.KNOWN: N_("What is liked and used most in this server, of builds that you have none like."),
}
NOTHING = N_(
    "There is nothing that I could recommend: others publish no builds here, or none in this mode that you have none"
    " like. `/build search` finds all that is public here."
)
PEOPLE = N_("{count} members play this kind")
SOME = N_("some members play this kind")
PROFESSION = N_("you play {profession}")
LIKES = N_("liked by {count}")
USES_ONE = N_("used {count} time")
USES_MANY = N_("used {count} times")
SAVE = N_("Save")
SAVED = N_("Saved as yours. It stays as it is now, whatever its author changes.")
SAVED_BEFORE = N_("You keep a copy of this already.")
