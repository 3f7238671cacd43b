"""How an answer is handed over: at once, or after "thinking…" where it takes longer than Discord waits."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from typing import Any, Final

import discord
from discord import InteractionResponseType

from bot.callbacks import callbacks
from bot.cogs.answers import Answer
from bot.ui import cards

Interaction = discord.Interaction[Any]

PATIENCE: Final = 1.5
"""Seconds until an answer that is not there yet is promised; Discord waits for three, network included."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """The one way from an answer to whoever asked."""

    interaction: Interaction
    private: bool
    edit: bool
    """Change the message that carries the pressed button."""

    async def promise_when_late(self, work: Coroutine[Any, Any, Answer], patience: float) -> Answer:
        """What `work` comes to; after `patience` seconds Discord is told that there will be something."""
        promises: list[asyncio.Task[Any]] = []

        def promise() -> None:
            promised = self.interaction.response.defer(ephemeral=self.private, thinking=not self.edit)
            promises.append(asyncio.create_task(promised, name="promise"))

        # A timer costs next to nothing where the answer is there at once, as most are; a task would not.
        timer = asyncio.get_running_loop().call_later(patience, promise)
        try:
            return await work
        finally:
            timer.cancel()
            for promised in promises:
                await promised

    async def hand_over(self, answer: Answer) -> None:
        """Show the answer where it belongs, whatever was promised."""
        # discord.py keeps every unfinished view for ever; the buttons live on as dynamic items.
        answer.view.stop()
        if not answer.view.is_finished():
            # It was put together in a thread: without a loop there was nothing to stop.
            answer = replace(answer, view=cards.Finished(answer.view))
        response, private = self.interaction.response, self.private or answer.private
        if response.is_done():
            await self._keep_promise(answer, private=private)
        elif await self._said_again(answer, private=private):
            return
        elif self.edit and not answer.private:
            await response.edit_message(view=answer.view)
        elif answer.files:
            await response.send_message(view=answer.view, ephemeral=private, files=list(answer.files))
        else:
            await response.send_message(view=answer.view, ephemeral=private)

    async def _said_again(self, answer: Answer, *, private: bool) -> bool:
        """Whether the answer was one that is kept ready to be sent, and was sent."""
        adapter = callbacks()
        if adapter is None or answer.files or not isinstance(answer.view, cards.Finished):
            return False
        edit = self.edit and not answer.private
        kind = InteractionResponseType.message_update if edit else InteractionResponseType.channel_message
        return await adapter.say_again(self.interaction, answer.view, kind, private=private)

    async def _keep_promise(self, answer: Answer, *, private: bool) -> None:
        as_promised = not answer.private if self.edit else private == self.private
        if as_promised:
            await self.interaction.edit_original_response(view=answer.view, attachments=list(answer.files))
            return
        # What was promised to everybody turned out to be for one person.
        if not self.edit:
            await self.interaction.delete_original_response()
        await self.interaction.followup.send(view=answer.view, ephemeral=True, files=list(answer.files))
