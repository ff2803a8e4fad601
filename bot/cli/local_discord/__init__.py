"""A Discord on this machine, for benchmarks and tests of a bot in a process of its own."""
