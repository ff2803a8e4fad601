"""The words of the settings."""

from cogs.ui.words import N_

TITLE = N_("What is set for this server")
BUILDS_CHANNEL = N_("**Builds channel:** {channel}. What members publish is posted there and kept up to date.")
NO_BUILDS_CHANNEL = N_("**Builds channel:** none. What members publish is found by commands, and posted nowhere.")
CHOSEN = N_("Public builds are posted in {channel} from now on; those that are public already follow in a moment.")
CLEARED = N_("Public builds are posted nowhere from now on; posts that stand are taken down in a moment.")
MISSING = N_("Nothing was changed: in {channel} I lack {permissions}. Give me that there and choose the channel again.")
CHOOSE = N_("Choose the builds channel")
CLEAR = N_("No builds channel")

PERMISSIONS = {
    "view_channel": N_("the permission to view the channel"),
    "send_messages": N_("the permission to send messages or create posts"),
}
"""What posting takes, by Discord's name for it."""
