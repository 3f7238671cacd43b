"""A bot with nothing of its own: discord.py, a command tree, and the same answers from constants.

It does what its authors can do best without leaving the library: the speed extra, no caches that are not
needed, and every view is finished before it is sent, or the library would keep it for ever.
"""

import asyncio
import json
import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Self

import discord
import yarl
from discord import app_commands, ui
from discord.app_commands import Choice
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

Make = Callable[[], Any]
Interaction = discord.Interaction[Any]

CONSTANTS = json.loads(Path(os.environ["BENCHMARK_CONSTANTS"]).read_text(encoding="utf-8"))


def recipe(component: dict[str, Any]) -> Make:
    """How to make a component anew: all that can be known beforehand is."""
    kind = component["type"]
    inner = [recipe(part) for part in component.get("components", ())]
    if kind == discord.ComponentType.container.value:
        return lambda: ui.Container(*[make() for make in inner], accent_colour=component["accent_color"])
    if kind == discord.ComponentType.action_row.value:
        return lambda: ui.ActionRow(*[make() for make in inner])
    if kind == discord.ComponentType.section.value:
        beside = recipe(component["accessory"])
        return lambda: ui.Section(*[make() for make in inner], accessory=beside())
    return leaf(component)


def leaf(component: dict[str, Any]) -> Make:
    """How to make a component that holds no others."""
    kind = component["type"]
    if kind == discord.ComponentType.text_display.value:
        return partial(ui.TextDisplay, component["content"])
    if kind == discord.ComponentType.separator.value:
        return partial(ui.Separator, visible=component["divider"])
    if kind == discord.ComponentType.button.value:
        style = discord.ButtonStyle(component["style"])
        return partial(ui.Button, label=component["label"], custom_id=component["custom_id"], style=style)
    options = component["options"]
    return lambda: ui.Select(
        custom_id=component["custom_id"],
        placeholder=component.get("placeholder"),
        options=[discord.SelectOption(label=option["label"], value=option["value"]) for option in options],
    )


def card(name: str) -> Make:
    """How to make a whole card anew."""
    parts = [recipe(component) for component in CONSTANTS[name]]

    def make() -> ui.LayoutView:
        view = ui.LayoutView(timeout=None)
        for part in parts:
            view.add_item(part())
        view.stop()
        return view

    return make


QUOTE, SPEAKER = card("quote"), card("speaker")
CHOICES = [Choice(name=choice["name"], value=choice["value"]) for choice in CONSTANTS["choices"]]


class Another(ui.DynamicItem[ui.Button[Any]], template=re.compile(r"fh:a:.*")):
    """The button under a card."""

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: Any, match: re.Match[str], /) -> Self:
        del match
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_message(view=QUOTE())


@app_commands.command(description="A quote")
async def quote(interaction: Interaction) -> None:
    await interaction.response.send_message(view=QUOTE())


@app_commands.command(description="A speaker")
async def speaker(interaction: Interaction, name: str) -> None:
    del name
    await interaction.response.send_message(view=SPEAKER())


@speaker.autocomplete("name")
async def names(_: Interaction, text: str) -> list[Choice[str]]:
    del text
    return CHOICES


class Bare(commands.Bot):
    """Registers its commands and waits."""

    async def setup_hook(self) -> None:
        self.tree.add_command(quote)
        self.tree.add_command(speaker)
        self.add_dynamic_items(Another)


async def main() -> None:
    """Serve until told to stop."""
    Route.BASE = os.environ["BENCHMARK_API"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["BENCHMARK_GATEWAY"])
    bot = Bare(
        command_prefix=commands.when_mentioned,
        help_command=None,
        intents=discord.Intents(guilds=True),
        allowed_mentions=discord.AllowedMentions.none(),
        max_messages=None,
        member_cache_flags=discord.MemberCacheFlags.none(),
        chunk_guilds_at_startup=False,
    )
    async with bot:
        await bot.start(os.environ["BENCHMARK_TOKEN"])


if __name__ == "__main__":
    asyncio.run(main())
