"""The words of `/build export` and `/build import`."""

from cogs.ui.words import N_

EXPORTED_ONE = N_("{count} build. `/build import` reads this file again, here or for somebody else.")
EXPORTED_MANY = N_("{count} builds. `/build import` reads these again, here or for somebody else.")
PARTS = N_("They are in {files} files, since an import takes 100 kB at a time.")
NOTHING_TO_EXPORT = N_("You keep no build yet, so there is nothing to hand out.")
