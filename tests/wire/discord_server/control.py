"""Driving a stand-in that runs as a process of its own: a JSON object a line in, one a line out.

`{"do": "ready"}` waits for a client; `{"do": "command", "name": "quote", "options": {...}}` sends a command,
`autocomplete` (with `option` and `text`) types into one, `load` (with `count` and `at_once`) sends many.
`place` is `guild`, `direct` or `private`; `locale` is the person's.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from tests.wire.discord_server.load import load
from tests.wire.discord_server.people import Person
from tests.wire.discord_server.server import DiscordServer

Json = dict[str, Any]


class Control:
    """Does what lines say, with one person for each place and locale."""

    def __init__(self, discord: DiscordServer) -> None:
        self._discord = discord
        self._people: dict[tuple[str, str], Person] = {}
        self._make: dict[str, Callable[[str], Person]] = {
            "guild": lambda locale: discord.person("reader", locale=locale),
            "direct": lambda locale: discord.writing("reader", locale=locale),
            "private": lambda locale: discord.elsewhere("reader", locale=locale),
        }

    def hello(self) -> Json:
        """What a client needs to know."""
        discord = self._discord
        return {"api_base": discord.api_base, "gateway_url": discord.gateway_url, "token": discord.token}

    async def do(self, line: str) -> Json:
        """Do what a line says; what went wrong is told as `error`."""
        try:
            return await self._do(json.loads(line))
        except Exception as error:  # noqa: BLE001 - whoever drives the process is told
            return {"error": f"{type(error).__name__}: {error}"}

    async def _do(self, asked: Json) -> Json:
        if asked["do"] == "ready":
            await self._discord.ready(asked.get("clients", 1))
            return {"clients": len(self._discord.gateway.connected)}
        person = self._person(asked.get("place", "guild"), asked.get("locale", "en-US"))
        name, options = asked["name"], asked.get("options", {})
        if asked["do"] == "load":
            measured = await load(
                person, name, options, count=asked["count"], at_once=asked.get("at_once", 1)
            )
            return asdict(measured)
        if asked["do"] == "autocomplete":
            choices = await person.autocomplete(name, asked["option"], asked.get("text", ""), **options)
            return {"choices": choices}
        exchange = await person.command(name, **options)
        return {
            "latency_ms": (exchange.latency or 0.0) * 1000,
            "messages": [message.payload for message in exchange.messages],
        }

    def _person(self, place: str, locale: str) -> Person:
        key = (place, locale)
        if key not in self._people:
            self._people[key] = self._make[place](locale)
        return self._people[key]
