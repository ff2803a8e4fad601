"""GW2Optimizer: a Discord bot that brings the right Guild Wars 2 builds to the right squad."""
