"""What Discord would say to a payload: its own API description, SimCord's rules, and ours for the rest.

Discord's description (https://github.com/discord/discord-api-spec, openapi.json) is used where the
environment variable DISCORD_OPENAPI names the file; the other rules are always applied.
"""

import json
import os
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from discord import ui
from simcord.components import validate_message_state

from bot import limits

Payload = Mapping[str, Any]

COMPONENTS_V2 = 1 << 15
CHAT_INPUT = 1
SUBCOMMAND, GROUP, STRING = 1, 2, 3
_OTHER_SCRIPTS = (range(0x0900, 0x0980), range(0xA8E0, 0xA900), range(0x0E00, 0x0E80))
"""Devanagari and Thai, whose vowel signs are allowed in names as well."""


def message_of(view: ui.LayoutView) -> dict[str, Any]:
    """The body that sends a card."""
    card: Any = view  # discord.py leaves this method without types
    return {"flags": COMPONENTS_V2, "components": card.to_components()}


def assert_valid_message(payload: Payload, schema: str = "MessageCreateRequest") -> None:
    """Fail, listing what is wrong, unless Discord would take this message.

    `schema` is the description's name for the body: of a new message, or of an interaction's answer or
    edit (`IncomingWebhookInteractionRequest`, `IncomingWebhookUpdateRequestPartial`).
    """
    problems = [*described(payload, schema)]
    try:
        validate_message_state(
            payload.get("components") or [],
            flags=int(payload.get("flags") or 0),
            content=payload.get("content"),
            embeds=payload.get("embeds") or [],
            attachments=payload.get("attachments"),
        )
    except ValueError as error:
        problems.append(str(error))
    assert not problems, "\n".join(problems)


def assert_valid_commands(commands: Sequence[Payload]) -> None:
    """Fail, listing what is wrong, unless Discord would take these application commands."""
    problems = [problem for command in commands for problem in _command_problems(command)]
    kinds = Counter(command.get("type", CHAT_INPUT) for command in commands)
    if kinds[CHAT_INPUT] > limits.CHAT_COMMANDS:
        problems.append(f"{kinds[CHAT_INPUT]} chat commands")
    problems += _duplicates(commands, "commands")
    assert not problems, "\n".join(problems)


def described(payload: Payload, schema: str) -> Iterator[str]:
    """What Discord's own description has against a body; nothing where the description is not at hand."""
    file = os.environ.get("DISCORD_OPENAPI")
    if file:
        body = deepcopy(dict(payload))
        # The description wants strings here; discord.py sends the number, and Discord takes it.
        for attachment in body.get("attachments") or []:
            attachment["id"] = str(attachment["id"])
        for error in _validator(file, schema).iter_errors(body):
            yield f"{schema}: {'/'.join(str(step) for step in error.instance_path)}: {error.message}"


@cache
def _validator(file: str, schema: str) -> jsonschema_rs.Draft202012Validator:
    components = _description(file)["components"]
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"#/components/schemas/{schema}", "components": components}
    )


@cache
def _description(file: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(Path(file).read_text(encoding="utf-8"))
    return read


def _command_problems(command: Payload) -> Iterator[str]:
    name = str(command.get("name", ""))
    yield from described(command, "ApplicationCommandCreateRequest")
    if command.get("type", CHAT_INPUT) == CHAT_INPUT:
        yield from _named(command, name)
        yield from _options(command.get("options") or [], name)
    elif not 1 <= len(name) <= limits.COMMAND_NAME:
        yield f"{name}: a name has 1 to {limits.COMMAND_NAME} characters"
    if (total := _total(command)) > limits.COMMAND_TOTAL:
        yield f"{name}: {total} characters in all"


def _named(thing: Payload, where: str) -> Iterator[str]:
    """Names and descriptions of a command or option, in every language."""
    for name in (thing.get("name", ""), *(thing.get("name_localizations") or {}).values()):
        if not 1 <= len(name) <= limits.COMMAND_NAME or not all(map(_nameable, name)) or name != name.lower():
            yield f"{where}: name {name!r}"
    for text in (thing.get("description", ""), *(thing.get("description_localizations") or {}).values()):
        if not 1 <= len(text) <= limits.COMMAND_DESCRIPTION:
            yield f"{where}: description of {len(text)} characters"


def _nameable(character: str) -> bool:
    return (
        character in "-_'"
        or unicodedata.category(character)[0] in "LN"
        or any(ord(character) in script for script in _OTHER_SCRIPTS)
    )


def _options(options: Sequence[Payload], where: str) -> Iterator[str]:
    if len(options) > limits.OPTIONS:
        yield f"{where}: {len(options)} options"
    yield from _duplicates(options, where)
    optional = False
    for option in options:
        here = f"{where} {option.get('name')}"
        yield from _named(option, here)
        if option.get("required") and optional:
            yield f"{here}: required after an optional one"
        if option.get("type") in {SUBCOMMAND, GROUP}:
            yield from _options(option.get("options") or [], here)
        else:
            optional = optional or not option.get("required")
            yield from _choices(option, here)


def _choices(option: Payload, where: str) -> Iterator[str]:
    choices = option.get("choices") or []
    if choices and option.get("autocomplete"):
        yield f"{where}: choices together with autocomplete"
    if len(choices) > limits.AUTOCOMPLETE_CHOICES:
        yield f"{where}: {len(choices)} choices"
    yield from _duplicates(choices, where)
    for choice in choices:
        for name in (choice.get("name", ""), *(choice.get("name_localizations") or {}).values()):
            if not 1 <= len(name) <= limits.CHOICE_NAME:
                yield f"{where}: choice name of {len(name)} characters"
        if option.get("type") == STRING and len(str(choice.get("value", ""))) > limits.CHOICE_VALUE:
            yield f"{where}: value of choice {choice.get('name')!r} too long"


def _duplicates(things: Sequence[Payload], where: str) -> list[str]:
    """Names that occur twice, in one language; commands of different types may share one."""
    seen = Counter(
        (thing.get("type", CHAT_INPUT) if where == "commands" else 0, language, name)
        for thing in things
        for language, name in [("", thing.get("name")), *(thing.get("name_localizations") or {}).items()]
    )
    return [f"{where}: {name!r} twice" for (_, _, name), times in seen.items() if times > 1]


def _total(thing: Payload) -> int:
    """Characters of names, descriptions and values, the longest localisation of each."""
    total = sum(
        max(
            len(text)
            for text in (thing.get(field) or "", *(thing.get(f"{field}_localizations") or {}).values())
        )
        for field in ("name", "description")
    )
    if isinstance(value := thing.get("value"), str):
        total += len(value)
    inner = [*(thing.get("options") or []), *(thing.get("choices") or [])]
    return total + sum(_total(part) for part in inner)
