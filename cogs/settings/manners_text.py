"""The words of what may be linked to where all of a server read it."""

from cogs.ui.words import N_

CHOOSE = N_("What may be linked to where all read it")
OPTIONS = {
    "allowed": N_("Links and invitations"),
    "no-invites": N_("Links, but no invitations to servers"),
    "no-links": N_("No links"),
}
RULE = {
    "allowed": N_("**Links** in names and notes that all see: allowed, invitations to other servers too."),
    "no-invites": N_("**Links** in names and notes that all see: allowed, but no invitations to other servers."),
    "no-links": N_(
        "**Links** in names and notes that all see: none. Builds may still name a page of guides as their source."
    ),
}
CHOSEN = {
    "allowed": N_("From now on, what is published here may link to anything."),
    "no-invites": N_(
        "From now on, who publishes or changes something public with an invitation to a server in it is asked to take"
        " it out. What is public already stays."
    ),
    "no-links": N_(
        "From now on, who publishes or changes something public with a link in it is asked to take it out. What"
        " is public already stays."
    ),
}
