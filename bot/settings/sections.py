"""Everything that can be set, section by section. Values are right: `reading` has judged them.

What a value has to be stands in its type. What none can say, such as what an address is, `reading` knows.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Literal

from msgspec import Meta

from bot.shipped import shipped

APP: Final = "forum-highlights"
MOST_SHARDS: Final = 10_000
"""More than Discord has ever asked of anybody; a slip should not hold the program up."""

Count = Annotated[int, Meta(ge=1)]
Rate = Annotated[float, Meta(gt=0)]

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


@dataclass(frozen=True, slots=True)
class Discord:
    """How to reach Discord, and as whom."""

    token: Secret | None = None
    """Better in the environment or a file than here."""
    token_file: Path | None = None
    """A file that holds nothing but the token."""
    api_base: str = "https://discord.com/api/v10"
    """Base address of the API, for those who run a REST proxy."""
    gateway: str = "wss://gateway.discord.gg/"
    """Address of the gateway."""
    shard_count: Annotated[int, Meta(ge=1, le=MOST_SHARDS)] | None = None
    """Connections of the whole bot; none: Discord says how many."""
    shard_ids: str | None = None
    """Those of this process, as in 0-15; none: all."""

    def token_place(self) -> str:
        """The token's file, to be told; by its setting's name alone where its own might be a token."""
        written = str(self.token_file)
        return written if os.sep in written else "the file of discord.token_file"

    def shards(self) -> tuple[int, ...] | None:
        """The numbers of this process's shards; None for all."""
        return None if self.shard_ids is None else shard_numbers(self.shard_ids)


@dataclass(frozen=True, slots=True)
class JournalSettings:
    """Where use is logged."""

    url: Secret | None = None
    """A database URL, for PostgreSQL; else a file is used."""
    folder: Path = field(default_factory=state_folder)
    """Holds journal.sqlite3 and the key of its hashes."""
    retention_days: Count | None = 400
    """Days that uses are kept; none: for ever."""


@dataclass(frozen=True, slots=True)
class LimitSettings:
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
class Log:
    """What is logged, and how it looks."""

    format: Literal["human", "json"] = "human"
    level: Literal["debug", "info", "warning", "error"] = "info"


@dataclass(frozen=True, slots=True)
class Health:
    """Where `/health` and `/metrics` are."""

    port: Annotated[int, Meta(ge=0, le=65535)] | None = None
    """None: nothing listens; 0: any free one."""
    host: str = "127.0.0.1"
    """Who may ask: this machine alone, unless set otherwise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set."""

    records: Path = field(default_factory=lambda: shipped("data"))
    """Folder of forums."""
    records_watch: Annotated[float, Meta(ge=0)] = 2.0
    """Seconds between two looks at the records' files; 0: never."""
    cache: Path = field(default_factory=cache_folder)
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
