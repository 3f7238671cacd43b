"""A small bot of every kind of answer, to try the stand-in with."""

import asyncio
import io
import re
from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.ext import commands

Interaction = discord.Interaction["MiniBot"]

FRUITS = ("apple", "apricot", "banana", "cherry")


class Counter(ui.DynamicItem[ui.Button[Any]], template=r"count:(?P<number>\d+)"):
    """A button that counts, however old its message is."""

    def __init__(self, number: int) -> None:
        super().__init__(ui.Button(label=f"Count {number}", custom_id=f"count:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        del interaction, item
        return cls(int(match["number"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.edit_message(view=card(self.number + 1))


class Picker(ui.DynamicItem[ui.Select[Any]], template="pick"):
    """A menu whose choice is told in a message of its own."""

    def __init__(self) -> None:
        options = [discord.SelectOption(label=name.title(), value=name) for name in FRUITS]
        super().__init__(ui.Select(custom_id="pick", options=options))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        del interaction, match
        found = cls()
        found.item = item  # type: ignore[assignment] # discord.py gives the menu with what was chosen
        return found

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message(f"chose {', '.join(self.item.values)}", ephemeral=True)


def card(number: int) -> ui.LayoutView:
    """A card with a button and a menu; finished, so that only the dynamic items answer."""
    view = ui.LayoutView(timeout=None)
    buttons = ui.ActionRow[Any](Counter(number), ui.Button(url="https://example.org"))
    view.add_item(ui.Container(ui.TextDisplay(f"number {number}"), ui.Separator(), buttons))
    view.add_item(ui.ActionRow(Picker()))
    view.stop()
    return view


class MiniBot(commands.Bot):
    """Knows one command for each way to answer. `errors` keeps what went wrong in them."""

    def __init__(self, *, intents: discord.Intents | None = None) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents or discord.Intents(guilds=True),
        )
        self.errors: asyncio.Queue[Exception] = asyncio.Queue()
        self.reached = asyncio.Event()
        """The bot is in a command that waits."""
        self.go = asyncio.Event()
        """What it waits for."""
        self.seen: list[Interaction] = []

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Counter, Picker)
        one_by_one: list[app_commands.Command[Any, ..., Any] | app_commands.Group] = [group]
        one_by_one += [hello, eat, count, think, late, upload, twice, empty, broken, follow, fill]
        for command in one_by_one:
            self.tree.add_command(command)
        self.tree.add_command(app_commands.ContextMenu(name="What is this?", callback=explain))
        self.tree.error(self.on_command_error_of_tree)
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Discord asks for five seconds between identifies; the stand-in does not."""

    async def on_interaction(self, interaction: Interaction) -> None:
        self.seen.append(interaction)

    async def on_command_error_of_tree(self, _: Interaction, error: app_commands.AppCommandError) -> None:
        original = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        self.errors.put_nowait(original)


@app_commands.command(description="Say hello")
async def hello(interaction: Interaction, name: str = "you", *, private: bool = False) -> None:
    where = "here" if interaction.guild_id else "in private"
    await interaction.response.send_message(
        f"hello {name} {where} in {interaction.locale}", ephemeral=private
    )


@app_commands.command(description="Eat a fruit")
@app_commands.describe(fruit="Which one", times="How many")
async def eat(interaction: Interaction, fruit: str, times: app_commands.Range[int, 1, 3] = 1) -> None:
    await interaction.response.send_message(f"ate {times} {fruit}")


@eat.autocomplete("fruit")
async def fruits(interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
    del interaction
    return [app_commands.Choice(name=name.title(), value=name) for name in FRUITS if name.startswith(text)]


@app_commands.command(description="A card that counts")
@app_commands.guild_only()
async def count(interaction: Interaction) -> None:
    await interaction.response.send_message(view=card(1))


@app_commands.command(description="Think, then answer twice")
async def think(interaction: Interaction, *, follow: bool = False) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    if follow:
        await interaction.followup.send("the promised one")
    else:
        await interaction.edit_original_response(view=card(7))
    await interaction.followup.send("and another", ephemeral=True)


@app_commands.command(description="Answer only when told")
async def late(interaction: Interaction, *, defer: bool = False) -> None:
    if defer:
        await interaction.response.defer()
    interaction.client.reached.set()
    await interaction.client.go.wait()
    if defer:
        await interaction.edit_original_response(content="at last")
    else:
        await interaction.response.send_message("at last")


@app_commands.command(description="A file on a card")
async def upload(interaction: Interaction) -> None:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.MediaGallery(discord.MediaGalleryItem("attachment://dot.png")))
    view.stop()
    await interaction.response.send_message(view=view, file=discord.File(io.BytesIO(b"dot"), "dot.png"))
    message = await interaction.original_response()
    (attachment,) = message.attachments
    assert await attachment.read() == b"dot"
    await interaction.followup.send("as text", file=discord.File(io.BytesIO(b"words"), "words.txt"))


@app_commands.command(description="Answer twice over the wire")
async def twice(interaction: Interaction) -> None:
    await interaction.response.send_message("once")
    # discord.py itself refuses a second answer: forget the first one.
    interaction.response._response_type = None
    await interaction.response.send_message("twice")


@app_commands.command(description="Say nothing at all")
async def empty(interaction: Interaction) -> None:
    await interaction.response.send_message("")


@app_commands.command(description="Say too much")
async def broken(interaction: Interaction) -> None:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("x" * 4001))
    await interaction.response.send_message(view=view)


@app_commands.command(description="Follow up, change and delete")
async def follow(interaction: Interaction) -> None:
    await interaction.response.send_message("first")
    second = await interaction.followup.send("second", wait=True)
    await second.edit(content="changed")
    third = await interaction.followup.send("third", wait=True)
    assert (await interaction.followup.fetch_message(third.id)).content == "third"
    await third.delete()
    await interaction.delete_original_response()


@app_commands.command(description="Take everything that can be filled in")
async def fill(
    interaction: Interaction,
    who: discord.User | None = None,
    where: discord.TextChannel | None = None,
    what: discord.Attachment | None = None,
    share: float | None = None,
) -> None:
    size = len(await what.read()) if what else None
    await interaction.response.send_message(f"{who and who.name} {where and where.name} {size} {share}")


group = app_commands.Group(name="fruit", description="Fruit")


@group.command(name="peel", description="Peel one")
@app_commands.choices(fruit=[app_commands.Choice(name=name.title(), value=name) for name in FRUITS])
async def peel(interaction: Interaction, fruit: app_commands.Choice[str]) -> None:
    await interaction.response.send_message(f"peeled {fruit.value}")


async def explain(interaction: Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"these are {len(message.content)} characters", ephemeral=True)
