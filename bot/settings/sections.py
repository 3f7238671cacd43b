"""Everything that can be set, section by section; what is asked of each kind of value stands in `values`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, ClassVar, Final, Literal

from bot.kinds import Kind
from bot.shipped import shipped

APP: Final = "forum-highlights"

_TOKEN: Final = re.compile(r"[!-~]{1,200}")
"""It stands in a header of every request: letters, digits and signs of ASCII, no spaces."""
_SPAN: Final = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")


class InvalidToken(Exception):  # noqa: N818 - says what the token is
    """What is set is no token: `why` says what it has, and never what it is."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class Secret:
    """A text that nothing shows by accident: neither a log, nor a traceback, nor a format string."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text: Final = text

    def __repr__(self) -> str:
        """As long for every secret."""
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)


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


def cache_folder() -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415 - a bot that was handed its paths does without

    return user_cache_path(APP)


def state_folder() -> Path:
    from platformdirs import user_state_path  # noqa: PLC0415 - likewise

    return user_state_path(APP)


def _kinds() -> Mapping[str, Any]:
    from bot.settings.values import KINDS  # noqa: PLC0415 - it is there for pydantic, and loads it

    return KINDS


Place = Annotated[Path, Kind("place", _kinds)]
"""A path, which may begin with `~`."""
Hidden = Annotated[Secret, Kind("secret", _kinds)]
Seconds = Annotated[float, Kind("seconds", _kinds)]
Count = Annotated[int, Kind("count", _kinds)]
"""At least one."""
Rate = Annotated[float, Kind("rate", _kinds)]
"""More than none."""
Port = Annotated[int, Kind("port", _kinds)]
Shards = Annotated[int, Kind("shards", _kinds)]
SomeShards = Annotated[str, Kind("some shards", _kinds)]
ApiAddress = Annotated[str, Kind("api", _kinds)]
GatewayAddress = Annotated[str, Kind("gateway", _kinds)]
DatabaseAddress = Annotated[Secret, Kind("database", _kinds)]
"""It may hold a password."""


class Section:
    """A part of the settings; an unknown name in it is an error."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Discord(Section):
    """How to reach Discord, and as whom."""

    token: Hidden | None = None
    """Better in the environment or a file than here."""
    token_file: Place | None = None
    """A file that holds nothing but the token."""
    api_base: ApiAddress = "https://discord.com/api/v10"
    """Base address of the API, for those who run a REST proxy."""
    gateway: GatewayAddress = "wss://gateway.discord.gg/"
    """Address of the gateway."""
    shard_count: Shards | None = None
    """Connections of the whole bot; none: Discord says how many."""
    shard_ids: SomeShards | None = None
    """Those of this process, as in 0-15; none: all."""

    def shards(self) -> tuple[int, ...] | None:
        """The numbers of this process's shards; None for all."""
        return None if self.shard_ids is None else shard_numbers(self.shard_ids)


@dataclass(frozen=True, slots=True)
class JournalSettings(Section):
    """Where use is logged."""

    url: DatabaseAddress | None = None
    """A database URL, for PostgreSQL; else a file is used."""
    folder: Place = field(default_factory=state_folder)
    """Holds journal.sqlite3 and the key of its hashes."""
    retention_days: Count | None = 400
    """Days that uses are kept; none: for ever."""


@dataclass(frozen=True, slots=True)
class LimitSettings(Section):
    """How often one may ask before one has to wait: a burst at once, and so many a minute in the long run."""

    user_per_minute: Rate = 60
    """Answers that one person gets."""
    user_burst: Count = 30
    guild_per_minute: Rate = 1800
    """Answers that one server gets."""
    guild_burst: Count = 300
    typing_per_minute: Rate = 300
    """Lists of choices that one person gets while typing."""
    typing_burst: Count = 60


@dataclass(frozen=True, slots=True)
class Log(Section):
    """What is logged, and how it looks."""

    format: Literal["human", "json"] = "human"
    level: Literal["debug", "info", "warning", "error"] = "info"


@dataclass(frozen=True, slots=True)
class Health(Section):
    """Where `/health` and `/metrics` are."""

    port: Port | None = None
    """None: nothing listens; 0: any free one."""
    host: str = "127.0.0.1"
    """Who may ask: this machine alone, unless set otherwise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set."""

    records: Place = field(default_factory=lambda: shipped("data"))
    """Folder of forums."""
    records_watch: Seconds = 2.0
    """Seconds between two looks at the records' files; 0: never."""
    cache: Place = field(default_factory=cache_folder)
    """Holds compiled archives."""
    discord: Discord = field(default_factory=Discord)
    journal: JournalSettings = field(default_factory=JournalSettings)
    limits: LimitSettings = field(default_factory=LimitSettings)
    log: Log = field(default_factory=Log)
    health: Health = field(default_factory=Health)

    def token(self) -> str | None:
        """The bot's token, from the environment, the file or the settings; None where there is none.

        OSError when the token's file cannot be read, InvalidToken when it holds what no token is.
        """
        token = ""
        if self.discord.token is not None:
            token = self.discord.token.text.strip()
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
            return self.journal.url.text
        return self.journal.folder / "journal.sqlite3"

    def control_place(self) -> Path:
        """Where the bot that runs can be told to read its records anew."""
        return self.journal.folder / "control.sock"

    def secret_file(self) -> Path:
        """The key under which user ids are hashed."""
        return self.journal.folder / "secret.key"
