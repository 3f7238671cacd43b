"""What a person cannot do, because nothing on Discord's screen offers it."""

from collections.abc import Iterable
from enum import StrEnum


class Why(StrEnum):
    """Why not."""

    UNKNOWN = "there is none of that name"
    GROUP = "it only stands for its subcommands"
    CONTEXT = "not in a place of this kind"
    NOT_INSTALLED = "not installed here"
    PERMISSIONS = "the permissions do not suffice"
    REQUIRED = "required, and left out"
    VALUE = "it does not take this value"
    NO_SUGGESTIONS = "it suggests nothing while typing"
    ELSEWHERE = "the message is not here"
    NOT_YOURS = "only somebody else sees the message"
    DISABLED = "it is disabled"
    LEADS_OUT = "it leads out of Discord, not to the bot"


class NotOfferedError(Exception):
    """A person could not do this. `offered` is what there is instead."""

    def __init__(self, wanted: object, why: Why, offered: Iterable[object] = ()) -> None:
        there = list(offered)
        super().__init__(f"{wanted}: {why}{f'; there is {there}' if there else ''}")
        self.wanted = wanted
        self.why = why
        self.offered = there
