"""Worker processes: what they are told and tell, their program, and how many there are."""
