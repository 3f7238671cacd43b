"""`config/bot.yaml` and the environment into frozen settings; every mistake is told at once, in its place."""

import os
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import yaml
from platformdirs import user_cache_path, user_state_path
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    UrlConstraints,
    ValidationError,
    field_validator,
)
from pydantic.networks import AnyUrl
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.shipped import shipped

APP: Final = "forum-highlights"
PREFIX: Final = "FORUM_BOT_"
CONFIG: Final = "FORUM_BOT_CONFIG"

HttpBase = Annotated[AnyUrl, UrlConstraints(allowed_schemes=["http", "https"])]
Gateway = Annotated[AnyUrl, UrlConstraints(allowed_schemes=["ws", "wss"])]


class Section(BaseModel):
    """A part of the settings; an unknown key in it is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Discord(Section):
    """How to reach Discord, and as whom."""

    token: SecretStr | None = Field(default=None, description="better in the environment or a file than here")
    token_file: Path | None = Field(default=None, description="a file that holds nothing but the token")
    api_base: HttpBase = Field(
        default=HttpBase("https://discord.com/api/v10"),
        description="base address of the API, for those who run a REST proxy",
    )
    gateway: Gateway = Field(
        default=Gateway("wss://gateway.discord.gg/"), description="address of the gateway"
    )


class JournalSettings(Section):
    """Where use is logged."""

    url: SecretStr | None = Field(
        default=None, description="a database URL, for PostgreSQL; else a file is used"
    )
    folder: Path = Field(
        default_factory=lambda: user_state_path(APP),
        description="holds journal.sqlite3 and the key of its hashes",
    )

    @field_validator("url")
    @classmethod
    def _whole(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None and "://" not in url.get_secret_value():
            message = "no database URL; write it whole, as in postgresql+asyncpg://user@host/name"
            raise ValueError(message)
        return url


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
        nested_model_default_partial_update=True,
    )

    records: Path = Field(default_factory=lambda: shipped("data"), description="folder of forums")
    cache: Path = Field(default_factory=lambda: user_cache_path(APP), description="holds compiled archives")
    discord: Discord = Discord()
    journal: JournalSettings = Field(default_factory=JournalSettings)
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

        OSError when the token's file cannot be read.
        """
        if self.discord.token is not None:
            return self.discord.token.get_secret_value().strip() or None
        if self.discord.token_file is not None:
            return self.discord.token_file.expanduser().read_text(encoding="utf-8").strip() or None
        return None

    def journal_place(self, name: str = "journal") -> str | Path:
        """The database URL, or the file `name`.sqlite3 in the journal's folder."""
        if self.journal.url is not None:
            return self.journal.url.get_secret_value()
        return self.journal.folder.expanduser() / f"{name}.sqlite3"

    def secret_file(self) -> Path:
        """The key under which user ids are hashed."""
        return self.journal.folder.expanduser() / "secret.key"


class InvalidSettings(Exception):  # noqa: N818 - the settings are invalid, not the program
    """Raised with one line for every mistake."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problems))


def load_settings(path: Path | None = None) -> Settings:
    """Settings from `path`, or $FORUM_BOT_CONFIG, or the shipped file, and the environment over it."""
    chosen = path or (Path(os.environ[CONFIG]) if os.environ.get(CONFIG) else None)
    file = chosen or shipped("config") / "bot.yaml"
    data, lines = _read(file)
    problems = [*_strangers(data, lines, file), *_strange_environment()]
    try:
        settings = Settings(**data)
    except ValidationError as error:
        for detail in error.errors():
            place = tuple(str(step) for step in detail["loc"])
            if detail["type"] != "extra_forbidden":
                problems.append(f"{_where(place, lines, file)}: {_message(detail)}")
        raise InvalidSettings(problems) from None
    if problems:
        raise InvalidSettings(problems)
    return settings


Lines = dict[tuple[str, ...], int]


def _read(file: Path) -> tuple[dict[str, Any], Lines]:
    try:
        text = file.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except OSError as error:
        raise InvalidSettings([f"{file}: cannot be read ({error.strerror})"]) from None
    except UnicodeDecodeError:
        raise InvalidSettings([f"{file}: is not UTF-8 text; save it as UTF-8"]) from None
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise InvalidSettings([f"{file}{line}: is not YAML: {getattr(error, 'problem', error)}"]) from None
    if data is None:
        return {}, {}
    if not isinstance(data, dict):
        raise InvalidSettings([f"{file}:1: is not a set of `name: value` lines"])
    lines: Lines = {}
    _note_lines(node, (), lines)
    # A section of which every line is commented out is one that nothing is said about.
    return {str(name): value for name, value in data.items() if value is not None}, lines


def _note_lines(node: Any, path: tuple[str, ...], lines: Lines) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            place = (*path, str(key.value))
            lines[place] = key.start_mark.line + 1
            _note_lines(value, place, lines)


def _sections() -> dict[str, type[BaseModel] | None]:
    kinds = {name: field.annotation for name, field in Settings.model_fields.items()}
    return {
        name: kind if isinstance(kind, type) and issubclass(kind, Section) else None
        for name, kind in kinds.items()
    }


def _strangers(data: dict[str, Any], lines: Lines, file: Path) -> list[str]:
    found = []
    sections = _sections()
    for name, value in data.items():
        if name not in sections:
            found.append(f"{file}:{lines.get((name,), 1)}: {_stranger(name, sections)}")
            continue
        section = sections[name]
        if section is not None and isinstance(value, dict):
            known = [f"{name}.{inner}" for inner in section.model_fields]
            found += [
                f"{file}:{lines.get((name, str(key)), 1)}: {_stranger(f'{name}.{key}', known)}"
                for key in value
                if key not in section.model_fields
            ]
    return found


def _strange_environment() -> list[str]:
    sections = _sections()
    known = {CONFIG, f"{PREFIX}DEBUG"}
    for name, section in sections.items():
        known.add(f"{PREFIX}{name}".upper())
        known |= {f"{PREFIX}{name}__{inner}".upper() for inner in (section.model_fields if section else ())}
    strangers = sorted(
        name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known
    )
    return [f"environment: {_stranger(name, sorted(known))}" for name in strangers]


def _stranger(name: str, known: Any) -> str:
    near = get_close_matches(name, list(known), 1, 0.5)
    instead = f"write `{near[0]}`" if near else f"there are: {', '.join(known)}"
    return f"`{name}` is not a setting; {instead}"


def _where(place: tuple[str, ...], lines: Lines, file: Path) -> str:
    name = f"{PREFIX}{'__'.join(place)}".upper()
    if name in os.environ:
        return f"environment: {name}"
    for length in range(len(place), 0, -1):
        if place[:length] in lines:
            return f"{file}:{lines[place[:length]]}: {'.'.join(place)}"
    return f"{file}: {'.'.join(place)}"


def _message(detail: Any) -> str:
    expected = detail.get("ctx", {}).get("expected")
    near = get_close_matches(
        str(detail["input"]), str(expected).replace("'", "").replace(" or ", ", ").split(", "), 1, 0.5
    )
    if expected:
        return f"{detail['input']!r} is not one of {expected}" + (f"; write {near[0]}" if near else "")
    if detail["type"].startswith("url"):
        return f"{detail['input']!r} is not an address; write it whole, as in https://discord.com/api/v10"
    told = str(detail["msg"]).removeprefix("Value error, ")
    return told if detail["loc"][-1] in _SECRET else f"{detail['input']!r}: {told}"


_SECRET: Final = frozenset({"token", "url"})
"""Settings that no message repeats."""
