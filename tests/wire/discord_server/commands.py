"""The commands that the bot has registered: global ones, and those of single servers."""

from collections.abc import Iterable
from typing import Any

from tests.wire.discord_server import errors
from tests.wire.discord_server.snowflakes import Snowflakes

Json = dict[str, Any]

CHAT, USER, MESSAGE = 1, 2, 3


class Commands:
    """Keeps a command's id for as long as its name and type stay, and gives each change a new version."""

    def __init__(self, application_id: str, snowflakes: Snowflakes) -> None:
        self._application = application_id
        self._snowflakes = snowflakes
        self._scopes: dict[str | None, dict[str, Json]] = {}

    def all(self, guild_id: str | None = None) -> list[Json]:
        """Every command of a scope: of a server, or (None) the global ones."""
        return list(self._scopes.get(guild_id, {}).values())

    def get(self, command_id: str, guild_id: str | None = None) -> Json:
        """One command; 10063 when there is none."""
        command = self._scopes.get(guild_id, {}).get(command_id)
        if command is None:
            raise errors.unknown_command()
        return command

    def named(self, name: str, kind: int, guild_id: str | None) -> Json | None:
        """The command that somebody in this server means: its own one goes before a global one."""
        scopes: Iterable[str | None] = (guild_id, None) if guild_id else (None,)
        for scope in scopes:
            for command in self.all(scope):
                if command["name"] == name and command["type"] == kind:
                    return command
        return None

    def replace(self, definitions: Iterable[Json] | None, guild_id: str | None = None) -> list[Json]:
        """Make these all the commands of a scope."""
        kept = [self._updated(definition, guild_id) for definition in definitions or ()]
        self._scopes[guild_id] = {command["id"]: command for command in kept}
        return kept

    def upsert(self, definition: Json, guild_id: str | None = None) -> tuple[Json, bool]:
        """Add a command, or replace the one of its name; and whether it is new."""
        command = self._updated(definition, guild_id)
        known = self._scopes.setdefault(guild_id, {})
        new = command["id"] not in known
        known[command["id"]] = command
        return command, new

    def change(self, command_id: str, changes: Json, guild_id: str | None = None) -> Json:
        """Change some fields of a command."""
        old = self.get(command_id, guild_id)
        self._scopes[guild_id][command_id] = new = {**old, **changes, "version": self._snowflakes.next()}
        return new

    def remove(self, command_id: str, guild_id: str | None = None) -> None:
        """Take a command away; 10063 when there is none."""
        self.get(command_id, guild_id)
        del self._scopes[guild_id][command_id]

    def _updated(self, definition: Json, guild_id: str | None) -> Json:
        defaults: Json = {
            "type": CHAT,
            "description": "",
            "default_member_permissions": None,
            "name_localizations": None,
            "description_localizations": None,
            "contexts": None,
            "integration_types": [0],
            "nsfw": False,
        }
        given = {name: value for name, value in definition.items() if value is not None and name != "id"}
        fields = defaults | given
        if isinstance(fields["default_member_permissions"], int):
            fields["default_member_permissions"] = str(fields["default_member_permissions"])
        fields |= {"application_id": self._application} | ({"guild_id": guild_id} if guild_id else {})
        old = self._same(fields["name"], fields["type"], guild_id)
        if old is not None and {**old, "id": None, "version": None} == {
            **fields,
            "id": None,
            "version": None,
        }:
            return old
        return fields | {
            "id": old["id"] if old else self._snowflakes.next(),
            "version": self._snowflakes.next(),
        }

    def _same(self, name: str, kind: int, guild_id: str | None) -> Json | None:
        commands = self.all(guild_id)
        return next((one for one in commands if one["name"] == name and one["type"] == kind), None)
