"""How answers reach Discord: without asking for the message back, and again where the line was cut."""

import asyncio
from collections.abc import Mapping
from typing import Any, Final

import aiohttp
import discord
from discord.http import MultipartParameters, Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

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
        told = {"interaction": {"id": interaction_id, "type": 0}}
        sent = 0
        try:
            async with asyncio.timeout(self._patience):
                while True:
                    try:
                        await self.request(
                            route,
                            session,
                            payload=None if params.files else params.payload,
                            multipart=params.multipart if params.files else None,
                            files=params.files,
                            proxy=proxy,
                            proxy_auth=proxy_auth,
                        )
                    except aiohttp.ClientConnectionError:
                        if sent == len(_PAUSES):
                            raise
                        await asyncio.sleep(_PAUSES[sent])
                        sent += 1
                        for file in params.files or ():
                            file.reset(seek=True)
                    else:
                        return told
        except discord.HTTPException as error:
            if sent and error.code == _ACKNOWLEDGED:
                # The one before had arrived; what was cut off was only Discord's word of it.
                return told
            raise
        except TimeoutError:
            raise TimeoutError(f"Discord took nothing for {self._patience:g} s") from None


def use_callbacks() -> None:
    """Answer by `Callbacks` from here on, in this context and those that come of it."""
    async_context.set(Callbacks())
