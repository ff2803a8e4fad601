"""Tells what was read with names instead of ids."""

from collections.abc import Sequence

from bot.domain.gamedata import GameData
from bot.domain.gear.equipment import Equipment, ItemKind
from bot.domain.gear.gear import WeaponSet
from bot.domain.gear.reading.reader import Doubt, GearReader, Reading
from bot.domain.gear.slots import SLOTS, Slot


class Told:
    """A reading with names instead of ids."""

    def __init__(self, reading: Reading, equipment: Equipment, game: GameData) -> None:
        self.reading = reading
        self.gear = reading.gear
        self._equipment = equipment
        self._game = game

    @property
    def stats(self) -> dict[Slot, str]:
        return {slot: self._stat(number) for slot, number in zip(SLOTS, self.gear.stats, strict=True) if number}

    @property
    def weapons(self) -> list[str]:
        names = [[self._game.weapons[one].name for one in held.weapons if one] for held in self.gear.sets]
        return ["+".join(pair) for pair in names]

    @property
    def weapon_stats(self) -> list[list[str]]:
        return [[self._stat(one) for one in held.stats if one] for held in self.gear.sets]

    @property
    def sigils(self) -> list[list[str]]:
        return [
            [self.item(ItemKind.SIGIL, one).removeprefix("Superior Sigil of ") for one in held.sigils if one]
            for held in self.gear.sets
        ]

    def item(self, kind: ItemKind, number: int | None = None) -> str:
        found = self._equipment.get_item(kind, getattr(self.gear, kind.value) if number is None else number)
        return found.name if found else ""

    @property
    def unread(self) -> list[str]:
        return [span.text for span in self.reading.unread]

    @property
    def unclear(self) -> list[tuple[str, Doubt]]:
        return [(one.span.text, one.doubt) for one in self.reading.unclear]

    def _stat(self, number: int) -> str:
        return self._equipment.combinations[number].name.removesuffix("'s") if number else ""


class Telling:
    """Reads and tells with names."""

    def __init__(self, reader: GearReader, equipment: Equipment, game: GameData) -> None:
        self._reader, self._equipment, self._game = reader, equipment, game

    def __call__(self, text: str, sets: Sequence[WeaponSet] = ()) -> Told:
        return Told(self._reader.read(text, sets), self._equipment, self._game)
