"""What people do, at random: every command, option, button and menu, as Discord tells it or bent."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any, Final

import discord

from bot.languages import Language
from bot.ui.presses import PICKER
from bot.ui.privacy import Wish
from tests.fuzz.line import Discord
from tests.fuzz.texts import text_of
from tests.wire.discord_server import Exchange, Message, Person, payloads
from tests.wire.discord_server.components import BUTTON, interactive
from tests.wire.discord_server.interactions import AUTOCOMPLETE, COMMAND, COMPONENT
from tests.wire.discord_server.world import ADMINISTRATOR, MANAGE_GUILD, MEMBER_PERMISSIONS, Place

Json = dict[str, Any]

SUBCOMMAND, STRING, INTEGER, BOOLEAN, CHANNEL = 1, 3, 4, 5, 7
LOCALES: Final = tuple(locale.value for locale in discord.Locale)
PEOPLE: Final = 400
RARE: Final = {"stats": 0.04, "Who said this?": 0.5}
"""Commands that cost much, and how often they are asked beside others."""


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that somebody did. `bent`: Discord itself would not have sent it like this."""

    payload: Json
    exchange: Exchange
    bent: bool

    @property
    def kind(self) -> int:
        return int(self.payload["type"])

    def __str__(self) -> str:
        return f"{self.payload['data']}"[:600]


