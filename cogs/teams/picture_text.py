"""The words in pictures of teams, and those that stand for the pictures."""

from cogs.ui.drawing.signs import Sign
from cogs.ui.words import N_

SIGNS = {
    Sign.FULL: N_("holds it for five, or meets the need"),
    Sign.DECLARED: N_("so its author says"),
    Sign.PLANNED: N_("wished for, not there yet"),
    Sign.SOME: N_("gives some to allies"),
    Sign.MISSING: N_("missing"),
    Sign.TOO_MANY: N_("more than needed"),
    Sign.OPEN: N_("open place"),
    Sign.UNKNOWN: N_("no build to be seen"),
}
COMBOS = N_("Combos")
OPEN = N_("Open places")
UNKNOWN = N_("No build to be seen")
SUBGROUPS = N_("Subgroups")

ALT_SUBGROUP = N_("Subgroup {number}: {needs}.")
ALT_NOTHING = N_("nothing is asked of it")
ALT_MET = N_("{need} by place {places}")
ALT_PLANNED = N_("{need} is planned for place {places}")
ALT_MISSING = N_("{need} is missing")
ALT_LACKING = N_("{need} is missing in subgroup {subgroups}.")
ALT_COMPLETE = N_("Every subgroup has what is asked of it.")
ALT_SQUAD = N_("The squad has {need} {there} of {wanted} times.")
