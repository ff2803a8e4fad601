"""`/raid plan`, and a raid that begins as a team."""
