"""One interaction from arrival to journal: the language, the reply, the record, and the one error route."""

import asyncio
import json
import logging
import secrets
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

import aiohttp
import discord

from bot.archive import Archive, Library
from bot.archive.fold import whole
from bot.cogs.answers import Answer, Asked, Clock
from bot.cogs.delivery import PATIENCE, Delivery, Interaction
from bot.cogs.turnstile import Turnstile
from bot.cogs.wishes import wishes_of
from bot.i18n import Catalogues, Words
from bot.journal import Journal
from bot.journal.events import OPTION_KEPT, Context, Outcome, Served, Surface, Usage
from bot.languages import Language
from bot.ui import cards

log = logging.getLogger(__name__)

Ask = Callable[[Asked], Coroutine[Any, Any, Answer]]
Observe = Callable[[Usage], None]

_COMMAND_KEPT: Final = 32
"""Characters of the longest name that Discord gives a command."""

_LEAVING: Final = 1.0
"""Seconds that those who are dismissed may take to leave."""

_TAKEN_NO_MORE: Final = {
    10062: "the answer came too late",
    40060: "it has been answered already",
    50027: "its quarter of an hour is over",
}
"""Codes with which Discord refuses every answer to an interaction, an apology included."""


_NOT_OURS: Final = (
    discord.DiscordServerError,
    discord.Forbidden,
    discord.NotFound,
    discord.RateLimited,
    aiohttp.ClientError,
    OSError,
    TimeoutError,
    json.JSONDecodeError,
)
"""What Discord, a server's settings or the network did to an answer."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known of an interaction before it is answered."""

    command: str
    surface: Surface
    options: Mapping[str, str] = field(default_factory=dict)
    private: bool = False
    edit: bool = False
    """Answer by changing the message that carries the pressed button."""
    language: Language | None = None
    """The language that was asked for, by an option or by a button."""
    slow: bool = False
    """The answer may take seconds: it is promised when it does."""


