"""The words of `/build export` and `/build import`."""

from cogs.ui.words import N_

EXPORTED_ONE = N_("{count} build. `/build import` reads this file again, here or for somebody else.")
EXPORTED_MANY = N_("{count} builds. `/build import` reads these again, here or for somebody else.")
PARTS = N_("They are in {files} files, since an import takes 100 kB at a time.")
NOTHING_TO_EXPORT = N_("You keep no build yet, so there is nothing to hand out.")

TITLE = N_("What would be saved")
FATES = {
    "faulty": (N_("{count} faulty row"), N_("{count} faulty rows")),
    "new": (N_("{count} new build"), N_("{count} new builds")),
    "changed": (N_("{count} build that you keep otherwise"), N_("{count} builds that you keep otherwise")),
    "twice": (N_("{count} repeated row"), N_("{count} repeated rows")),
    "kept": (N_("{count} build that you keep already"), N_("{count} builds that you keep already")),
}
NOTES = {"twice": N_("stands in it twice"), "kept": N_("you keep it already")}
KEPT_AS = N_("you keep it already, as {name}")
CHANGED = {
    "code": N_("differs from your {name} in traits, skills or weapons"),
    "gear": N_("differs from your {name} in gear"),
    "both": N_("differs from your {name} in gear, and in traits, skills or weapons"),
}
LINE = N_("Row {line}:")
PAGE = N_("Page {page} of {pages}")
NOT_SAVED_YET = N_("Nothing is saved yet. The button saves all that is new, for you alone; it works until {until}.")
UPDATES = N_(
    "The other button updates what you keep otherwise, for everybody where it is public; what it was stays in its"
    " *History*. To have both, rename yours first."
)
NOTHING_NEW = N_("There is nothing new to save.")
NO_ROOM = N_(
    "You may keep {limit} builds, and there is room for {room} more. These are {new}, so nothing can be saved: delete"
    " some that you no longer use, or import fewer."
)
NEXT = N_("Next page")
PREVIOUS = N_("Previous page")
SAVE_ALL = N_("Save all that is new")
UPDATE = N_("Update what differs")
UPDATED_ONE = N_("**{count}** build is updated. What it was stays in its *History*.")
UPDATED_MANY = N_("**{count}** builds are updated. What they were stays in their *History*.")
SAVED_ONE = N_("**{count}** build is saved. Only you can see it; `/build list` shows it.")
SAVED_MANY = N_("**{count}** builds are saved. Only you can see them; `/build list` shows them.")
NOTHING_NEW_SAVED = N_("You keep all of them already; nothing was saved twice.")
