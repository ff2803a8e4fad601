"""Builds in and out: as files of ours, as tables, as codes, and out of whatever people paste."""
