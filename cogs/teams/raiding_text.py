"""The words of the button that plans a raid from a team."""

from cogs.ui.words import N_

PLAN_RAID = N_("Plan raid")
