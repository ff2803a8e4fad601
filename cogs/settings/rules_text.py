"""The words of what admins decide for the whole server, and of what each change means."""

from cogs.ui.words import N_

LEADERS = N_("**Raid leaders:** {roles}. They plan and lead raids, and seat every team that is public here.")
LEADERS_DEFAULT = N_("**Raid leaders:** those who may *manage events*. They plan and lead raids.")
MODERATORS = N_("**Moderators:** {roles}. They hide and restore, suspend, and read reports and the log.")
MODERATORS_DEFAULT = N_("**Moderators:** those who may *manage messages*. They hide, restore and suspend.")
ADMINS = N_("**Admins:** those who may *manage the server*. They can do all of this.")
LOG = N_("**Log:** what moderators and admins do is posted in {channel}.")
NO_LOG = N_("**Log:** posted nowhere. Choose a channel with `/settings channels`.")
RAIDS = N_("**Raids channel:** {channel}. Raids are posted there, unless their leader says otherwise.")
NO_RAIDS = N_("**Raids channel:** none. Raids are posted where they are planned, unless their leader says otherwise.")
LANGUAGE = N_("**Language** of what all see: {language}.")
LANGUAGE_DEFAULT = N_("**Language** of what all see: the one that is set for this server in Discord, {language}.")
ZONE = N_("**Time zone** of those who never named theirs: {zone}.")
NO_ZONE = N_("**Time zone:** none. Whoever plans a raid is asked for theirs once.")
LEARNS = N_(
    "**Learning:** on. I note which kinds of builds are saved, copied, liked and played here, without names, ids or"
    " texts; recommendations learn from it."
)
LEARNS_NOT = N_("**Learning:** off. Nothing that happens here is noted for recommendations.")

CHOOSE_LANGUAGE = N_("Choose the language of what all see")
CHOOSE_ZONE = N_("Choose the time zone")
CHOOSE_LEARNING = N_("Choose whether recommendations learn here")
CHOOSE_LOG = N_("Choose the log channel")
CHOOSE_RAIDS = N_("Choose the raids channel")
AS_DISCORD = N_("Language as set in Discord")
NONE_CHOSEN = N_("No time zone")
SWITCH_ON, SWITCH_OFF = N_("Learning on"), N_("Learning off")
OTHER_ZONES = N_("Another time zone: type a city with the option `zone` of `/settings language`.")
CHOOSE_LEADERS = N_("Choose who leads raids")
CHOOSE_MODERATORS = N_("Choose who moderates")
CLEAR_LEADERS = N_("Leaders by Discord's permissions")
CLEAR_MODERATORS = N_("Moderators by Discord's permissions")
CLEAR_LOG = N_("No log channel")
CLEAR_RAIDS = N_("No raids channel")

LEADERS_CHOSEN = N_(
    "From now on, raids are led by members of {roles}, and by admins. Who may only *manage events* no longer does."
)
LEADERS_CLEARED = N_("From now on, raids are led by everybody who may *manage events*.")
MODERATORS_CHOSEN = N_(
    "From now on, members of {roles} moderate, and admins. Who may only *manage messages* no longer does."
)
MODERATORS_CLEARED = N_("From now on, everybody who may *manage messages* moderates.")
NOT_EVERYONE = N_("Nothing was changed: @everyone cannot be chosen. Choose a role that you give to people.")
LOG_CHOSEN = N_(
    "From now on, what moderators and admins do is posted in {channel}. Everybody who sees that channel can read it."
)
LOG_CLEARED = N_("From now on, what moderators and admins do is posted nowhere. `/mod log` has it for 180 days.")
RAIDS_CHOSEN = N_(
    "From now on, raids are posted in {channel}, unless their leader says otherwise. What is planned already stays."
)
RAIDS_CLEARED = N_("From now on, raids are posted where they are planned, unless their leader says otherwise.")
LANGUAGE_CHOSEN = N_(
    "From now on, what I post for all is in {language}. Everybody still gets their own answers in their own language."
)
LANGUAGE_CLEARED = N_("From now on, what I post for all is in the language that is set for this server in Discord.")
ZONE_CHOSEN = N_("From now on, times are read in {zone} of whoever never named a zone. Raids that are planned stay.")
ZONE_CLEARED = N_("From now on, whoever plans a raid is asked for their time zone once.")
LEARNING_ON = N_(
    "Learning is on. From now on I note which kinds of builds are saved, copied, liked and played here, without names,"
    " ids or texts. What belongs to one person I note only of those who say yes with `/account learning`."
)
LEARNING_OFF = N_("Learning is off: from now on nothing that happens here is noted for recommendations.")
