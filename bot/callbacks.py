"""How answers reach Discord: without asking for the message back, and again where the line was cut."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any, Final

import aiohttp
import discord
from discord import InteractionResponseType, MessageFlags
from discord.http import MultipartParameters, Route
from discord.utils import _to_json
from discord.webhook.async_ import AsyncWebhookAdapter, async_context, interaction_message_response_params

from bot.post import Line, Post
from bot.ui.finished import Finished

PATIENCE: Final = 5.0
"""Seconds that sending an answer may take: none is taken that comes more than three after the question."""

_CALLBACK: Final = "/interactions/{webhook_id}/{webhook_token}/callback"
_PAUSES: Final = (0.0, 0.2, 0.6)
"""Seconds before each new try after the line was cut. Often it was only a connection that had lain idle."""
_ACKNOWLEDGED: Final = 40060


class Callbacks(AsyncWebhookAdapter):
    """discord.py's own way to answer, with its retries and errors, and a smaller question.

    The library asks Discord to send each new message back (`with_response`) and makes objects of all its
    components. That was a fifth of what an answer cost, and only `InteractionCallbackResponse.resource`
    needs it: here it is None.

    It tries again after 429 and 5xx, but gives up where the line is cut; here it does not, for an answer is
    taken once only, however often it is sent.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        """`patience`: seconds until a TimeoutError is raised instead of waiting for Discord."""
        super().__init__()  # type: ignore[no-untyped-call] # discord.py left it without types
        self._patience = patience
        self._line: Line | None = None

    async def create_interaction_response(  # type: ignore[override] # noqa: PLR0913 - as the library's
        self,
        interaction_id: int,
        token: str,
        *,
        session: aiohttp.ClientSession,
        proxy: str | None = None,
        proxy_auth: aiohttp.BasicAuth | None = None,
        params: MultipartParameters,
    ) -> Mapping[str, Any]:
        """Answer, and say of the callback what is known without asking."""
        route = Route("POST", _CALLBACK, webhook_id=interaction_id, webhook_token=token)
        line = None if proxy or params.files else self._line_of(session)
        if line is not None:
            await self._post(route, Post(line, route.url, _to_json(params.payload).encode()))
            return _told(interaction_id)
        sent = 0

        def request() -> Awaitable[Any]:
            nonlocal sent
            for file in params.files or ():
                file.reset(seek=sent)
            sent += 1
            return self.request(
                route,
                session,
                payload=None if params.files else params.payload,
                multipart=params.multipart if params.files else None,
                files=params.files,
                proxy=proxy,
                proxy_auth=proxy_auth,
            )

        await self._send(request)
        return _told(interaction_id)

    async def edit_original_interaction_response(self, *given: Any, **named: Any) -> Any:
        """Keep a promise; again where the line was cut, for the same change twice is the same once."""
        for pause in _PAUSES:
            with suppress(aiohttp.ClientConnectionError):
                return await super().edit_original_interaction_response(*given, **named)
            await asyncio.sleep(pause)
            for file in named.get("files") or ():
                file.reset(seek=True)
        return await super().edit_original_interaction_response(*given, **named)

    async def say_again(
        self,
        interaction: discord.Interaction[Any],
        card: Finished,
        kind: InteractionResponseType,
        *,
        private: bool,
    ) -> bool:
        """Answer with a card whose body is kept; False where that takes more than a plain POST.

        Raises what `InteractionResponse.send_message` raises once it has got as far.
        """
        state, line = interaction._state, self._line_of(interaction._session)  # noqa: SLF001 - as its response
        if line is None or state.http.proxy:
            return False
        body = card.bodies.get((kind, private))
        if body is None:
            body = card.bodies[kind, private] = _body(card, kind, state.allowed_mentions, private=private)
        route = Route("POST", _CALLBACK, webhook_id=interaction.id, webhook_token=interaction.token)
        await self._post(route, Post(line, route.url, body))
        interaction.response._response_type = kind  # noqa: SLF001 - it was answered past it
        return True

    async def _post(self, route: Route, post: Post) -> None:
        session: Any = post
        await self._send(lambda: self.request(route, session), post)

    async def _send(self, request: Callable[[], Awaitable[Any]], post: Post | None = None) -> None:
        sent = 0
        try:
            async with asyncio.timeout(self._patience):
                while True:
                    try:
                        await request()
                    except aiohttp.ClientConnectionError:
                        if sent == len(_PAUSES):
                            raise
                        await asyncio.sleep(_PAUSES[sent])
                        sent += 1
                    else:
                        return
        except discord.HTTPException as error:
            in_doubt = sent or (post is not None and post.in_doubt)
            if in_doubt and error.code == _ACKNOWLEDGED:
                # The one before had arrived; what was cut off, or broke, was only Discord's word of it.
                return
            raise
        except TimeoutError:
            raise TimeoutError(f"Discord took nothing for {self._patience:g} s") from None

    def _line_of(self, session: aiohttp.ClientSession) -> Line | None:
        """The plain line for this session; None where it has wishes of its own."""
        line = self._line
        if line is None or line.session is not session or line.base != Route.BASE:
            line = self._line = Line.of(session, Route.BASE)
        return line


def _told(interaction_id: int) -> Mapping[str, Any]:
    return {"interaction": {"id": interaction_id, "type": 0}}


def _body(
    card: Finished, kind: InteractionResponseType, mentions: discord.AllowedMentions | None, *, private: bool
) -> bytes:
    """To the letter what `send_message` and `edit_message` would send."""
    new: dict[str, Any] = {"content": None} if kind is InteractionResponseType.channel_message else {}
    if new and private:
        new["flags"] = MessageFlags(ephemeral=True)
    params = interaction_message_response_params(
        type=kind.value, view=card, previous_allowed_mentions=mentions, **new
    )
    return _to_json(params.payload).encode()


def use_callbacks() -> None:
    """Answer by `Callbacks` from here on, in this context and those that come of it."""
    async_context.set(Callbacks())


def callbacks() -> Callbacks | None:
    """Who answers in this context, where it is one of ours."""
    adapter = async_context.get()
    return adapter if isinstance(adapter, Callbacks) else None
