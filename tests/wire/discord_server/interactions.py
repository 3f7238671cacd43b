"""Interactions on Discord's side: their tokens and deadlines, and what each kind of answer does."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from tests.support.violations import Violation
from tests.wire.discord_server import errors
from tests.wire.discord_server.bodies import Body
from tests.wire.discord_server.bounded import Bounded
from tests.wire.discord_server.clock import Cancel, Clock
from tests.wire.discord_server.errors import ApiError
from tests.wire.discord_server.exchange import Callback, Exchange
from tests.wire.discord_server.messages import EPHEMERAL, Message, Messages
from tests.wire.discord_server.payloads import user
from tests.wire.discord_server.world import User

Json = dict[str, Any]

FIRST_ANSWER: Final = 3.0
TOKEN_LIFE: Final = timedelta(minutes=15)
COMMAND, COMPONENT, AUTOCOMPLETE = 2, 3, 4
_ALLOWED: Final = {
    COMMAND: {Callback.MESSAGE, Callback.DEFERRED_MESSAGE, Callback.MODAL},
    COMPONENT: set(Callback) - {Callback.PONG, Callback.CHOICES},
    AUTOCOMPLETE: {Callback.CHOICES},
}
_CHAT_COMMAND_TYPE, _REPLY, _CONTEXT_MENU_TYPE = 20, 19, 23
_KEPT: Final = 20_000


@dataclass(slots=True)
class Interaction:
    """One interaction while Discord knows it."""

    payload: Json
    token: str
    person: User
    exchange: Exchange
    created: datetime
    pressed: Message | None = None
    """The message whose component was used."""
    unanswered: Cancel | None = None

    @property
    def id(self) -> str:
        return str(self.payload["id"])


class Interactions:
    """All interactions of the last while, by id and by token."""

    def __init__(self, *, messages: Messages, clock: Clock) -> None:
        self._messages = messages
        self._clock = clock
        self._by_id: Bounded[str, Interaction] = Bounded(_KEPT)
        self._by_token: Bounded[str, Interaction] = Bounded(_KEPT)

    def token(self) -> str:
        """A new interaction token, of about the length that Discord's have."""
        return secrets.token_urlsafe(96)

    def open(
        self, payload: Json, person: User, *, patience: float, pressed: Message | None = None
    ) -> Interaction:
        """Register an interaction that is about to be told; its three seconds start."""
        exchange = Exchange(payload, patience=patience)
        created = self._clock.now()
        interaction = Interaction(payload, payload["token"], person, exchange, created, pressed)
        interaction.unanswered = self._clock.call_after(FIRST_ANSWER, exchange.fail)
        self._by_id[interaction.id] = interaction
        self._by_token[interaction.token] = interaction
        return interaction

    def close(self) -> None:
        """Stop all clocks."""
        for interaction in self._by_id.values():
            if interaction.unanswered is not None:
                interaction.unanswered()

    # The first answer.

    def awaiting(self, interaction_id: str, token: str) -> Interaction:
        """The interaction that a callback is for: 10062 when unknown or too late, 40060 when answered."""
        interaction = self._by_id.get(interaction_id)
        if interaction is None or not secrets.compare_digest(interaction.token, token):
            raise errors.unknown_interaction()
        interaction.exchange.took()
        if interaction.exchange.acknowledged:
            raise errors.already_acknowledged()
        if interaction.exchange.failed:
            raise errors.unknown_interaction()
        return interaction

    def acknowledge(self, interaction: Interaction, body: Body) -> Json:
        """Do what the first answer says; what `with_response` gives back."""
        callback = self._callback(interaction, body.json["type"])
        exchange = interaction.exchange
        if callback is Callback.MESSAGE:
            exchange.original = self._messages.create(body, interaction.person, _origin(interaction))
        elif callback is Callback.DEFERRED_MESSAGE:
            flags = int(body.message.get("flags") or 0) & EPHEMERAL
            exchange.original = self._messages.loading(interaction.person, flags, _origin(interaction))
        elif callback is Callback.UPDATE:
            assert interaction.pressed is not None
            exchange.original = self._messages.edit(interaction.pressed, body)
        elif callback is Callback.DEFERRED_UPDATE:
            exchange.original = interaction.pressed
        elif callback is Callback.CHOICES:
            exchange.choices = list(body.message.get("choices") or [])
        else:
            exchange.modal = body.message
        if interaction.unanswered is not None:
            interaction.unanswered()
        exchange.callback = callback
        exchange.note("acknowledge", exchange.original)
        return _callback_answer(interaction, callback)

    def _callback(self, interaction: Interaction, kind: int) -> Callback:
        allowed = _ALLOWED[interaction.payload["type"]]
        if kind not in allowed:
            message = f"Value must be one of {sorted(int(one) for one in allowed)}."
            raise errors.invalid_form([Violation(("type",), "BASE_TYPE_CHOICES", message)])
        return Callback(kind)

    # What comes after it, by the token.

    def by_token(self, token: str) -> Interaction:
        """The interaction behind a webhook: 50027 when there is none (any more), 10015 when not answered."""
        interaction = self._by_token.get(token)
        if interaction is None or self._clock.now() >= interaction.created + TOKEN_LIFE:
            raise errors.invalid_webhook_token()
        if not interaction.exchange.acknowledged:
            raise errors.unknown_webhook()
        return interaction

    def message(self, interaction: Interaction, name: str) -> Message:
        """`@original`, or a message of this interaction by its id; 10008 when there is none."""
        if name == "@original":
            original = interaction.exchange.original
            if original is None or original.deleted:
                raise errors.unknown_message()
            return original
        message = self._messages[name]
        if message not in interaction.exchange.messages:
            raise errors.unknown_message()
        return message

    def follow_up(self, interaction: Interaction, body: Body) -> Message:
        """Another message; the first one after a deferral takes the place of what was promised."""
        exchange = interaction.exchange
        if exchange.original is not None and exchange.original.loading and not exchange.original.deleted:
            return self.edit(interaction, exchange.original, body)
        fixed = _origin(interaction, followup=exchange.original)
        message = self._messages.create(body, interaction.person, fixed)
        exchange.followups.append(message)
        exchange.note("follow up", message)
        return message

    def edit(self, interaction: Interaction, message: Message, body: Body) -> Message:
        """Change a message of this interaction."""
        self._messages.edit(message, body)
        interaction.exchange.note("edit", message)
        return message

    def delete(self, interaction: Interaction, message: Message) -> None:
        """Take a message of this interaction away."""
        self._messages.delete(message)
        interaction.exchange.note("delete", message)

    def refused(
        self, error: ApiError, *, interaction_id: str | None = None, token: str | None = None
    ) -> None:
        """Note a refusal with the exchange that it belongs to."""
        interaction = self._by_id.get(interaction_id or "") or self._by_token.get(token or "")
        if interaction is not None:
            interaction.exchange.refuse(error)


