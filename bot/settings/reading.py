"""`config/bot.yaml` and the environment judged with pydantic; every mistake is told at once, in its place."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import (
    AfterValidator,
    AnyUrl,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    UrlConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.settings import sections
from bot.settings.file import SettingsFile, strange_environment
from bot.settings.problems import CONFIG, PREFIX, InvalidSettings
from bot.settings.sections import Secret, Settings, cache_folder, shard_numbers, state_folder
from bot.shipped import shipped

MOST_SHARDS: Final = 10_000
"""More than Discord has ever asked of anybody; a slip should not hold the program up."""


def _at_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        message = "begins with the home of somebody who is not known here; write it in full"
        raise ValueError(message) from None


def _as_text(value: object) -> object:
    """A number, or a list of them, is one in YAML, too."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


_HttpBase = Annotated[AnyUrl, UrlConstraints(allowed_schemes=["http", "https"])]
_Gateway = Annotated[AnyUrl, UrlConstraints(allowed_schemes=["ws", "wss"])]
_Place = Annotated[Path, AfterValidator(_at_home)]
"""A path, which may begin with `~`."""

_DISCORD: Final = sections.Discord()
_LIMITS: Final = sections.LimitSettings()
_LOG: Final = sections.Log()
_HEALTH: Final = sections.Health()


class _Section(BaseModel):
    """A part of the settings; an unknown key in it is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    made: ClassVar[Callable[..., object]]
    """What the bot knows it as."""


class _Discord(_Section):
    made = sections.Discord

    token: SecretStr | None = None
    token_file: _Place | None = None
    api_base: _HttpBase = AnyUrl(_DISCORD.api_base)
    gateway: _Gateway = AnyUrl(_DISCORD.gateway)
    shard_count: Annotated[int, Field(ge=1, le=MOST_SHARDS)] | None = None
    shard_ids: Annotated[str, BeforeValidator(_as_text)] | None = None

    @field_validator("shard_ids")
    @classmethod
    def _among_all(cls, written: str | None, given: ValidationInfo) -> str | None:
        last = max(shard_numbers(written)) if written is not None else None
        if last is None or "shard_count" not in given.data:
            return written
        if given.data["shard_count"] is None:
            message = "only a part of the shards needs shard_count, the number of all"
            raise ValueError(message)
        if last >= given.data["shard_count"]:
            message = f"shards are counted from 0: the last one is {given.data['shard_count'] - 1}"
            raise ValueError(message)
        return written


class _Journal(_Section):
    made = sections.JournalSettings

    url: SecretStr | None = None
    folder: _Place = Field(default_factory=state_folder)
    retention_days: Annotated[int, Field(ge=1)] | None = sections.RETENTION_DAYS

    @field_validator("url")
    @classmethod
    def _whole(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None and "://" not in url.get_secret_value():
            message = "no database URL; write it whole, as in postgresql+asyncpg://user@host/name"
            raise ValueError(message)
        return url


class _Limits(_Section):
    made = sections.LimitSettings

    user_per_minute: float = Field(default=_LIMITS.user_per_minute, gt=0)
    user_burst: int = Field(default=_LIMITS.user_burst, ge=1)
    guild_per_minute: float = Field(default=_LIMITS.guild_per_minute, gt=0)
    guild_burst: int = Field(default=_LIMITS.guild_burst, ge=1)
    typing_per_minute: float = Field(default=_LIMITS.typing_per_minute, gt=0)
    typing_burst: int = Field(default=_LIMITS.typing_burst, ge=1)


class _Log(_Section):
    made = sections.Log

    format: Literal["human", "json"] = _LOG.format
    level: Literal["debug", "info", "warning", "error"] = _LOG.level


class _Health(_Section):
    made = sections.Health

    port: Annotated[int, Field(ge=0, le=65535)] | None = None
    host: str = _HEALTH.host


class _Settings(BaseSettings):
    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_ignore_empty=True,
        nested_model_default_partial_update=True,
    )

    records: _Place = Field(default_factory=lambda: shipped("data"))
    records_watch: float = Field(default=sections.RECORDS_WATCH, ge=0)
    cache: _Place = Field(default_factory=cache_folder)
    discord: _Discord = _Discord()
    journal: _Journal = Field(default_factory=_Journal)
    limits: _Limits = _Limits()
    log: _Log = _Log()
    health: _Health = _Health()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file; there is no third place to look in."""
        del dotenv_settings, file_secret_settings
        if isinstance(env_settings, EnvSettingsSource):
            # A whole section in one variable is told as what it is, and not read: all else is judged as well.
            names = settings_cls.model_fields.items()
            sections = {f"{PREFIX}{name}".lower() for name, field in names if _fields(field.annotation)}
            env_settings.env_vars = {
                name: value for name, value in env_settings.env_vars.items() if name not in sections
            }
        return env_settings, init_settings


def read(path: Path | None) -> Settings:
    """What stands in `path`, or $FORUM_BOT_CONFIG, or the shipped file, and the environment over it.

    InvalidSettings with every mistake in them.
    """
    chosen = path or (Path(os.environ[CONFIG]) if os.environ.get(CONFIG) else None)
    file = SettingsFile.read(chosen or shipped("config") / "bot.yaml")
    known = {name: _fields(field.annotation) for name, field in _Settings.model_fields.items()}
    problems = [*file.problems, *file.strangers(known), *strange_environment(known)]
    try:
        judged = _Settings(**file.data)
    except ValidationError as error:
        problems += file.mistakes(error)
        raise InvalidSettings(problems) from None
    if problems:
        raise InvalidSettings(problems)
    return Settings(**_plain(judged))


def _fields(kind: object) -> tuple[str, ...] | None:
    """The names in a section; None for what is a setting by itself."""
    return tuple(kind.model_fields) if isinstance(kind, type) and issubclass(kind, _Section) else None


def _plain(judged: BaseModel) -> dict[str, Any]:
    return {name: _value(value) for name, value in judged}


def _value(value: Any) -> Any:
    if isinstance(value, _Section):
        return value.made(**_plain(value))
    if isinstance(value, SecretStr):
        return Secret(value.get_secret_value())
    return str(value) if isinstance(value, AnyUrl) else value
