"""Reads gear that people paste or type, in English and French: `GearReader.read` is the way in."""
