"""Searching builds: what a build is found by, what somebody asks for, and how the two are compared."""
