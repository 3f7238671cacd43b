"""What can be set, frozen: from `config/bot.yaml` and the environment over it."""

from bot.settings.loading import begin_loading, load_settings
from bot.settings.problems import InvalidSettings
from bot.settings.sections import (
    Discord,
    Health,
    InvalidToken,
    JournalSettings,
    LimitSettings,
    Log,
    Secret,
    Settings,
)

__all__ = [
    "Discord",
    "Health",
    "InvalidSettings",
    "InvalidToken",
    "JournalSettings",
    "LimitSettings",
    "Log",
    "Secret",
    "Settings",
    "begin_loading",
    "load_settings",
]