class Doings:
    """Makes them: the same for the same random numbers, but for the ids."""

    def __init__(self, discord: Discord, places: Sequence[Place], cards: Sequence[Message]) -> None:
        self._discord = discord
        self._places = places
        self._cards = cards
        self._names = [name for command in discord.commands.all() for name in [command["name"]]]
        self._weights = [RARE.get(name, 1.0) for name in self._names]
        self._people = [discord.world.user(f"person {number}") for number in range(PEOPLE)]

    def one(self, random: Random) -> Doing:
        """Something that somebody does."""
        kind = random.choices((COMMAND, AUTOCOMPLETE, COMPONENT), (5, 2, 5))[0]
        bent = random.random() < 0.12
        person = self._person(random)
        if kind == COMPONENT:
            return self._press(person, random, bent=bent)
        return self._command(person, kind, random, bent=bent)

    def _person(self, random: Random) -> Person:
        permissions = random.choice(
            (MEMBER_PERMISSIONS, MEMBER_PERMISSIONS | MANAGE_GUILD, ADMINISTRATOR, 0, 1 << 31)
        )
        return Person(
            self._discord,
            random.choice(self._people),
            random.choice(self._places),
            random.choice(LOCALES),
            permissions,
            installed=True,
        )

    def _command(self, person: Person, kind: int, random: Random, *, bent: bool) -> Doing:
        name = random.choices(self._names, self._weights)[0]
        command = next(one for one in self._discord.commands.all() if one["name"] == name)
        data: Json = {"id": command["id"], "name": name, "type": command["type"]}
        if command["type"] != 1:
            return self._menu(person, data, random, bent=bent)
        offered, path = command.get("options") or [], []
        while offered and offered[0]["type"] == SUBCOMMAND:
            path.append(random.choice(offered))
            offered = path[-1].get("options") or []
        resolved: Json = {}
        filled = self._filled(offered, random, resolved)
        typing = [option for option in offered if option.get("autocomplete")]
        if kind == AUTOCOMPLETE and not typing:
            kind = COMMAND
        if kind == AUTOCOMPLETE:
            typed = random.choice(typing)
            filled = [option for option in filled if option["name"] != typed["name"]]
            filled.append({"name": typed["name"], "type": STRING, "value": text_of(random), "focused": True})
        for inside in reversed(path):
            filled = [{"name": inside["name"], "type": inside["type"], "options": filled}]
        data |= {"options": filled} if filled else {}
        data |= {"resolved": resolved} if resolved else {}
        return self._told(person, kind, data, random, bent=bent)

    def _filled(self, offered: Sequence[Json], random: Random, resolved: Json) -> list[Json]:
        filled: list[Json] = []
        for option in offered:
            if not option.get("required") and random.random() < 0.5:
                continue
            value: object
            if option["type"] == BOOLEAN:
                value = random.random() < 0.5
            elif option["type"] == CHANNEL:
                channel, guild = self._places[0].channel, self._places[0].guild
                value = channel.id
                resolved["channels"] = {channel.id: payloads.channel(channel, guild, permissions=0)}
            elif option.get("choices"):
                value = random.choice(option["choices"])["value"]
            elif random.random() < 0.15:
                value = self._key(random)
            else:
                value = text_of(random)
            filled.append({"name": option["name"], "type": option["type"], "value": value})
        random.shuffle(filled)
        return filled

    def _key(self, random: Random) -> str:
        """What a choice carries: a record's key, of the right kind or another."""
        forum, name = (
            "beijing-tokyo-17",
            random.choice(("taro-shimada", "liu-song", "ai-and-trends", "u07", "x")),
        )
        return random.choice(
            (f"{forum}/{name}", forum, name, f"{forum}/", f"/{name}", f"{forum}/{name}/{name}")
        )

    def _menu(self, person: Person, data: Json, random: Random, *, bent: bool) -> Doing:
        message = deepcopy(random.choice(self._cards).payload)
        if random.random() < 0.6:
            message |= {"content": text_of(random), "components": [], "flags": 0}
            message |= {"attachments": _attachments(random), "embeds": _embeds(random)}
        data |= {"target_id": message["id"], "resolved": {"messages": {message["id"]: message}}}
        return self._told(person, COMMAND, data, random, bent=bent)

    def _press(self, person: Person, random: Random, *, bent: bool) -> Doing:
        """A button or a menu of a card, as it was sent or with another meaning put into it."""
        card = random.choice([one for one in self._cards if _parts(one.payload)])
        payload = deepcopy(card.payload)
        part = random.choice(_parts(payload))
        if random.random() < 0.7:
            if part["type"] == BUTTON:
                part["custom_id"] = self._custom_id(random)
            else:
                random.choice(part["options"])["value"] = self._custom_id(random)
        data: Json = {"custom_id": part["custom_id"], "component_type": part["type"], "id": part["id"]}
        if part["type"] != BUTTON:
            values = [option["value"] for option in part["options"]]
            data["values"] = [random.choice(values)] if random.random() < 0.9 else [self._custom_id(random)]
        if random.random() < 0.5:
            payload["flags"] ^= 1 << 6
        pressed = Message(payload, person.user)
        return self._told(person, COMPONENT, data, random, bent=bent, pressed=pressed)

    def _custom_id(self, random: Random) -> str:
        real = random.choice([name for card in self._cards for name in _names(card.payload)] + [PICKER])
        how = random.random()
        if how < 0.25:
            return real
        if how < 0.3:
            return f"fp:{random.choice(tuple(Wish))}"
        if how < 0.45:
            language = random.choice((*Language, ""))
            return f"fs:{random.choice((0, 1, 999))}:{language}::::{random.choice('=#')}{text_of(random)}"[
                :100
            ]
        if how < 0.6:
            fields = real.split(":")
            fields[random.randrange(len(fields))] = random.choice(
                ("", "0", "999999", "x", "u07", "!", "ja", "a" * 30)
            )
            return ":".join(fields)[:100]
        if how < 0.9:
            at = random.randrange(len(real) + 1)
            return (real[:at] + text_of(random)[: random.randint(0, 8)] + real[at + random.randint(0, 4) :])[
                :100
            ]
        return text_of(random)[:100]

    def _told(
        self,
        person: Person,
        kind: int,
        data: Json,
        random: Random,
        *,
        bent: bool,
        pressed: Message | None = None,
    ) -> Doing:
        owners = payloads.owners(person.place, person.user, guild_install=True, user_install=True)
        exchange = person._tell(kind, data, owners, pressed)
        payload: Json = deepcopy(self._discord.gateway.caught.pop())
        if pressed is not None:
            payload["message"] = deepcopy(pressed.payload)
        if bent:
            random.choice(BENDS)(payload, random)
        return Doing(payload, exchange, bent)


