"""What the load asks: each question as INTERACTION_CREATE has it, by many people in many channels."""

import itertools
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from tests.benchmarks.lean_discord import LeanDiscord
from tests.wire.discord_server import payloads
from tests.wire.discord_server.world import MEMBER_PERMISSIONS

Json = dict[str, Any]
CHANNELS: Final = 64
"""Places that the questions come from: draws and preferences are looked up by place."""
_ID, _TOKEN = "¤id¤", "¤token¤"
_COMMAND, _COMPONENT, _AUTOCOMPLETE = 2, 3, 4
_NAME_OPTION, _ANOTHER = 3, "fh:a:::::0"


class Question(StrEnum):
    """The four ways to use the bot that count."""

    QUOTE = "/quote"
    SPEAKER = "/speaker"
    AUTOCOMPLETE = "autocomplete"
    BUTTON = "button"


@dataclass(frozen=True, slots=True)
class Matter:
    """What is asked about."""

    names: Sequence[str]
    """What is typed into `/speaker`, in turn."""
    beginnings: Sequence[str]
    """What is typed into an option so far, in turn."""
    message: Json | None = None
    """The card whose button is pressed."""


class Asker:
    """Writes interactions. Nothing is computed per interaction but its id."""

    def __init__(self, discord: LeanDiscord, matter: Matter) -> None:
        self._discord = discord
        self._matter = matter
        self._next = discord.snowflakes.next
        self._token = secrets.token_urlsafe(96)
        self._texts = {
            question: itertools.cycle(self._written(question, matter))
            for question in Question
            if question is not Question.BUTTON or matter.message is not None
        }

    def ask(self, question: Question) -> str:
        """Tell the bot an interaction, and return its id."""
        return self._tell(*next(self._texts[question]))

    def ask_for(self, data: Json, locale: str) -> str:
        """Tell the bot that a reader used a command, and return the interaction's id."""
        return self._tell(*self._parts(Question.QUOTE, data, 0, self._matter, locale))

    def _tell(self, before: str, between: str, after: str) -> str:
        interaction_id = self._next()
        token = f"{self._token}{interaction_id[-8:]}"
        self._discord.tell("INTERACTION_CREATE", f"{before}{interaction_id}{between}{token}{after}")
        return interaction_id

    def _written(self, question: Question, matter: Matter) -> list[tuple[str, str, str]]:
        asked = list(itertools.islice(itertools.cycle(_data(question, matter)), CHANNELS * 3))
        return [self._parts(question, data, number, matter) for number, data in enumerate(asked)]

    def _parts(
        self, question: Question, data: Json, number: int, matter: Matter, locale: str = "en-US"
    ) -> tuple[str, str, str]:
        payload = self._payload(question, data, number, matter) | {"locale": locale}
        text = json.dumps(payload, ensure_ascii=False)
        before, rest = text.split(_ID)
        between, after = rest.split(_TOKEN)
        return before, between, after

    def _payload(self, question: Question, data: Json, number: int, matter: Matter) -> Json:
        world, guild = self._discord.world, self._discord.guild
        channel = str(int(guild.channels[0].id) + number % CHANNELS)
        place = payloads.channel(guild.channels[0], guild, permissions=MEMBER_PERMISSIONS)
        kind = {Question.AUTOCOMPLETE: _AUTOCOMPLETE, Question.BUTTON: _COMPONENT}.get(question, _COMMAND)
        payload: Json = {
            "id": _ID,
            "token": _TOKEN,
            "application_id": world.application.id,
            "type": kind,
            "version": 1,
            "data": data,
            "channel_id": channel,
            "channel": place | {"id": channel},
            "context": 0,
            "app_permissions": str(MEMBER_PERMISSIONS),
            "authorizing_integration_owners": {"0": guild.id},
            "entitlements": [],
            "entitlement_sku_ids": [],
            "attachment_size_limit": 10_485_760,
            "guild_id": guild.id,
            "guild": payloads.partial_guild(guild),
            "guild_locale": guild.locale,
            "member": payloads.member(world.user(f"reader-{number}"), permissions=MEMBER_PERMISSIONS),
        }
        if kind == _COMPONENT and matter.message is not None:
            payload["message"] = matter.message | {"channel_id": channel}
        return payload


def _data(question: Question, matter: Matter) -> Iterator[Json]:
    command = {"id": "1", "type": 1}
    if question is Question.QUOTE:
        yield {**command, "name": "quote"}
    elif question is Question.SPEAKER:
        for name in matter.names:
            option = {"name": "name", "type": _NAME_OPTION, "value": name}
            yield {**command, "name": "speaker", "options": [option]}
    elif question is Question.AUTOCOMPLETE:
        for text in matter.beginnings:
            option = {"name": "name", "type": _NAME_OPTION, "value": text, "focused": True}
            yield {**command, "name": "speaker", "options": [option]}
    else:
        yield {"custom_id": _ANOTHER, "component_type": 2, "id": 1}
