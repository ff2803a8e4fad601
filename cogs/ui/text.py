"""The words that every feature shares: errors, and the buttons and sentences of all that is kept.

The game's own terms stand in `game_text.py`.
"""

from cogs.ui.words import N_

USER_ERROR = N_("That did not work as typed. Please check it and try again.")
CONFLICT = N_("This changed a moment ago. Have a fresh look and try again.")
UPSTREAM = N_(
    "Something that I depend on does not answer right now. Nothing was changed; please try again in a minute."
)
STORAGE = N_("My database does not answer right now. Nothing was changed; please try again in a minute.")
STORAGE_UNSURE = N_(
    "My database went away while I was writing: I cannot tell whether that was kept. Please look in a minute, and try"
    " again if it was not; doing it twice does no harm."
)
STORAGE_REFUSES = N_(
    "My database takes nothing new right now; what is kept can still be shown. Nothing was changed. Please tell the"
    " people who run this bot."
)
GAME_API = N_("The game's own server gives no usable answer right now. I go on with what I know of the game.")
GAME_API_CLOSED = N_("The game's own server is closed for maintenance. I go on with what I know of the game.")
DISCORD = N_(
    "Discord did not take my answer. What you asked for may be done: have a look, and try again if it is not; doing it"
    " twice does no harm."
)
INTERNAL = N_("Something went wrong on my side. Nothing that you typed is at fault.")
REFERENCE = N_("If it happens again, tell the people who run this bot the reference `{reference}`.")
STALE_COMMAND = N_("Discord still shows an older form of this command. Please try again in a minute.")
QUOTED = N_("“{text}”")
TYPED = N_("This is what you typed, to copy and mend:")
FORBIDDEN = N_("I lack a permission to do this here. Ask an admin to let me view this channel and send messages in it.")
REPEAT_UNREAD = N_(
    "I do not understand “{text}” as a repeat. Try “every week”, “mon, thu”, “every 2 weeks”, “monthly” or “first"
    " friday of the month”."
)
NAME_EMPTY = N_("A name needs at least one visible character.")
NAME_TOO_LONG = N_("This name has {length} characters; at most {limit} fit.")
NOTES_TOO_LONG = N_("These notes have {length} characters; at most {limit} fit.")
INVALID_LINK = N_(
    "“{link}” is no web address that I can show. One begins with https:// and has at most {limit} characters."
)
TOO_MANY_TAGS = N_("These are {count} tags; at most {limit} fit.")
INVALID_TAG = N_("“{tag}” is no tag: one has 1 to {limit} characters. Part tags with commas.")
UNKNOWN_ROLE = N_("I know no role “{role}”. There are: {known}.")
EDITED_MEANWHILE = N_(
    "It was changed by another hand while you were editing: {fields}. Nothing of that was overwritten; open the editor"
    " again to see how it is now."
)
FIELDS = {
    "name": N_("name"),
    "title": N_("title"),
    "when": N_("time"),
    "code": N_("build code"),
    "gear": N_("gear"),
    "mode": N_("mode"),
    "notes": N_("notes"),
    "source_link": N_("source link"),
    "roles": N_("roles"),
    "tags": N_("tags"),
    "content": N_("purpose"),
    "subgroups": N_("subgroups"),
    "period": N_("days"),
    "zone": N_("time zone"),
}
INVALID_PLACE = N_("This team has subgroups 1 to {subgroups} with places 1 to {places} each.")
INVALID_SIZE = N_("A raid of this kind takes 1 to {most} people: say a number between the two.")
UNKNOWN_CONTENT = N_("I know no content called “{content}”. There are: {known}.")
UNKNOWN_FILTER = N_("I know nothing called “{typed}” to search by there.")
NOTHING_TO_SEAT = N_("Name a build, a player or guest, a role, or several of these.")
TEAM_TOO_SMALL = N_(
    "With {subgroups} subgroups these places would go, and something is still in them: {places} (subgroup.place). Use"
    " `/team clear` first, or keep more subgroups."
)
SEAT_TAKEN = N_("Subgroup {subgroup}, place {place} is taken. Use `/team clear` first, or choose another place.")
PUBLISHED_ELSEWHERE = N_(
    "This team is public in another server. Take it back there, or with `/team unpublish` in a direct message to me."
)
GEAR_GONE = N_("This cannot be chosen there any more. Open the gear of the build anew.")
GEAR_UNREAD = N_(
    "I understand nothing of this as gear. Try “full Berserker's, Scholar runes, Force + Impact, Relic of the Thief”."
)
INVALID_PROBLEM = N_("What is asked for contradicts itself ({path}). Change that, and try again.")
IMPORT_REFUSED = {
    "empty": N_(
        "Attach a file, or paste text with build codes in it. Once your game account is linked with `/account link`, I"
        " offer your characters instead."
    ),
    "size": N_("This is too much at once: an import takes {limit} kB. Nothing was saved."),
    "rows": N_("These are too many rows: an import takes {limit}. Nothing was saved."),
    "encoding": N_("I cannot read this file as text (UTF-8). Nothing was saved."),
    "unloaded": N_("Discord did not hand me the file in time. Please try again; nothing was saved."),
    "foreign": N_(
        "I do not know this kind of file. I read files of `/build export`, and any text with build codes in it."
        " Nothing was saved."
    ),
    "damaged": N_("This is a file of mine, but it is damaged. Export it once more. Nothing was saved."),
    "version": N_("This file was made by a newer version of me than this one. Nothing was saved."),
    "gone": N_("This import is too old, or a newer one took its place. Start `/build import` once more."),
}
IMPORT_FIELD = N_("“{field}” is missing, or not as it should be.")
IMPORT_ROW = N_("This row is not as it should be.")
TWO_PLAYERS = N_("Name a member or a guest, not both: one person plays in a place.")
ALREADY_SEATED = N_("This player already sits in subgroup {subgroup}, place {place}. Clear that place first.")
LIMIT_REACHED = {
    "absence": N_("You are away {limit} times already, and that is the most I can hold. Take one back first."),
    "template": N_(
        "This server keeps {limit} templates already, and that is the most. Delete one with `/team template`."
    ),
    "build": N_("You keep {limit} builds already, and that is the most I can hold. Delete one that you no longer use."),
    "team": N_("You keep {limit} teams already, and that is the most I can hold. Delete one that you no longer use."),
}

