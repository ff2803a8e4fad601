"""Settings of an installation: one frozen class per concern, from the environment, `.env` or secret files.

No instance exists at import: `load(DatabaseSettings)` makes one where a command starts. `NAME_FILE` names a
file that holds the value of `NAME`, as container secrets do. Numbers of the game are no settings; they live
in `config/game`.
"""

from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar
from urllib.parse import urlsplit

import platformdirs
from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
)
from pydantic_settings import SettingsConfigDict as Config
from typing_extensions import override

from config.errors import SettingsError

APPLICATION = "gw2optimizer"
SQLITE_NAME = "gw2optimizer.sqlite3"
GAME_API = "https://api.guildwars2.com/v2"
EDITION_NAME = "snapshot.json"
MODEL_NAME = "model.bin"
_FILE_SUFFIX = "_FILE"


class SecretFiles(PydanticBaseSettingsSource):
    """Reads the value of `NAME` from the file that `NAME_FILE` names, without the line end."""

    def __init__(self, settings: type[BaseSettings], names: dict[str, str | None]) -> None:
        super().__init__(settings)
        self._names = {name.upper(): value for name, value in names.items()}

    @override
    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        variable = str(field.validation_alias)
        path = self._names.get(variable + _FILE_SUFFIX)
        if not path:
            return None, variable, False
        try:
            return Path(path).read_text(encoding="utf-8").strip(), variable, False
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not text"
            raise SettingsError(variable + _FILE_SUFFIX, f"cannot read the file: {reason}") from error

    @override
    def __call__(self) -> dict[str, Any]:
        found = (self.get_field_value(field, name) for name, field in self.settings_cls.model_fields.items())
        return {variable: value for value, variable, _ in found if value is not None}


