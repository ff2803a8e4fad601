"""The words of settings in the log."""

from bot.domain.setting_changes import OFF, ON, Setting
from cogs.ui.words import N_

CHANGED = N_("{actor} changed **{setting}**: {before} → {after}")
CHANGED_SOMEHOW = N_("{actor} changed **{setting}**")
SETTINGS = {
    Setting.LEADERS: N_("who leads raids"),
    Setting.MODERATORS: N_("who moderates"),
    Setting.PING_ROLES: N_("which roles raids may mention"),
    Setting.BUILDS_CHANNEL: N_("the builds channel"),
    Setting.LOG_CHANNEL: N_("the log channel"),
    Setting.RAIDS_CHANNEL: N_("the raids channel"),
    Setting.LANGUAGE: N_("the language"),
    Setting.ZONE: N_("the time zone"),
    Setting.LEARNS: N_("learning"),
    Setting.LINKS: N_("links in what all see"),
}
_PERMISSION = N_("Discord's permissions")
_NONE = N_("none")
UNSET = dict.fromkeys(Setting, _NONE) | {
    Setting.LEADERS: _PERMISSION,
    Setting.MODERATORS: _PERMISSION,
    Setting.PING_ROLES: N_("those that everybody may mention"),
    Setting.LANGUAGE: N_("the one set in Discord"),
}
MORE = N_("{count} more")
LINKS = {
    "allowed": N_("allowed"),
    "no-invites": N_("no invitations"),
    "no-links": N_("no links"),
}
SWITCH = {ON: N_("on"), OFF: N_("off")}
