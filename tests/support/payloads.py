"""What Discord would say to a card or to a set of commands, as assertions."""

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from tests.support import command_rules, message_rules
from tests.support.openapi import described

Payload = Mapping[str, Any]

COMPONENTS_V2 = message_rules.COMPONENTS_V2


def message_of(view: ui.LayoutView) -> dict[str, Any]:
    """The body that sends a card."""
    card: Any = view  # discord.py leaves this method without types
    return {"flags": COMPONENTS_V2, "components": card.to_components()}


def assert_valid_message(payload: Payload, schema: str = "MessageCreateRequest") -> None:
    """Fail, listing what is wrong, unless Discord would take this message.

    `schema` is the description's name for the body: of a new message, or of an interaction's answer or
    edit (`IncomingWebhookInteractionRequest`, `IncomingWebhookUpdateRequestPartial`).
    """
    description = described()
    found = description.value(schema, dict(payload)) if description else []
    found += message_rules.check_state(payload).violations
    assert not found, "\n".join(map(str, found))


def assert_valid_commands(commands: Sequence[Payload]) -> None:
    """Fail, listing what is wrong, unless Discord would take these application commands."""
    description = described()
    found = list(command_rules.commands_violations(commands))
    for command in commands:
        found += description.value("ApplicationCommandCreateRequest", dict(command)) if description else []
    assert not found, "\n".join(map(str, found))
