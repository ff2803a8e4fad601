"""What is wrong with a setting. Apart from `settings`, so that who reports it need not load the settings."""


class SettingsError(ValueError):
    """A setting cannot be used: its `name` in the environment, and what is wrong. Never holds the value."""

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        self.problem = problem
        super().__init__(f"{name}: {problem}")
