"""Settings from where they are written; at a start in a process of its own, so that none of that stays."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot.child import from_a_child
from bot.settings.problems import InvalidSettings
from bot.settings.sections import Settings


def load_settings(path: Path | None = None) -> Settings:
    """Settings from `path`, or $FORUM_BOT_CONFIG, or the shipped file, and the environment over it.

    InvalidSettings with every mistake in them.
    """
    # YAML, and what judges it, are needed once.
    from bot.settings.reading import read  # noqa: PLC0415

    return read(path)


def begin_loading(path: Path | None = None) -> Callable[[], Settings]:
    """Have the settings read meanwhile; what comes back hands them over, or raises, as `load_settings`."""
    found = from_a_child(partial(_outcome, path))

    def settings() -> Settings:
        outcome = found()
        if isinstance(outcome, Settings):
            return outcome
        raise InvalidSettings([*outcome])

    return settings


def _outcome(path: Path | None) -> Settings | tuple[str, ...]:
    try:
        return load_settings(path)
    except InvalidSettings as invalid:
        return invalid.problems
