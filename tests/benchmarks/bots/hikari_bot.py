"""hikari with the same answers from constants. Its gateway address comes from GET /gateway/bot."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hikari
from hikari.impl import (
    AutocompleteChoiceBuilder,
    ContainerComponentBuilder,
    InteractiveButtonBuilder,
    MessageActionRowBuilder,
    SectionComponentBuilder,
    SelectOptionBuilder,
    SeparatorComponentBuilder,
    TextDisplayComponentBuilder,
    TextSelectMenuBuilder,
)

Make = Callable[[], Any]

CONSTANTS = json.loads(Path(os.environ["BENCHMARK_CONSTANTS"]).read_text(encoding="utf-8"))
CREATE = hikari.ResponseType.MESSAGE_CREATE


def recipe(component: dict[str, Any]) -> Make:
    """How to make a component anew: all that can be known beforehand is."""
    kind = component["type"]
    inner = [recipe(part) for part in component.get("components", ())]
    if kind == hikari.ComponentType.CONTAINER:
        colour = hikari.Color(component["accent_color"])
        return lambda: ContainerComponentBuilder(accent_color=colour, components=[make() for make in inner])
    if kind == hikari.ComponentType.ACTION_ROW:
        return lambda: MessageActionRowBuilder(components=[make() for make in inner])
    if kind == hikari.ComponentType.SECTION:
        beside = recipe(component["accessory"])
        return lambda: SectionComponentBuilder(accessory=beside(), components=[make() for make in inner])
    return leaf(component)


def leaf(component: dict[str, Any]) -> Make:
    """How to make a component that holds no others."""
    kind = component["type"]
    if kind == hikari.ComponentType.TEXT_DISPLAY:
        return lambda: TextDisplayComponentBuilder(content=component["content"])
    if kind == hikari.ComponentType.SEPARATOR:
        return lambda: SeparatorComponentBuilder(divider=component["divider"])
    if kind == hikari.ComponentType.BUTTON:
        style, custom_id = hikari.ButtonStyle(component["style"]), component["custom_id"]
        return lambda: InteractiveButtonBuilder(style=style, custom_id=custom_id, label=component["label"])
    return lambda: TextSelectMenuBuilder(
        parent=None,
        custom_id=component["custom_id"],
        options=[SelectOptionBuilder(option["label"], option["value"]) for option in component["options"]],
    )


CARDS = {name: [recipe(part) for part in CONSTANTS[name]] for name in ("quote", "speaker")}
bot = hikari.GatewayBot(
    os.environ["BENCHMARK_TOKEN"],
    intents=hikari.Intents.GUILDS,
    rest_url=os.environ["BENCHMARK_API"],
    banner=None,
    force_color=False,
)


@bot.listen(hikari.InteractionCreateEvent)
async def answer(event: hikari.InteractionCreateEvent) -> None:
    """Answer whatever comes."""
    interaction: Any = event.interaction
    if interaction.type is hikari.InteractionType.AUTOCOMPLETE:
        choices = [AutocompleteChoiceBuilder(one["name"], one["value"]) for one in CONSTANTS["choices"]]
        await interaction.create_response(choices)
        return
    name = getattr(interaction, "command_name", "quote")
    await interaction.create_initial_response(CREATE, components=[make() for make in CARDS[name]])


bot.run(check_for_updates=False)