class Reception:
    """Serves interactions. A failing journal, card or network never leaves one without its outcome."""

    def __init__(
        self,
        *,
        library: Library,
        journal: Journal,
        catalogues: Catalogues,
        clock: Clock,
        turnstile: Turnstile | None = None,
        observe: Observe | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """Without a turnstile, everybody may ask as often as they like.

        `patience`: seconds until a slow answer is promised.
        `observe` is told of every interaction that was served.
        """
        self._turnstile = turnstile
        self._library = library
        self._journal = journal
        self._observe = observe
        self._patience = patience
        self._catalogues = catalogues
        self._clock = clock
        self._present: set[asyncio.Task[Any]] = set()
        self._when_quiet: Callable[[], None] | None = None

    async def serve(self, interaction: Interaction, visit: Visit, ask: Ask) -> None:
        """Answer `interaction` with what `ask` says; on any error apologise, with a reference.

        Who asks too often is told so instead, and now and then only.
        """
        wait = self._turnstile.enter(interaction.user.id, interaction.guild_id) if self._turnstile else None
        if wait is None:
            await self._serve(interaction, visit, ask)
        elif not wait.told:
            alone = replace(visit, private=True, edit=False, slow=False)
            await self._serve(interaction, alone, wait.notice(self._clock()))

    async def _serve(self, interaction: Interaction, visit: Visit, ask: Ask) -> None:
        started, at = time.perf_counter(), self._clock()
        self.let_in()
        served, forum, outcome, reference = Served(), None, Outcome.ERROR, None
        asked, language, logged = None, Language.EN, True
        try:
            with self._library.reading() as archive:
                asked = self._asked(interaction, visit, archive)
                language = asked.own.language
                delivery = Delivery(interaction, private=visit.private, edit=visit.edit)
                if visit.slow:
                    answer = await delivery.promise_when_late(ask(asked), self._patience)
                else:
                    answer = await ask(asked)
            logged = answer.logged
            if visit.language is not None:
                cards.carry_on(answer.view, visit.language)
            await delivery.hand_over(answer)
            served, forum, outcome = answer.served, answer.forum, answer.outcome
            language = asked.own.language if answer.private else asked.words.language
        except Exception as error:  # noqa: BLE001 - the one place where every unexpected error ends
            reference = await self.apologise(interaction, error, asked, visit.command)
        finally:
            # Of whoever was dismissed as well: the answer may have reached them.
            if logged:
                self._note(
                    interaction,
                    visit,
                    at=at,
                    language=language,
                    forum=forum,
                    served=served,
                    latency_ms=(time.perf_counter() - started) * 1000,
                    outcome=outcome,
                    reference=reference,
                )

    def _note(self, interaction: Interaction, visit: Visit, *, language: Language, **known: Any) -> None:
        usage = Usage(
            command=visit.command,
            surface=visit.surface,
            options={name: whole(value[:OPTION_KEPT]) for name, value in visit.options.items()},
            context=context_of(interaction),
            guild_id=interaction.guild_id,
            channel_id=interaction.channel_id,
            user_id=interaction.user.id,
            language=str(language),
            **known,
        )
        self._journal.record(usage)
        if self._observe is not None:
            self._observe(usage)

    def _asked(self, interaction: Interaction, visit: Visit, archive: Archive) -> Asked:
        wishes = wishes_of(interaction, self._journal, visit.language)
        known = archive.derived
        own = self._catalogues.words(wishes.in_private(), known)
        alone = visit.private or interaction.context.dm_channel
        return Asked(
            archive=archive,
            words=own if alone else self._catalogues.words(wishes.in_public(), known),
            own=own,
            place=f"channel:{interaction.channel_id}",
            private=visit.private,
            language=visit.language,
        )

    def own(self, interaction: Interaction, archive: Archive | None = None) -> Words:
        """What only whoever interacts sees, in their own language, beside an archive's records."""
        language = wishes_of(interaction, self._journal).in_private()
        return self._catalogues.words(language, archive.derived if archive else None)

    async def apologise(
        self,
        interaction: Interaction,
        error: BaseException,
        asked: Asked | None = None,
        command: str | None = None,
    ) -> str:
        """Log `error` under a new reference and tell it, privately, to whoever asked."""
        reference = secrets.token_hex(4)
        where = {
            "reference": reference,
            "command": command or (interaction.command.qualified_name if interaction.command else None),
            "guild_id": interaction.guild_id,
        }
        if isinstance(error, discord.HTTPException) and (why := _TAKEN_NO_MORE.get(error.code)):
            told = "Discord takes no answer any more: %s (code %s, reference %s)"
            log.warning(told, why, error.code, reference, extra=where)
            return reference
        if isinstance(error, _NOT_OURS):
            # Not our fault, and no traceback tells more than its own words.
            why = str(error) or type(error).__name__
            log.warning("the answer did not reach Discord (reference %s): %s", reference, why, extra=where)
        else:
            log.error("interaction failed (reference %s)", reference, exc_info=error, extra=where)
        if interaction.type is discord.InteractionType.autocomplete:
            # Who is still typing can be told nothing.
            return reference
        try:
            words = asked.own if asked else self.own(interaction)
            view = cards.apology_card(reference, words=words)
            view.stop()
            if interaction.response.is_done():
                await interaction.followup.send(view=view, ephemeral=True)
            else:
                await interaction.response.send_message(view=view, ephemeral=True)
        except (discord.DiscordException, *_NOT_OURS) as failure:
            log.warning("no apology could be sent (reference %s): %s", reference, failure, extra=where)
        except Exception:
            # Whoever asked for an apology has something to write down yet.
            log.exception("no apology could be sent (reference %s)", reference, extra=where)
        return reference

    async def fail(self, interaction: Interaction, error: BaseException) -> None:
        """Apologise for what went wrong before a command's body ran, and write it down."""
        reference = await self.apologise(interaction, error)
        if interaction.type is discord.InteractionType.autocomplete:
            return
        data: Any = interaction.data or {}
        now = self._clock()
        self._note(
            interaction,
            Visit(whole(str(data.get("name", ""))[:_COMMAND_KEPT]), Surface.COMMAND),
            at=now,
            language=self.own(interaction).language,
            forum=None,
            served=Served(),
            latency_ms=(now - interaction.created_at).total_seconds() * 1000,
            outcome=Outcome.ERROR,
            reference=reference,
        )

    def let_in(self) -> None:
        """Count whoever this task serves among those present, until it ends."""
        task = asyncio.current_task()
        if task is not None and task not in self._present:
            self._present.add(task)
            task.add_done_callback(self._let_out)

    def when_quiet(self, tidy: Callable[[], None]) -> None:
        """Call `tidy` each time that the last one present has been served."""
        self._when_quiet = tidy

    @property
    def busy(self) -> bool:
        """Whether somebody is present."""
        return bool(self._present)

    def _let_out(self, task: asyncio.Task[Any]) -> None:
        self._present.discard(task)
        if not self._present and self._when_quiet is not None:
            self._when_quiet()

    async def idle(self, timeout: float) -> bool:  # noqa: ASYNC109 - a bound on the wait, not a cancellation
        """Wait until everybody present is served, at most `timeout` seconds; False when some are not."""
        present = self._present - {asyncio.current_task()}
        if not present:
            return True
        _, late = await asyncio.wait(present, timeout=timeout)
        return not late

    async def dismiss(self) -> None:
        """Let everybody present go unserved: who leads them out has no time."""
        for task in self._present - {asyncio.current_task()}:
            task.cancel()
        await self.idle(_LEAVING)


def context_of(interaction: Interaction) -> Context:
    """Where the interaction happened; what Discord does not say is told from the server's id."""
    if interaction.guild_id is not None:
        return Context.GUILD
    return Context.PRIVATE_CHANNEL if interaction.context.private_channel else Context.BOT_DM
