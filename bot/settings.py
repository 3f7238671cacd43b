"""`config/bot.yaml` and the environment into frozen settings; every mistake is told at once, in its place."""

import os
import re
from pathlib import Path
from typing import Annotated, Final, Literal

from platformdirs import user_cache_path, user_state_path
from pydantic import (
    AfterValidator,
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
from pydantic.networks import AnyUrl
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from bot.settings_file import CONFIG, PREFIX, InvalidSettings, SettingsFile, strange_environment
from bot.shipped import shipped

APP: Final = "forum-highlights"

HttpBase = Annotated[AnyUrl, UrlConstraints(allowed_schemes=["http", "https"])]
Gateway = Annotated[AnyUrl, UrlConstraints(allowed_schemes=["ws", "wss"])]


def _at_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        message = "begins with the home of somebody who is not known here; write it in full"
        raise ValueError(message) from None


Place = Annotated[Path, AfterValidator(_at_home)]
"""A path, which may begin with `~`."""

_TOKEN: Final = re.compile(r"[!-~]{1,200}")
"""It stands in a header of every request: letters, digits and signs of ASCII, no spaces."""


class InvalidToken(Exception):  # noqa: N818 - says what the token is
    """What is set is no token: `why` says what it has, and never what it is."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class Section(BaseModel):
    """A part of the settings; an unknown key in it is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


MOST_SHARDS: Final = 10_000
"""More than Discord has ever asked of anybody; a slip should not hold the program up."""
_SPAN: Final = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")


def shard_numbers(written: str) -> tuple[int, ...]:
    """Numbers as people write them, `0-15, 20`; ValueError where they are none."""
    found: set[int] = set()
    for part in written.split(","):
        span = _SPAN.fullmatch(part.strip())
        if span is None or int(span[2] or span[1]) < int(span[1]):
            message = "are no numbers of shards; write them as in 0-15 or 0-3, 8"
            raise ValueError(message)
        found.update(range(int(span[1]), int(span[2] or span[1]) + 1))
    return tuple(sorted(found))


def _as_text(value: object) -> object:
    """A number, or a list of them, is one in YAML, too."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class Discord(Section):
    """How to reach Discord, and as whom."""

    token: SecretStr | None = Field(default=None, description="better in the environment or a file than here")
    token_file: Place | None = Field(default=None, description="a file that holds nothing but the token")
    api_base: HttpBase = Field(
        default=HttpBase("https://discord.com/api/v10"),
        description="base address of the API, for those who run a REST proxy",
    )
    gateway: Gateway = Field(
        default=Gateway("wss://gateway.discord.gg/"), description="address of the gateway"
    )
    shard_count: Annotated[int, Field(ge=1, le=MOST_SHARDS)] | None = Field(
        default=None, description="connections of the whole bot; none: Discord says how many"
    )
    shard_ids: Annotated[str, BeforeValidator(_as_text)] | None = Field(
        default=None, description="those of this process, as in 0-15; none: all"
    )

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

    def shards(self) -> tuple[int, ...] | None:
        """The numbers of this process's shards; None for all."""
        return None if self.shard_ids is None else shard_numbers(self.shard_ids)


class JournalSettings(Section):
    """Where use is logged."""

    url: SecretStr | None = Field(
        default=None, description="a database URL, for PostgreSQL; else a file is used"
    )
    folder: Place = Field(
        default_factory=lambda: user_state_path(APP),
        description="holds journal.sqlite3 and the key of its hashes",
    )
    retention_days: Annotated[int, Field(ge=1)] | None = Field(
        default=400, description="days that uses are kept; null keeps them for ever"
    )

    @field_validator("url")
    @classmethod
    def _whole(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None and "://" not in url.get_secret_value():
            message = "no database URL; write it whole, as in postgresql+asyncpg://user@host/name"
            raise ValueError(message)
        return url


class LimitSettings(Section):
    """How often one may ask before one has to wait: a burst at once, and so many a minute in the long run."""

    user_per_minute: float = Field(default=60, gt=0, description="answers that one person gets")
    user_burst: int = Field(default=30, ge=1)
    guild_per_minute: float = Field(default=1800, gt=0, description="answers that one server gets")
    guild_burst: int = Field(default=300, ge=1)
    typing_per_minute: float = Field(
        default=300, gt=0, description="lists of choices that one person gets while typing"
    )
    typing_burst: int = Field(default=60, ge=1)


class Log(Section):
    """What is logged, and how it looks."""

    format: Literal["human", "json"] = "human"
    level: Literal["debug", "info", "warning", "error"] = "info"


class Health(Section):
    """Where `/health` and `/metrics` are."""

    port: Annotated[int, Field(ge=0, le=65535)] | None = Field(
        default=None, description="none: nothing listens; 0: any free one"
    )
    host: str = Field(
        default="127.0.0.1", description="who may ask: this machine alone, unless set otherwise"
    )


class Settings(BaseSettings):
    """Everything that can be set."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_ignore_empty=True,
        nested_model_default_partial_update=True,
    )

    records: Place = Field(default_factory=lambda: shipped("data"), description="folder of forums")
    records_watch: float = Field(
        default=2.0, ge=0, description="seconds between two looks at the records' files; 0: never"
    )
    cache: Place = Field(default_factory=lambda: user_cache_path(APP), description="holds compiled archives")
    discord: Discord = Discord()
    journal: JournalSettings = Field(default_factory=JournalSettings)
    limits: LimitSettings = LimitSettings()
    log: Log = Log()
    health: Health = Health()

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
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings

    def token(self) -> str | None:
        """The bot's token, from the environment, the file or the settings; None where there is none.

        OSError when the token's file cannot be read, InvalidToken when it holds what no token is.
        """
        token = ""
        if self.discord.token is not None:
            token = self.discord.token.get_secret_value().strip()
        elif self.discord.token_file is not None:
            content = self.discord.token_file.read_bytes()
            # No byte is lost or refused: what is no text is no token either.
            token = content.decode("latin-1").strip()
        if token and not _TOKEN.fullmatch(token):
            lines = len(token.splitlines())
            raise InvalidToken(f"has {lines} lines" if lines > 1 else "holds characters that no token has")
        return token or None

    def local_journal(self) -> Path:
        """The file of those who only try the bot."""
        return self.journal.folder / "local.sqlite3"

    def journal_place(self) -> str | Path:
        """The database URL, or the file in the journal's folder."""
        if self.journal.url is not None:
            return self.journal.url.get_secret_value()
        return self.journal.folder / "journal.sqlite3"

    def control_place(self) -> Path:
        """Where the bot that runs can be told to read its records anew."""
        return self.journal.folder / "control.sock"

    def secret_file(self) -> Path:
        """The key under which user ids are hashed."""
        return self.journal.folder / "secret.key"


def load_settings(path: Path | None = None) -> Settings:
    """Settings from `path`, or $FORUM_BOT_CONFIG, or the shipped file, and the environment over it.

    InvalidSettings with every mistake in them.
    """
    chosen = path or (Path(os.environ[CONFIG]) if os.environ.get(CONFIG) else None)
    file = SettingsFile.read(chosen or shipped("config") / "bot.yaml")
    known = {name: _fields(field.annotation) for name, field in Settings.model_fields.items()}
    problems = [*file.problems, *file.strangers(known), *strange_environment(known)]
    try:
        settings = Settings(**file.data)
    except ValidationError as error:
        problems += file.mistakes(error)
        raise InvalidSettings(problems) from None
    except SettingsError:
        # A section in one variable, which is none of those known: told already.
        raise InvalidSettings(problems) from None
    if problems:
        raise InvalidSettings(problems)
    return settings


def _fields(kind: object) -> tuple[str, ...] | None:
    """The names in a section; None for what is a setting by itself."""
    return tuple(kind.model_fields) if isinstance(kind, type) and issubclass(kind, Section) else None
