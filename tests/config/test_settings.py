"""Where settings come from, what is made of them, and that a bad one is named without being shown."""

from pathlib import Path

import pytest

from config.errors import SettingsError
from config.settings import (
    ALL,
    CacheSettings,
    DatabaseSettings,
    DataSettings,
    DiscordSettings,
    GameApiSettings,
    HealthSettings,
    LogSettings,
    Settings,
    VaultSettings,
    load,
    to_driver_url,
)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Take every setting of whoever runs the tests out of the environment."""
    for kind in ALL:
        for field in kind.model_fields.values():
            for suffix in ("", "_FILE"):
                monkeypatch.delenv(f"{field.validation_alias}{suffix}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_settings_it_is_sqlite_in_the_users_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    database = load(DatabaseSettings)
    assert database.sqlite_file == tmp_path / "gw2optimizer" / "gw2optimizer.sqlite3"
    assert database.is_sqlite
    assert load(HealthSettings).heartbeat_file == tmp_path / "gw2optimizer" / "heartbeat"
    assert load(DiscordSettings).token is None


def test_environment_wins_over_secret_file_over_dotenv(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=from-dotenv\nDISCORD_API_URL=http://dotenv/\n")
    assert token() == "from-dotenv"
    (tmp_path / "secret").write_text("from-file\n")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", "secret")
    assert token() == "from-file"
    monkeypatch.setenv("DISCORD_TOKEN", "from-environment")
    assert token() == "from-environment"
    assert load(DiscordSettings).api_url == "http://dotenv"


def test_a_secret_file_can_be_named_in_dotenv(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgres://u:p@h/d")
    (tmp_path / ".env").write_text("DATABASE_URL_FILE=url\n")
    assert load(DatabaseSettings).url.get_secret_value() == "postgresql+asyncpg://u:p@h/d"


@pytest.mark.parametrize("given", ["redis://:secret@h:6379/1", "rediss://h", "unix:///run/redis.sock?db=2"])
def test_a_redis_can_be_named(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(CacheSettings).redis_url is None
    monkeypatch.setenv("REDIS_URL", given)
    settings = load(CacheSettings)
    assert settings.redis_url is not None
    assert settings.redis_url.get_secret_value() == given
    assert "secret" not in repr(settings)


def test_an_empty_value_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "")
    monkeypatch.setenv("LOG_LEVEL", "")
    assert load(DiscordSettings).token is None
    assert load(LogSettings).level == "info"


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("postgres://u:p%40@h:5433/d?sslmode=require", "postgresql+asyncpg://u:p%40@h:5433/d?sslmode=require"),
        ("postgresql://h/d", "postgresql+asyncpg://h/d"),
        ("postgresql+asyncpg:///d?host=/run/pg", "postgresql+asyncpg:///d?host=/run/pg"),
        ("sqlite:///here.db", "sqlite+aiosqlite:///here.db"),
        ("sqlite:////there/it.db", "sqlite+aiosqlite:////there/it.db"),
        (" ./here.db ", "sqlite+aiosqlite:///here.db"),
    ],
)
def test_addresses_get_the_async_driver(given: str, made: str) -> None:
    assert to_driver_url(given) == made


@pytest.mark.parametrize(
    "given",
    ["mysql://u:hidden@h/d", "sqlite://here.db", "postgres://u:hidden@h", "postgres://u:hidden@h:port/d", "://"],
)
def test_a_bad_address_is_told_without_being_shown(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", given)
    with pytest.raises(SettingsError) as caught:
        load(DatabaseSettings)
    assert caught.value.name == "DATABASE_URL"
    assert "hidden" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        (LogSettings, "LOG_LEVEL", "loud"),
        (LogSettings, "LOG_FORMAT", "xml"),
        (DiscordSettings, "DISCORD_API_URL", "ftp://somewhere"),
        (CacheSettings, "REDIS_URL", "http://:hidden@somewhere"),
        (CacheSettings, "REDIS_URL", "redis:///1?"),
        (CacheSettings, "REDIS_URL", "redis://h:port/0"),
        (CacheSettings, "REDIS_URL", "redis://h/first"),
    ],
)
def test_a_bad_value_is_named(kind: type[Settings], name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load(kind)
    assert caught.value.name == name
    assert value not in str(caught.value)


def test_a_secret_file_that_is_no_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", "binary")
    with pytest.raises(SettingsError, match="DISCORD_TOKEN_FILE: cannot read the file: not text"):
        load(DiscordSettings)


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "hidden")
    monkeypatch.setenv("DATABASE_URL", "postgres://u:hidden@h/d")
    assert "hidden" not in f"{load(DiscordSettings)!r} {load(DatabaseSettings)!r}"


def test_settings_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load(LogSettings).level = "debug"


def test_folders_are_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "a" / "b"))
    assert load(DataSettings).make_folder().is_dir()
    monkeypatch.setenv("DATABASE_URL", str(tmp_path / "c" / "d.db"))
    load(DatabaseSettings).make_place()
    assert (tmp_path / "c").is_dir()


def test_postgres_needs_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://h/d")
    database = load(DatabaseSettings)
    database.make_place()
    assert (database.sqlite_file, database.is_sqlite) == (None, False)


def token() -> str:
    found = load(DiscordSettings).token
    assert found is not None
    return found.get_secret_value()


def test_the_games_own_api_is_asked_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(GameApiSettings).url == "https://api.guildwars2.com/v2"
    monkeypatch.setenv("GAME_API_URL", "http://127.0.0.1:8080/v2/")
    assert load(GameApiSettings).url == "http://127.0.0.1:8080/v2"
    monkeypatch.setenv("GAME_API_URL", "api.guildwars2.com")
    with pytest.raises(SettingsError, match="GAME_API_URL"):
        load(GameApiSettings)


def test_what_was_fetched_lies_in_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path))
    assert load(DataSettings).edition_file == tmp_path / "snapshot.json"


def test_secrets_of_the_vault_are_parted_and_not_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert load(VaultSettings).secrets == ()
    (tmp_path / "vault").write_text("newest, older\noldest\n")
    monkeypatch.setenv("VAULT_SECRETS_FILE", str(tmp_path / "vault"))
    found = load(VaultSettings)
    assert [one.get_secret_value() for one in found.secrets] == ["newest", "older", "oldest"]
    assert "newest" not in repr(found)
