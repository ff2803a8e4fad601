"""The words of `/settings roles`."""

from cogs.ui.words import N_

CHOSEN = N_("**Raids may mention:** {roles}")
NONE_CHOSEN = N_("**Raids may mention:** the roles that everybody may mention. Choose some to change that.")
CHOOSE = N_("Roles that raids may mention")
CLEAR = N_("Only those that everybody may mention")
CANNOT = N_(
    "⚠️ I may not mention {roles} yet: let everybody mention them, or give me the permission to mention all roles."
)
