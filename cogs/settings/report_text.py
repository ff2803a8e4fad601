"""The words for what went wrong in the builds channel."""

from cogs.ui.words import N_

FAILING = N_("Public builds that are not in the builds channel as they are now")
ROW = N_("**{why}:** {builds}")
WHY = {
    "forbidden": N_("I lack a permission there"),
    "channel-gone": N_("The channel was deleted"),
    "post-gone": N_("Their posts were deleted; each owner can publish theirs again"),
    "tag-required": N_("The forum asks for a tag, and has none for them"),
    "refused": N_("Discord refused them"),
}
"""By the value of the fault."""
TO_DO = {
    "forbidden": N_("Let me *view the channel* and *send messages* there, then press *Try again*."),
    "channel-gone": N_("Choose another channel below."),
    "tag-required": N_(
        "Give the forum tags for professions or roles, or let it take posts without one, then press *Try again*."
    ),
    "refused": N_("Close old posts of the forum if it is full, then press *Try again*."),
}
"""What an admin can do about it."""
STANDING = N_("Old posts that I may not take down")
STANDING_TO_DO = N_("Delete them, or let me *view the channel* and *manage threads* there and press *Try again*.")
MORE = N_("and {count} more")
MANY = N_("and others")
AGAIN = N_("Try again")
TRYING = N_("I try again now; look here in a minute.")
