"""What the game's API answers of an account, as far as this project reads it. More in an answer is passed over.

Source: GW2 wiki, API:2/tokeninfo, API:2/account, API:2/characters and its tabs; read 2026-11-25. Empty places are null.
"""

from bot.gateways.gameapi.answers import Answer

Places = tuple[int | None, ...]


class TokenAnswer(Answer):
    """`/v2/tokeninfo`: what a key may be used for."""

    permissions: tuple[str, ...]


class AccountAnswer(Answer):
    """`/v2/account`."""

    id: str
    name: str


class LineAnswer(Answer):
    """A trait line of a build."""

    id: int | None = None
    traits: Places = ()


class BarAnswer(Answer):
    """The skills of one medium."""

    heal: int | None = None
    utilities: Places = ()
    elite: int | None = None


class PetsAnswer(Answer):
    """A ranger's pets."""

    terrestrial: Places = ()
    aquatic: Places = ()


class BuildAnswer(Answer):
    """The build of a tab."""

    name: str | None = None
    profession: str
    specializations: tuple[LineAnswer | None, ...] = ()
    skills: BarAnswer = BarAnswer()
    aquatic_skills: BarAnswer = BarAnswer()
    legends: tuple[str | None, ...] | None = None
    aquatic_legends: tuple[str | None, ...] | None = None
    pets: PetsAnswer | None = None


class BuildTabAnswer(Answer):
    """One of `/v2/characters/:id/buildtabs`."""

    tab: int
    is_active: bool = False
    build: BuildAnswer


class PieceStatsAnswer(Answer):
    """The combination that was chosen for a piece; those that leave no choice tell theirs as items."""

    id: int


class PieceAnswer(Answer):
    """Something that is worn."""

    id: int
    slot: str
    upgrades: Places = ()
    infusions: Places = ()
    stats: PieceStatsAnswer | None = None


class EquipmentTabAnswer(Answer):
    """One of `/v2/characters/:id/equipmenttabs`."""

    tab: int
    name: str | None = None
    is_active: bool = False
    equipment: tuple[PieceAnswer, ...] = ()
