"""The words of the preferences: what each is, and what choosing it means."""

from cogs.ui.words import N_

TITLE = N_("Your preferences")
EVERYWHERE = N_("They hold in every server and in direct messages. Only you see them.")

LANGUAGE = N_("**Language:** {language}. In it I answer you and write to you.")
LANGUAGE_AS_DISCORD = N_("**Language:** that of your Discord, {language}. In it I answer you and write to you.")
COMMANDS_STAY = N_(
    "Commands are called as in the language that you set in Discord; posts for all stay in the server's."
)
CHOOSE_LANGUAGE = N_("Language")
AS_DISCORD = N_("as set in Discord")

ZONE = N_("**Time zone:** {zone}. What you type, such as *friday 20:00*, is meant in it.")
NO_ZONE = N_("**Time zone:** none. What you type is meant in the server's, or I ask you once.")
CHOOSE_ZONE = N_("Time zone")
ASK_ZONE = N_("none")
ANOTHER_ZONE = N_("Another time zone…")
ZONE_FORM = N_("Your time zone")
ZONE_LABEL = N_("A city or zone")
ZONE_HINT = N_("Such as Toronto or Europe/Lisbon")

WAY = N_("**Reminders** of raids in which you have a place: {way}.")
CHOOSE_WAY = N_("How I get my reminders")
BY_CHANNEL = N_("by a mention in the raid's channel")
BY_DIRECT = N_("by direct message")
BY_NONE = N_("not at all")
DIRECT_CLOSED = N_(
    "I cannot write to you: your privacy settings let nobody of this server send you direct messages. "
    "Until you change that, reminders do not reach you."
)
DIRECT_WORKS = N_("👋 Here I remind you of raids from now on. `/account preferences` changes that.")

MODE = N_("**Game mode:** {mode}. Meant when you save or search builds and plan teams without saying another.")
NO_MODE = N_("**Game mode:** none. Builds are saved without one, and searched in all.")
CHOOSE_MODE = N_("Game mode")
ANY_MODE = N_("none")

LANGUAGE_CHOSEN = N_("✅ From now on I answer you in this language, everywhere.")
LANGUAGE_CLEARED = N_("✅ From now on I answer you in the language of your Discord.")
ZONE_CHOSEN = N_("✅ From now on times that you type are meant in {zone}. Raids that are planned stay.")
ZONE_CLEARED = N_("✅ From now on times that you type are meant in the server's zone, or I ask you once.")
WAY_CHOSEN = N_("✅ From now on you are reminded {way}.")
MODE_CHOSEN = N_("✅ From now on {mode} is meant where you choose no mode. Builds that you saved stay as they are.")
MODE_CLEARED = N_("✅ From now on no mode is meant where you choose none.")
