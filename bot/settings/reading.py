"""`config/bot.yaml` and the environment judged with pydantic; every mistake is told at once, in its place."""

import os
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any, Final, get_type_hints

from pydantic import Field, ValidationError, create_model
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.settings.file import Known, SettingsFile, strange_environment
from bot.settings.problems import CONFIG, PREFIX, InvalidSettings
from bot.settings.sections import Settings
from bot.shipped import shipped

_KINDS: Final = get_type_hints(Settings, include_extras=True)


def _names() -> Known:
    return {
        name: tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None
        for name, kind in _KINDS.items()
    }


class _Sources(BaseSettings):
    model_config = SettingsConfigDict(
        extra="forbid",
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_ignore_empty=True,
        nested_model_default_partial_update=True,
    )

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
        if isinstance(env_settings, EnvSettingsSource):
            # A whole section in one variable is told as what it is, and not read: all else is judged as well.
            sections = {f"{PREFIX}{name}".lower() for name, inner in _names().items() if inner}
            env_settings.env_vars = {
                name: value for name, value in env_settings.env_vars.items() if name not in sections
            }
        return env_settings, init_settings


def _judges() -> type[BaseSettings]:
    """A model with the fields of `Settings`: pydantic-settings fills no other class."""
    asked: dict[str, Any] = {
        field.name: (
            _KINDS[field.name],
            field.default
            if field.default_factory is MISSING
            else Field(default_factory=field.default_factory),
        )
        for field in fields(Settings)
    }
    return create_model("_Judged", __base__=_Sources, **asked)


def read(path: Path | None) -> Settings:
    """What stands in `path`, or $FORUM_BOT_CONFIG, or the shipped file, and the environment over it.

    InvalidSettings with every mistake in them.
    """
    chosen = path or (Path(os.environ[CONFIG]) if os.environ.get(CONFIG) else None)
    file = SettingsFile.read(chosen or shipped("config") / "bot.yaml")
    known = _names()
    problems = [*file.problems, *file.strangers(known), *strange_environment(known)]
    try:
        judged = _judges()(**file.data)
    except ValidationError as error:
        problems += file.mistakes(error)
        raise InvalidSettings(problems) from None
    if problems:
        raise InvalidSettings(problems)
    return Settings(**dict(judged))
