"""`/help`: how to ask."""

from collections.abc import Callable, Sequence

from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import Answer, Asked
from bot.cogs.delivery import Interaction
from bot.cogs.desk import Desk
from bot.cogs.typed import typed_visit
from bot.ui import cards

Known = Callable[[], Sequence[cards.CommandHelp]]


class Help(commands.Cog):
    """Lists every command, to whoever asked alone."""

    def __init__(self, *, desk: Desk, known: Known) -> None:
        self.desk = desk
        self.known = known

    @app_commands.command(description="What you can ask, with examples")
    async def help(self, interaction: Interaction) -> None:
        """Show what the command tree holds."""

        async def question(asked: Asked) -> Answer:
            return Answer(cards.help_card(words=asked.own, commands=self.known()), private=True)

        await self.desk.reply(interaction, typed_visit(interaction, "help"), question)