PERIOD_UNREAD = N_(
    "I do not understand “{part}” as days. Try “3-17 dec”, “until friday” or “2026-12-03 to 2026-12-17”."
)
WHEN_UNREAD = N_("I do not understand “{part}” as a time. Try “friday 20:00”, “2026-12-05 20:00” or “in 2 hours”.")
WHEN_MISSING = N_("“{text}” names no time of day. Add one, such as “20:00”.")
WHEN_TOO_FAR = N_("This is too far ahead: {days} days is the most.")
WHEN_AMBIGUOUS = N_(
    "“{text}” can be understood in several ways: {moments}. Say which, with the date and 20:00 or 8 pm."
)
WHEN_PAST = N_("“{text}” is over.")
WHEN_LATER = N_("Did you mean {moments}?")
WHEN_SKIPPED = N_("Clocks are turned forward then, and “{text}” does not exist. Did you mean {moments}?")
WHEN_TWICE = N_(
    "Clocks are turned back then, and “{text}” comes twice: {moments}. Add one of these offsets: {offsets}."
)
ZONE_MISSING = N_(
    "In which time zone is that? Say it once with the option `zone`, such as Europe/Paris, "
    "or in `/account preferences`; I remember it."
)
TOO_OFTEN = N_("That takes a lot of work, and was asked for often just now. Come back {when}.")
PROPOSAL_OUTDATED = N_("Seats or answers changed since this lineup was found. Ask anew with `/raid optimize`.")
RAID_CLOSED = N_("This raid takes no more answers.")
RAID_AHEAD = N_("This raid has not begun. Who came is noted afterwards.")
REMINDED = N_("People were reminded of this raid a moment ago. You can do it again {when}.")
UNKNOWN_ZONE = N_("I know no time zone “{zone}”. Name a big city in it, such as Europe/Paris.")

