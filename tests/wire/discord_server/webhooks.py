"""The routes of an interaction's answers: callback, original response, follow-ups, and hosted files."""

from collections.abc import Iterable
from typing import Final

from aiohttp import web

from tests.wire.discord_server import errors
from tests.wire.discord_server.bodies import Body, Reader
from tests.wire.discord_server.errors import ApiError
from tests.wire.discord_server.interactions import Interaction, Interactions
from tests.wire.discord_server.messages import Messages
from tests.wire.discord_server.web_answers import PREFIX, answer, nothing

CALLBACK: Final = "/interactions/{interaction_id}/{interaction_token}/callback"
WEBHOOK: Final = "/webhooks/{webhook_id}/{webhook_token}"
ORIGINAL: Final = f"{WEBHOOK}/messages/@original"
MESSAGE: Final = f"{WEBHOOK}/messages/{{message_id}}"


class Webhooks:
    """Everything that is asked with an interaction's token."""

    def __init__(
        self, *, application_id: str, interactions: Interactions, messages: Messages, reader: Reader
    ) -> None:
        self._application_id = application_id
        self._interactions = interactions
        self._messages = messages
        self._reader = reader

    def routes(self) -> Iterable[web.RouteDef]:
        """All of them; `@original` goes before a message's id."""
        yield web.post(f"{PREFIX}{CALLBACK}", self._callback)
        yield web.post(f"{PREFIX}{WEBHOOK}", self._follow_up)
        for route in (ORIGINAL, MESSAGE):
            yield web.get(f"{PREFIX}{route}", self._get)
            yield web.patch(f"{PREFIX}{route}", self._edit)
            yield web.delete(f"{PREFIX}{route}", self._delete)
        yield web.get("/attachments/{channel_id}/{attachment_id}/{filename}", self._file)

    async def _callback(self, request: web.Request) -> web.Response:
        interaction_id = request.match_info["interaction_id"]
        try:
            token = request.match_info["interaction_token"]
            interaction = self._interactions.awaiting(interaction_id, token)
            body = await self._reader.read(request, CALLBACK, at=("data",))
            told = self._interactions.acknowledge(interaction, body)
        except ApiError as error:
            self._interactions.refused(error, interaction_id=interaction_id)
            raise
        with_response = request.query.get("with_response", "").lower() in {"1", "true"}
        return answer(told) if with_response else nothing()

    async def _follow_up(self, request: web.Request) -> web.Response:
        try:
            interaction = self._interaction(request)
            body = await self._body(request, WEBHOOK)
            message = self._interactions.follow_up(interaction, body)
        except ApiError as error:
            self._refused(request, error)
            raise
        return answer(message.payload)

    async def _get(self, request: web.Request) -> web.Response:
        message = self._interactions.message(self._interaction(request), _name(request))
        return answer(message.payload)

    async def _edit(self, request: web.Request) -> web.Response:
        try:
            interaction = self._interaction(request)
            message = self._interactions.message(interaction, _name(request))
            body = await self._body(request, MESSAGE if "message_id" in request.match_info else ORIGINAL)
            message = self._interactions.edit(interaction, message, body)
        except ApiError as error:
            self._refused(request, error)
            raise
        return answer(message.payload)

    async def _delete(self, request: web.Request) -> web.Response:
        interaction = self._interaction(request)
        self._interactions.delete(interaction, self._interactions.message(interaction, _name(request)))
        return nothing()

    async def _file(self, request: web.Request) -> web.Response:
        return web.Response(body=self._messages.file(request.path))

    async def _body(self, request: web.Request, route: str) -> Body:
        return await self._reader.read(request, route)

    def _interaction(self, request: web.Request) -> Interaction:
        if request.match_info["webhook_id"] != self._application_id:
            raise errors.unknown_webhook()
        return self._interactions.by_token(request.match_info["webhook_token"])

    def _refused(self, request: web.Request, error: ApiError) -> None:
        self._interactions.refused(error, token=request.match_info["webhook_token"])


def _name(request: web.Request) -> str:
    return request.match_info.get("message_id", "@original")
