"""What a slash command's own options say about how to answer it."""

import re
from typing import Final

from discord import app_commands

from bot.cogs.delivery import Interaction
from bot.cogs.reception import Visit
from bot.journal.events import Surface
from bot.languages import Language

_KEY: Final = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)?")


LANGUAGES: Final = [app_commands.Choice(name=language.own_name, value=str(language)) for language in Language]
"""What the `language` option of every command offers."""


def typed_visit(
    interaction: Interaction,
    command: str,
    *,
    private: bool = False,
    slow: bool = False,
    language: str | None = None,
    **options: str | None,
) -> Visit:
    """The visit of a slash command; options that were left out are left out of the journal too.

    Privacy is for channels: in a DM with the bot there is nobody to hide an answer from.
    """
    given = {name: value for name, value in options.items() if value is not None}
    chosen = any("/" in value and _KEY.fullmatch(value) for value in given.values())
    return Visit(
        command=command,
        surface=Surface.AUTOCOMPLETE if chosen else Surface.COMMAND,
        options=given,
        private=private and not interaction.context.dm_channel,
        slow=slow,
        language=Language.known(language),
    )
