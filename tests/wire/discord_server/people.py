"""People: what somebody can do on Discord's screen, in one place and one language."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from tests.wire.discord_server import commands, payloads
from tests.wire.discord_server.bodies import LARGEST
from tests.wire.discord_server.commands import Commands
from tests.wire.discord_server.components import BUTTON, SELECTS, interactive
from tests.wire.discord_server.exchange import Exchange
from tests.wire.discord_server.gateway import Gateway
from tests.wire.discord_server.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, Interactions
from tests.wire.discord_server.messages import Message, Messages
from tests.wire.discord_server.options import Filled, Form
from tests.wire.discord_server.refusals import NotOfferedError, Why
from tests.wire.discord_server.world import (
    ADMINISTRATOR,
    MEMBER_PERMISSIONS,
    PRIVATE_PERMISSIONS,
    Context,
    Place,
    User,
    World,
)

Json = dict[str, Any]

_LINK, _PREMIUM = 5, 6


class Discord(Protocol):
    """What people need of the server."""

    world: World
    commands: Commands
    interactions: Interactions
    messages: Messages
    gateway: Gateway
    patience: float


@dataclass(frozen=True)
class Person:
    """Somebody at a place. A verb is a click or Enter, and as impossible as on the screen."""

    discord: Discord
    user: User
    place: Place
    locale: str = "en-US"
    permissions: int = MEMBER_PERMISSIONS
    installed: bool = False
    """Has the application installed for himself: then it works where its bot is no member."""

    def at(self, place: Place) -> "Person":
        """The same person elsewhere."""
        return replace(self, place=place)

    async def command(self, name: str, /, **options: object) -> Exchange:
        """Send a slash command (`group sub` for a subcommand) and wait for something to read."""
        return await self.begin(name, **options).answer()

    def begin(self, name: str, /, **options: object) -> Exchange:
        """Send a slash command, and wait for nothing."""
        return self._send_command(name, COMMAND, options)

    async def autocomplete(self, name: str, option: str, text: str = "", /, **filled: object) -> list[Json]:
        """Type `text` into an option; the choices (name, value) that are offered."""
        exchange = self._send_command(name, AUTOCOMPLETE, filled, typing=(option, text))
        return (await exchange.answer()).choices

    async def menu(self, name: str, target: Message | User) -> Exchange:
        """Choose an application's entry in the menu of a message or a person, and wait for an answer."""
        return await self.begin_menu(name, target).answer()

    def begin_menu(self, name: str, target: Message | User) -> Exchange:
        """Choose an entry of a menu, and wait for nothing."""
        kind = commands.MESSAGE if isinstance(target, Message) else commands.USER
        command = self._offered(name, kind)
        if isinstance(target, Message):
            resolved: Json = {"messages": {target.id: target.payload}}
        else:
            resolved = {"users": {target.id: payloads.user(target)}}
        data = _command_data(command, Filled(resolved=resolved)) | {"target_id": target.id}
        return self._tell(COMMAND, data, self._owners(command))

    async def press(self, message: Message, button: str) -> Exchange:
        """Press a button, told by its custom id or label, and wait for something to read."""
        return await self.begin_press(message, button).answer()

    def begin_press(self, message: Message, button: str) -> Exchange:
        """Press a button, and wait for nothing."""
        component = self._component(message, button, frozenset({BUTTON}))
        if component["style"] in {_LINK, _PREMIUM}:
            raise NotOfferedError(button, Why.LEADS_OUT)
        return self._send_component(message, component)

    async def choose(self, message: Message, values: Sequence[str], menu: str | None = None) -> Exchange:
        """Choose values of a select menu: the only one, or the one with this custom id."""
        component = self._component(message, menu, SELECTS)
        offered = [option["value"] for option in component.get("options") or ()]
        if not component["min_values"] <= len(values) <= component["max_values"] or set(values) - set(
            offered
        ):
            raise NotOfferedError(values, Why.VALUE, offered)
        return await self._send_component(message, component, values=list(values)).answer()

    def _send_command(
        self, name: str, kind: int, given: dict[str, object], typing: tuple[str, str] | None = None
    ) -> Exchange:
        root, *path = name.split(" ")
        command = self._offered(root, commands.CHAT)
        channel_id = self.place.channel.id
        form = Form(
            command,
            tuple(path),
            guild=self.place.guild,
            host=lambda upload: self.discord.messages.host(channel_id, upload),
        )
        data = _command_data(command, form.fill(given, typing=typing))
        return self._tell(kind, data, self._owners(command))

    def _send_component(self, message: Message, component: Json, values: list[str] | None = None) -> Exchange:
        data = {
            "custom_id": component["custom_id"],
            "component_type": component["type"],
            "id": component["id"],
        }
        if values is not None:
            data["values"] = values
        owners = message.payload["interaction_metadata"]["authorizing_integration_owners"]
        return self._tell(COMPONENT, data, owners, pressed=message)

    def _component(self, message: Message, name: str | None, kinds: frozenset[int]) -> Json:
        if message.deleted or message.payload["channel_id"] != self.place.channel.id:
            raise NotOfferedError(message.id, Why.ELSEWHERE)
        if message.ephemeral and message.reader != self.user:
            raise NotOfferedError(message.id, Why.NOT_YOURS)
        there = [part for part in interactive(message.components) if part["type"] in kinds]
        named = [part for part in there if name in {None, part.get("custom_id"), part.get("label")}]
        if len(named) != 1:
            raise NotOfferedError(
                name, Why.UNKNOWN, [part.get("label") or part.get("custom_id") for part in there]
            )
        if named[0].get("disabled"):
            raise NotOfferedError(name, Why.DISABLED)
        return named[0]

    def _offered(self, name: str, kind: int) -> Json:
        guild = self.place.guild
        command = self.discord.commands.named(name, kind, guild.id if guild else None)
        if command is None:
            raise NotOfferedError(name, Why.UNKNOWN)
        contexts = command["contexts"]
        if contexts is not None and self.place.context not in contexts:
            raise NotOfferedError(name, Why.CONTEXT)
        if not self._owners(command):
            raise NotOfferedError(name, Why.NOT_INSTALLED)
        needed = command["default_member_permissions"]
        if guild is not None and needed is not None and not self._may(int(needed)):
            raise NotOfferedError(name, Why.PERMISSIONS, [needed])
        return command

    def _may(self, needed: int) -> bool:
        if self.permissions & ADMINISTRATOR:
            return True
        return needed != 0 and self.permissions & needed == needed

    def _owners(self, command: Json) -> dict[str, str]:
        guild = self.place.guild
        shared = self.place.context is Context.BOT_DM or (guild is not None and guild.joined)
        return payloads.owners(
            self.place,
            self.user,
            guild_install=shared and 0 in command["integration_types"],
            user_install=self.installed and 1 in command["integration_types"],
        )

    def _tell(
        self, kind: int, data: Json, owners: dict[str, str], pressed: Message | None = None
    ) -> Exchange:
        discord, guild = self.discord, self.place.guild
        payload: Json = {
            "id": discord.world.snowflakes.next(),
            "application_id": discord.world.application.id,
            "type": kind,
            "token": discord.interactions.token(),
            "version": 1,
            "data": data,
            "channel_id": self.place.channel.id,
            "channel": payloads.channel(self.place.channel, guild, permissions=self.permissions),
            "context": int(self.place.context),
            "locale": self.locale,
            "app_permissions": str(self._app_permissions()),
            "authorizing_integration_owners": owners,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "attachment_size_limit": LARGEST,
        }
        if guild is not None:
            payload |= {
                "guild_id": guild.id,
                "guild": payloads.partial_guild(guild),
                "guild_locale": guild.locale,
                "member": payloads.member(self.user, permissions=self.permissions),
            }
        else:
            payload["user"] = payloads.user(self.user)
        if pressed is not None:
            payload["message"] = pressed.payload
        opened = discord.interactions.open(payload, self.user, patience=discord.patience, pressed=pressed)
        discord.gateway.dispatch("INTERACTION_CREATE", payload, guild_id=guild.id if guild else None)
        return opened.exchange

    def _app_permissions(self) -> int:
        guild = self.place.guild
        return MEMBER_PERMISSIONS if guild is not None and guild.joined else PRIVATE_PERMISSIONS


def _command_data(command: Json, filled: Filled) -> Json:
    data: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
    if filled.options:
        data["options"] = filled.options
    if filled.resolved:
        data["resolved"] = filled.resolved
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    return data
