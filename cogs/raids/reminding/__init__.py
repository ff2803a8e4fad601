"""Reminders: chosen by leaders, sent when they are due."""