def _attachments(random: Random) -> list[Json]:
    """Files with names and descriptions that somebody thought up."""
    return [
        {
            "id": str(random.randrange(1, 1 << 62)),
            "filename": text_of(random),
            "description": text_of(random),
            "content_type": random.choice(("text/plain", "image/png", "x", text_of(random))),
            "size": random.choice((0, 1, 1 << 31)),
            "url": f"https://cdn.example/{random.random()}",
            "proxy_url": "https://cdn.example/x",
        }
        for _ in range(random.choice((0, 0, 1, 10)))
    ]


def _embeds(random: Random) -> list[Json]:
    """What webhooks and links put under a message."""
    return [
        {
            "type": random.choice(("rich", "link", "video", "x")),
            "title": text_of(random),
            "description": text_of(random),
            "fields": [{"name": text_of(random), "value": text_of(random)}] * random.randint(0, 3),
        }
        for _ in range(random.choice((0, 0, 1, 10)))
    ]


def _parts(payload: Json) -> list[Json]:
    parts = interactive(payload["components"])
    return [part for part in parts if "custom_id" in part and not part.get("disabled")]


def _names(payload: Json) -> list[str]:
    """Custom ids, and what a menu's options carry."""
    found: list[str] = []
    for part in _parts(payload):
        found += [part["custom_id"]] if part["type"] == BUTTON else [one["value"] for one in part["options"]]
    return found


def _options(payload: Json) -> list[Json]:
    """The innermost options."""
    options: list[Json] = payload["data"].setdefault("options", [])
    while options and "options" in options[0]:
        options = options[0]["options"]
    return options


def _wrong_value(payload: Json, random: Random) -> None:
    for option in _options(payload):
        option["value"] = random.choice((None, 3, -1.5, True, [], {}, ["x"], 1 << 70, "x"))


def _wrong_type(payload: Json, random: Random) -> None:
    for option in _options(payload):
        option["type"] = random.choice((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99))


def _unknown_option(payload: Json, random: Random) -> None:
    _options(payload).append(
        {"name": random.choice(("x", "self", "interaction", "text", "")), "type": 3, "value": "x"}
    )


def _no_options(payload: Json, _: Random) -> None:
    payload["data"].pop("options", None)


def _unknown_command(payload: Json, random: Random) -> None:
    if "name" in payload["data"]:
        payload["data"]["name"] = random.choice(("airhorn", "", "Who said this?", "settings", "\ud800"))


def _unknown_subcommand(payload: Json, random: Random) -> None:
    payload["data"]["options"] = [
        {"name": random.choice(("x", "language")), "type": random.choice((1, 2)), "options": []}
    ]


def _no_focus(payload: Json, _: Random) -> None:
    for option in _options(payload):
        option.pop("focused", None)


def _bare(payload: Json, random: Random) -> None:
    """Without what only newer servers send, or only for some."""
    for name in (
        "guild_locale",
        "context",
        "app_permissions",
        "authorizing_integration_owners",
        "channel",
        "guild",
    ):
        if random.random() < 0.5:
            payload.pop(name, None)


def _strange_place(payload: Json, random: Random) -> None:
    payload["locale"] = random.choice(("tlh", "", "en-XX"))
    payload["context"] = random.choice((0, 1, 2, 9))
    payload["channel_id"] = str(random.randrange(1, 1 << 62))


def _no_values(payload: Json, _: Random) -> None:
    if "values" in payload["data"]:
        payload["data"]["values"] = []


def _no_target(payload: Json, _: Random) -> None:
    payload["data"].pop("resolved", None)


BENDS: Final[Sequence[Callable[[Json, Random], None]]] = (
    *(_wrong_value, _wrong_type, _unknown_option, _no_options, _unknown_command, _unknown_subcommand),
    *(_no_focus, _bare, _strange_place, _no_values, _no_target),
)
