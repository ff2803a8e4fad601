"""The words of `/help`."""

from cogs.ui.words import N_

WHAT = N_("I keep Guild Wars 2 builds, show what is in them, and help leaders seat them in teams.")
PRIVATE = N_("What you save is yours alone until you publish it, and only in the server where you publish it.")

MENUS = N_("On any message, under *Apps*: *Show builds* and *Save build*. On a member: *Builds of this member*.")

SECTIONS = {
    N_("Builds"): {
        "build save": N_("keep a build: paste the code that the game copies"),
        "build show": N_("look at a build: traits, skills, weapons, and the code to copy"),
        "build list": N_("find yours, this server's, and what you deleted"),
        "build search": N_("find builds by your own words or by what they are and give; `/build copy` makes one yours"),
        "recommend build": N_("see what you could play next, of what others show here"),
        "build edit": N_("change name, notes, code, roles and tags; earlier versions are kept"),
        "build compare": N_("see two builds side by side"),
        "build gear": N_("say what a build wears, and see its attributes"),
        "build publish": N_("show a build to everyone in this server; `/build unpublish` takes it back"),
        "build import": N_("save many builds at once, after a look at them"),
        "build export": N_("get your builds as a file"),
        "build delete": N_("throw a build away; 30 days to change your mind"),
    },
    N_("Teams"): {
        "team create": N_("start a team for a raid, a fractal, WvW and more"),
        "team seat": N_("put a build, a player, or both in a place; `/team clear` empties it"),
        "team show": N_("see who sits where and what is open"),
        "team analyze": N_("see what each subgroup has and lacks"),
        "team list": N_("find yours, this server's, and what you deleted"),
        "team publish": N_("let the server see it and its raid leaders fill it; `/team unpublish` takes it back"),
        "team delete": N_("throw a team away; 30 days to change your mind"),
    },
    N_("Raids"): {
        "raid plan": N_("plan a raid and post it with buttons to sign up, for raid leaders"),
        "raid list": N_("see what is planned, and where you sit; `/raid calendar` puts it into your calendar"),
        "raid remind": N_("choose how you are reminded; leaders choose what goes out, or send a reminder now"),
        "raid attendance": N_("see when you came; leaders note who came and see it for all"),
        "recommend seat": N_("see which of your builds helps a raid most, and sign up with it"),
        "raid show": N_("see who comes and what is missing; `/raid cancel` calls a raid off"),
    },
    N_("This server"): {
        "settings channels": N_("choose where public builds are posted, for those who manage the server"),
    },
    N_("You"): {
        "stats me": N_("see your builds and raids in numbers; `/stats builds` ranks those of the server"),
        "account show": N_("see what I hold about you"),
        "account preferences": N_("choose your language, time zone, reminders and game mode"),
    },
}
"""Section title → command → what it does."""

# About.
ABOUT = N_("About me")
VERSION = N_("GW2Optimizer, version {version}")
FACTS = N_("What I know of the game")
BUILD = N_("Game build {build}")
FETCHED = N_("Fetched from the game's official API on {day}, {ago}")
SHIPPED = N_("Shipped with this version; its parts are of {first} to {last}, the oldest {ago}")
DAYS = {
    "skill facts": N_("What skills do: as of {day}"),
    "trait facts": N_("What traits do: as of {day}"),
    "WvW numbers": N_("Numbers that differ in WvW: as of {day}, from tables of players"),
}
NAMES = N_("Names of skills, traits and equipment in {languages}")
LOOKS = N_("I look for newer facts every day and use them at once.")
LOOKS_NOT = N_("This is a trial: newer facts are not looked for.")
LANGUAGES = {"en": N_("English"), "fr": N_("French"), "de": N_("German"), "es": N_("Spanish")}
TRADEMARK = N_(
    "Guild Wars 2 belongs to ArenaNet, LLC; I am made by players and not affiliated with ArenaNet or Discord."
)