def _origin(interaction: Interaction, followup: Message | None = None) -> Json:
    """Where a message stands, and which interaction it came from."""
    payload = interaction.payload
    metadata: Json = {
        "id": interaction.id,
        "type": payload["type"],
        "user": user(interaction.person),
        "authorizing_integration_owners": payload["authorizing_integration_owners"],
    }
    origin: Json = {"channel_id": payload["channel_id"], "interaction_metadata": metadata}
    answered_to = interaction.pressed or followup
    if followup is not None:
        metadata["original_response_message_id"] = followup.id
    if interaction.pressed is not None:
        metadata["interacted_message_id"] = interaction.pressed.id
    if payload["type"] == COMMAND:
        metadata |= {"name": payload["data"]["name"], "command_type": payload["data"]["type"]}
        metadata |= _target(payload["data"])
    if answered_to is not None:
        reference = {"type": 0, "channel_id": payload["channel_id"], "message_id": answered_to.id}
        reference |= {"guild_id": payload["guild_id"]} if "guild_id" in payload else {}
        return origin | {"type": _REPLY, "message_reference": reference}
    typed = payload["data"].get("type") == 1
    return origin | {"type": _CHAT_COMMAND_TYPE if typed else _CONTEXT_MENU_TYPE}


def _target(data: Json) -> Json:
    """What a context menu was opened on."""
    resolved = data.get("resolved") or {}
    if "target_id" not in data:
        return {}
    if data["target_id"] in (resolved.get("messages") or {}):
        return {"target_message_id": data["target_id"]}
    return {"target_user": resolved["users"][data["target_id"]]}


def _callback_answer(interaction: Interaction, callback: Callback) -> Json:
    payload, original = interaction.payload, interaction.exchange.original
    told: Json = {"id": interaction.id, "type": payload["type"], "channel_id": payload["channel_id"]}
    if "guild_id" in payload:
        told["guild_id"] = payload["guild_id"]
    answer: Json = {"interaction": told}
    if original is not None:
        told |= {
            "response_message_id": original.id,
            "response_message_loading": original.loading,
            "response_message_ephemeral": original.ephemeral,
        }
        if callback in {Callback.MESSAGE, Callback.UPDATE}:
            answer["resource"] = {"type": int(callback), "message": original.payload}
    return answer
