"""The words of planning a raid from a team."""

from cogs.ui.words import N_

TITLE = N_("Plan a raid from this team")
NAME = N_("Title")
WHEN = N_("When")
WHEN_HINT = N_("friday 20:00, 2026-12-05 20:00, in 2 hours")
ZONE = N_("Your time zone")
ZONE_HINT = N_("Only if you never told me, such as Europe/Paris; I remember it")
PLANNED_ONE = N_("Planned, with the role that {count} place of the team asks for. Only you see it until you post it.")
PLANNED_MANY = N_("Planned, with the roles that {count} places of the team ask for. Only you see it until you post it.")
