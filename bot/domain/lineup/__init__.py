"""The squad optimizer: who sits where with which build, proven best or with what is left to prove."""
