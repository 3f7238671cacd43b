"""A press on its way to its answer: by what its custom id says, without the message that it was found in.

For every press discord.py makes objects of all that the message holds, to find the button among them and to
put a `DynamicItem` in its place: a fifth of what a press cost. Our buttons carry everything in their ids.
"""

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from discord.ui import DynamicItem, Item
from discord.ui.view import ViewStore

from bot.cogs.delivery import Interaction

log = logging.getLogger(__name__)

Lead = Callable[[Interaction, re.Match[str]], Awaitable[None]]
"""Answers a press whose custom id matched."""


def led_by(lead: Lead, template: re.Pattern[str]) -> type[DynamicItem[Item[Any]]]:
    """What to register with the client for presses with such a custom id."""

    class Pressed(DynamicItem[Item[Any]], template=template):
        """Never made: `Presses` goes by the class."""

        answer = staticmethod(lead)

    return Pressed


class Presses(ViewStore):
    """Where discord.py takes every press to."""

    async def schedule_dynamic_item_call(
        self,
        component_type: int,
        factory: type[DynamicItem[Item[Any]]],
        interaction: Interaction,
        custom_id: str,
        match: re.Match[str],
    ) -> None:
        """Answer a press. As in discord.py, nothing that goes wrong is raised."""
        del component_type
        answer: Lead = factory.answer  # type: ignore[attr-defined] # all are made above
        try:
            await answer(interaction, match)
        except Exception:
            log.exception("a press of %r could not be answered", custom_id)