NO_LONGER = {
    "build": N_("I no longer find this build: it was deleted, or is not shown here."),
    "raid": N_("I no longer find this raid. See what is planned with `/raid list`."),
    "team": N_("I no longer find this team: it was deleted, or is not shown here."),
}
"""Said where nothing was typed: a button, select or form is about one thing, whose id says nothing to people."""
NOT_FOUND = {
    "build": N_("I find no build “{ref}”. Pick one from the suggestions while you type."),
    "character": N_(
        "Your account has no character “{ref}” any more: it was renamed or deleted. Choose anew with `/build import`."
    ),
    "lineup": N_("This lineup was accepted or is older than a day, or is not yours. Ask anew with `/raid optimize`."),
    "absence": N_("This absence is taken back already."),
    "hidden": N_("I no longer find this among what is hidden here."),
    "logged": N_("The log tells of no build or team “{ref}”. Pick one from the suggestions while you type."),
    "suspension": N_("This person is not suspended here."),
    "report": N_("This report is decided or withdrawn already."),
    "raid": N_("I find no raid “{ref}”. Pick one from the suggestions while you type."),
    "team": N_("I find no team “{ref}”. Pick one from the suggestions while you type."),
    "proposal": N_("This proposal was too long ago, or was made to somebody else. Use `/team optimize` again."),
    "plan": N_("What you typed was planned already, or was more than a day ago. Use `/raid plan` again."),
    "request": N_("Whoever that was took the answer back meanwhile."),
    "series": N_("This raid takes place once."),
    "search": N_("This search was too long ago for me to turn its pages. Use `/build search` again."),
    "template": N_("I find no template “{ref}”. See those of this server with `/team template`."),
    "team-search": N_("This search was too long ago for me to turn its pages. Use `/team search` again."),
    "version": N_("I no longer keep version {ref} of this build."),
}
DID_YOU_MEAN = N_("Did you mean {near}?")
HIDDEN_HERE = N_("The moderators of this server hid this, so it cannot be published here: {reason}")
IMITATION = N_(
    "“{name}” looks like the name of staff, of Discord or of me, or mentions everybody. All of this server would read"
    " it: choose another name."
)
LINK_FORBIDDEN = {
    "invite": N_(
        "Names and notes that all of this server read may have no invitations to other servers. Take it out first."
    ),
    "link": N_(
        "Names and notes that all of this server read may have no links. Take it out first; as its source, a build may"
        " name a page of guides."
    ),
}
SUSPENDED_UNTIL = N_("The moderators of this server suspended you until {until}: {reason}")
SUSPENDED = N_("The moderators of this server suspended you: {reason}")
SUSPENDED_BEFORE = N_(
    "The moderators of this server suspended you until {until}, before you had everything about you erased."
)
ANSWERED = N_("You have answered already; moderators can read it.")
DECIDED = N_("{by} was faster: {verdict}. {reason}")
SOMEBODY = N_("Somebody")
VERDICTS = {
    "dismiss": N_("dismissed"),
    "warn": N_("warned"),
    "hide": N_("hidden"),
    "suspend": N_("suspended"),
}
"""What moderators decided of a report."""
OWN_REPORT = N_("This is yours. You can take it back or delete it yourself.")
FORMER_MEMBER = N_("former member")
REASON = N_("Say why, in at most {limit} characters.")
NOT_ALLOWED = {
    "ping": N_(
        "Raids may not mention this role here. Admins choose with `/settings roles` which ones they can; until then,"
        " those that everybody may mention."
    ),
    "raids": N_("Only the raid leaders of this server can do this: those who may manage events."),
    "owner": N_("Only the person who owns this can change it."),
    "leader": N_("Only its owner and the raid leaders of this server can change this team."),
    "moderator": N_("Only the moderators of this server can do this."),
    "admin": N_("Only those who may manage the server can do this."),
    "operator": N_("Only whoever runs this bot can see this."),
    "guild": N_("This works in a server, not in a direct message."),
    "learning": N_("In this server nothing may be learned. Admins change that with `/settings learning`."),
    "other": N_("This is your own build: copies and likes are for those of others."),
}

CHAT_CODE_DAMAGED = N_("This build code is damaged. Copy it from the game once more.")
HOW_TO_COPY = N_("In the game, open the build panel and choose *Copy build code* in a template's menu.")
CHAT_CODE = {
    "none": N_("I find no build code in this; one looks like `[&DQ…]`."),
    "several": N_("There is more than one build code in this. Please paste one at a time."),
    "empty": N_("I find no build code in this; one looks like `[&DQ…]`."),
    "base64": N_("This build code is damaged: a character is missing, or does not belong there."),
    "foreign": N_("This is a chat link of the game, but not a build code; one looks like `[&DQ…]`."),
    "header": N_("This is not a build code: it begins with something the game does not use."),
    "profession": N_("This build code is damaged: it names a profession that does not exist."),
    "short": N_("This build code is damaged: its end is missing."),
    "rest": N_("This build code is damaged: it goes on where it should end."),
    "gw2skills": N_("This is a link to gw2skills.net, whose format only they can read. I need the code from the game."),
    "hardstuck": N_("This is a Hardstuck build code. I need the code from the game."),
}
LINK_IS = N_("It is: {what}.")
LINK_SUBJECTS = {
    "coin": N_("coins"),
    "item": N_("an item"),
    "text": N_("a text"),
    "map": N_("a place on the map"),
    "skill": N_("a skill"),
    "trait": N_("a trait"),
    "recipe": N_("a recipe"),
    "skin": N_("a skin"),
    "outfit": N_("an outfit"),
    "objective": N_("a WvW objective"),
    "achievement": N_("an achievement"),
    "fashion template": N_("a fashion template"),
    "travel": N_("a travel template"),
}

# Buttons and sentences of everything that is kept: builds and teams.
PUBLISH = N_("Publish here")
UNPUBLISH = N_("Unpublish")
DELETE = N_("Delete")
DELETE_YES = N_("Yes, delete it")
KEEP = N_("Keep it")
RESTORE = N_("Bring it back")
REPORT = N_("Report")
SHARE = N_("Show in channel")
OPEN = N_("Open …")
MORE_THAN = N_("more than {count}")
OLDER = N_("Older")
NEWEST = N_("Newest")
DELETED = N_("🗑️ Deleted. It can be brought back until {until}.")
CONFIRM_DELETE = N_("Delete **{name}**? You can bring it back for 30 days.")
DELETED_NOW = N_("**{name}** is deleted. You can bring it back until {until}.")
RESTORED = N_("**{name}** is back.")