class Settings(BaseSettings):
    """What all settings share: frozen, blank values count as absent, errors keep values to themselves."""

    model_config = Config(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    @classmethod
    @override
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Put secret files between the environment and `.env`."""
        names: dict[str, str | None] = {}
        for source in (dotenv_settings, env_settings):
            if isinstance(source, DotEnvSettingsSource | EnvSettingsSource):
                names.update(source.env_vars)
        return init_settings, env_settings, SecretFiles(settings_cls, names), dotenv_settings


class DataSettings(Settings):
    """Where files of this installation lie."""

    folder: Annotated[Path, AfterValidator(Path.expanduser)] = Field(
        default_factory=lambda: platformdirs.user_data_path(APPLICATION, appauthor=False),
        validation_alias="DATA_FOLDER",
    )
    """Folder of the SQLite database, the heartbeat, the fetched facts of the game and the model; made when missing."""

    @property
    def edition_file(self) -> Path:
        """The file that keeps what was fetched from the game's API."""
        return self.folder / EDITION_NAME

    @property
    def model_file(self) -> Path:
        """The file that keeps what was learned."""
        return self.folder / MODEL_NAME

    def make_folder(self) -> Path:
        """Make the folder where it is missing and return it."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError("DATA_FOLDER", f"cannot make {self.folder}: {error.strerror}") from error
        return self.folder


def _http_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        msg = "expected an http:// or https:// address"
        raise ValueError(msg)
    return url.rstrip("/")


class DiscordSettings(Settings):
    """How to reach Discord, and as whom."""

    token: SecretStr | None = Field(default=None, validation_alias="DISCORD_TOKEN")
    """Token of the bot, from the developer portal; `run` and `sync` need it."""
    api_url: Annotated[str, AfterValidator(_http_url)] | None = Field(default=None, validation_alias="DISCORD_API_URL")
    """Base address of the REST API, version included; for a proxy that several processes share."""


class GameApiSettings(Settings):
    """Where the game tells its facts."""

    url: Annotated[str, AfterValidator(_http_url)] = Field(default=GAME_API, validation_alias="GAME_API_URL")
    """Base address of the game's API, version included."""


class VaultSettings(Settings):
    """What keys of game accounts are sealed with; without a secret nobody can link one."""

    text: SecretStr = Field(default=SecretStr(""), validation_alias="VAULT_SECRETS")
    """Secrets, parted by commas or blanks: the first seals, each of them opens."""

    @property
    def secrets(self) -> tuple[SecretStr, ...]:
        """The secrets, the newest first."""
        return tuple(map(SecretStr, self.text.get_secret_value().replace(",", " ").split()))


class DatabaseSettings(DataSettings):
    """Where what people keep is stored; SQLite in the data folder unless `DATABASE_URL` says otherwise."""

    url: SecretStr = Field(default=SecretStr(""), validation_alias="DATABASE_URL")
    """Address of the database, as an async driver of SQLAlchemy wants it."""
    pool_size: int = Field(default=10, ge=1, le=1000, validation_alias="DATABASE_POOL_SIZE")
    """Connections of one process at most."""
    pool_wait_s: float = Field(default=5.0, gt=0, le=60, validation_alias="DATABASE_POOL_WAIT_S")
    """How long a command waits for one while all are in use."""
    connect_s: float = Field(default=2.0, gt=0, le=60, validation_alias="DATABASE_CONNECT_S")
    """How long opening one may take."""
    statement_s: float = Field(default=10.0, gt=0, le=600, validation_alias="DATABASE_STATEMENT_S")
    """How long Postgres may take for one statement."""

    slow_ms: int = Field(default=500, ge=1, validation_alias="LOG_SLOW_MS")
    """A statement that takes longer is logged, without its values."""

    @model_validator(mode="after")
    def _normalize(self) -> Self:
        text = self.url.get_secret_value() or str(self.folder / SQLITE_NAME)
        object.__setattr__(self, "url", SecretStr(to_driver_url(text)))
        return self

    @property
    def sqlite_file(self) -> Path | None:
        """The file of an SQLite database; None for Postgres and for SQLite in memory."""
        scheme, _, path = self.url.get_secret_value().partition(":///")
        path = path.partition("?")[0]
        return Path(path) if scheme == _SQLITE and path not in {"", ":memory:"} else None

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite, whose schema `run` keeps up to date by itself."""
        return self.url.get_secret_value().startswith(_SQLITE)

    def make_place(self) -> None:
        """Make the folder of the SQLite file where it is missing."""
        if self.sqlite_file is None:
            return
        try:
            self.sqlite_file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            problem = f"cannot make {self.sqlite_file.parent}: {error.strerror}"
            raise SettingsError("DATABASE_URL or DATA_FOLDER", problem) from error


def _redis_url(url: SecretStr | None) -> SecretStr | None:
    if url is not None and not _names_redis(url.get_secret_value()):
        msg = "expected redis://:password@host:port/number, rediss://… or unix:///path"
        raise ValueError(msg)
    return url


class CacheSettings(Settings):
    """Where answers are kept for a while; on disk beside the database or in the data folder in any case."""

    redis_url: Annotated[SecretStr | None, AfterValidator(_redis_url)] = Field(
        default=None, validation_alias="REDIS_URL"
    )
    """Address of a Redis; answers are kept there first, and on disk while it is away."""


class LogSettings(Settings):
    """What is logged, and how it looks; logs go to the standard error output."""

    level: Literal["debug", "info", "warning", "error"] = Field(default="info", validation_alias="LOG_LEVEL")
    """The least weighty kind of event that is logged."""
    format: Literal["json", "console"] | None = Field(default=None, validation_alias="LOG_FORMAT")
    """One JSON object a line, or for people; unset, for people on a terminal and JSON elsewhere."""


class MonitorSettings(Settings):
    """Where `run` tells how it fares."""

    port: int | None = Field(default=None, ge=1, le=65_535, validation_alias="METRICS_PORT")
    """Port of `/metrics`, `/livez` and `/readyz`; unset, there are none."""
    host: str = Field(default="127.0.0.1", validation_alias="METRICS_HOST")
    """Address to listen on; what is told there is for operators, so by itself nobody else reaches it."""


class LearningSettings(DataSettings):
    """What is noted of use, for recommendations to learn from."""

    days: int = Field(default=90, ge=0, le=3_650, validation_alias="LEARNING_DAYS")
    """How long it is kept; 0 notes nothing."""

    @property
    def events_folder(self) -> Path:
        """The folder that it is noted in."""
        return self.folder / "learning"


class HealthSettings(DataSettings):
    """How `run` shows that it lives, and how `health` looks."""

    heartbeat: Path | None = Field(default=None, validation_alias="HEARTBEAT_FILE")
    """File that `run` touches while Discord and the database answer; unset, in the data folder."""

    @property
    def heartbeat_file(self) -> Path:
        """The file, wherever it was put."""
        return self.heartbeat or self.folder / "heartbeat"


ALL: tuple[type[Settings], ...] = (
    DiscordSettings,
    GameApiSettings,
    VaultSettings,
    DatabaseSettings,
    CacheSettings,
    LogSettings,
    MonitorSettings,
    LearningSettings,
    HealthSettings,
)
"""Every class of settings; a test compares their variables with the table in `config/README.md`."""

T = TypeVar("T", bound=Settings)


def load(kind: type[T]) -> T:
    """Read the settings of one concern; raises SettingsError, which names the variable, never its value."""
    try:
        return kind()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "DATABASE_URL"
        raise SettingsError(name, first["msg"].removeprefix("Value error, ")) from None


_SQLITE = "sqlite+aiosqlite"
_POSTGRES = "postgresql+asyncpg"
_SCHEMES = {
    "postgres": _POSTGRES,
    "postgresql": _POSTGRES,
    _POSTGRES: _POSTGRES,
    "sqlite": _SQLITE,
    _SQLITE: _SQLITE,
}
_SHAPES = "expected postgresql://user:password@host/database, sqlite:///path or a path"


def to_driver_url(text: str) -> str:
    """Return the address with the async driver named; a plain path means SQLite. Raises ValueError."""
    scheme, separator, rest = text.strip().partition("://")
    if not separator:
        return f"{_SQLITE}:///{Path(text.strip()).expanduser()}"
    if scheme.lower() not in _SCHEMES:
        raise ValueError(_SHAPES)
    driver = _SCHEMES[scheme.lower()]
    if driver == _SQLITE and not rest.startswith("/"):
        raise ValueError(_SHAPES)
    if driver == _POSTGRES and not _names_database(rest):
        raise ValueError(_SHAPES)
    return f"{driver}://{rest}"


def _names_redis(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    path = parts.path.strip("/")
    if parts.scheme == "unix":
        return bool(path)
    return parts.scheme in {"redis", "rediss"} and bool(parts.hostname) and (not path or path.isdecimal())


def _names_database(rest: str) -> bool:
    try:
        parts = urlsplit(f"//{rest}")
        _ = parts.port
    except ValueError:
        return False
    return bool(parts.path.strip("/"))
