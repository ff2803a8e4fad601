"""`/raid lineup`: the leader's board."""
