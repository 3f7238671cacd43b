"""From what a person fills in to an interaction's options: only what the registered command offers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final

from tests.wire.discord_server import payloads
from tests.wire.discord_server.bodies import Upload
from tests.wire.discord_server.refusals import NotOfferedError, Why
from tests.wire.discord_server.world import Channel, Guild, User

Json = dict[str, Any]
Host = Callable[[Upload], Json]

TEXT_LIMIT: Final = 6000


class OptionType(IntEnum):
    """interactions/application-commands, option types."""

    SUBCOMMAND = 1
    GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


_PYTHON: Final[Mapping[OptionType, tuple[type, ...]]] = {
    OptionType.STRING: (str,),
    OptionType.INTEGER: (int,),
    OptionType.BOOLEAN: (bool,),
    OptionType.USER: (User,),
    OptionType.CHANNEL: (Channel,),
    OptionType.MENTIONABLE: (User,),
    OptionType.NUMBER: (int, float),
    OptionType.ATTACHMENT: (Upload,),
}


@dataclass(slots=True)
class Filled:
    """Options as an interaction carries them, and the things that they name."""

    options: list[Json] = field(default_factory=list)
    resolved: Json = field(default_factory=dict)


class Form:
    """A command's options as its form on the screen. `path`: its subcommands, outermost first."""

    def __init__(self, command: Json, path: tuple[str, ...], *, guild: Guild | None, host: Host) -> None:
        self._path = path
        self._guild = guild
        self._host = host
        self._types: list[OptionType] = []
        node = command
        for name in path:
            node = self._inside(node, name)
            self._types.append(OptionType(node["type"]))
        self._name = " ".join((command["name"], *path))
        self._offered = {option["name"]: option for option in node.get("options") or ()}
        if any(
            option["type"] in {OptionType.SUBCOMMAND, OptionType.GROUP} for option in self._offered.values()
        ):
            raise NotOfferedError(self._name, Why.GROUP, sorted(self._offered))

    def fill(self, given: Mapping[str, object], *, typing: tuple[str, str] | None = None) -> Filled:
        """Fill it in. `typing`: an option with autocomplete and what has been typed into it so far."""
        filled = Filled()
        for name, value in given.items():
            option = self._option(name)
            self._check(option, value)
            filled.options.append(self._written(option, value, filled.resolved))
        if typing is not None:
            filled.options.append(self._typed(*typing))
        else:
            missing = [one["name"] for one in self._offered.values() if one.get("required")]
            if left := set(missing) - set(given):
                raise NotOfferedError(sorted(left), Why.REQUIRED)
        for name, kind in zip(reversed(self._path), reversed(self._types), strict=True):
            filled.options = [{"name": name, "type": int(kind), "options": filled.options}]
        return filled

    def _inside(self, node: Json, name: str) -> Json:
        for option in node.get("options") or ():
            if option["name"] == name and option["type"] in {OptionType.SUBCOMMAND, OptionType.GROUP}:
                inside: Json = option
                return inside
        raise NotOfferedError(name, Why.UNKNOWN, [option["name"] for option in node.get("options") or ()])

    def _option(self, name: str) -> Json:
        if name not in self._offered:
            raise NotOfferedError(name, Why.UNKNOWN, sorted(self._offered))
        option: Json = self._offered[name]
        return option

    def _typed(self, name: str, text: str) -> Json:
        option = self._option(name)
        if not option.get("autocomplete"):
            raise NotOfferedError(name, Why.NO_SUGGESTIONS)
        # Whatever is being typed is sent as text, a half-typed number too.
        return {"name": name, "type": option["type"], "value": text, "focused": True}

    def _check(self, option: Json, value: object) -> None:
        kind = OptionType(option["type"])
        fits = isinstance(value, _PYTHON.get(kind, ())) and isinstance(value, bool) == (
            kind is OptionType.BOOLEAN
        )
        choices = [choice["value"] for choice in option.get("choices") or ()]
        if fits and choices:
            fits = value in choices
        if fits and isinstance(value, str):
            fits = option.get("min_length", 0) <= len(value) <= option.get("max_length", TEXT_LIMIT)
        if fits and isinstance(value, int | float) and kind is not OptionType.BOOLEAN:
            least, most = option.get("min_value", value), option.get("max_value", value)
            fits = least <= value <= most
        if not fits:
            raise NotOfferedError({option["name"]: value}, Why.VALUE, choices)

    def _written(self, option: Json, value: object, resolved: Json) -> Json:
        written: Json = {"name": option["name"], "type": option["type"], "value": value}
        if isinstance(value, User):
            written["value"] = value.id
            resolved.setdefault("users", {})[value.id] = payloads.user(value)
            if self._guild is not None and value.id in self._guild.members:
                member = payloads.member(value)
                del member["user"]
                resolved.setdefault("members", {})[value.id] = {**member, "permissions": "0"}
        elif isinstance(value, Channel):
            written["value"] = value.id
            resolved.setdefault("channels", {})[value.id] = payloads.channel(
                value, self._guild, permissions=0
            )
        elif isinstance(value, Upload):
            hosted = self._host(value)
            written["value"] = hosted["id"]
            resolved.setdefault("attachments", {})[hosted["id"]] = hosted
        return written
