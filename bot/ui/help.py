"""What can be asked, with examples to copy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from discord import ui

from bot import limits
from bot.i18n import Words
from bot.ui.commands import command_description, command_name, option_name
from bot.ui.lengths import excerpt
from bot.ui.markdown import subtext
from bot.ui.sheet import Accent, Block, Gap, Part, Room, Sheet, paginate

_HEAD: Final = 900
_ROOM: Final = Room(limits.MESSAGE_TEXT - _HEAD, limits.MESSAGE_COMPONENTS - 10)


@dataclass(frozen=True, slots=True)
class CommandHelp:
    """A slash command: its name, what it does, and its options' names; all in English."""

    name: str
    description: str
    options: tuple[str, ...] = ()


def help_card(*, words: Words, commands: Sequence[CommandHelp]) -> ui.LayoutView:
    """Every command with what it does and an example; of more than fit, the first ones.

    Discord itself lists the rest when somebody types a slash.
    """
    shown = paginate([_entry(command, words) for command in commands], _ROOM)[0]
    sheet = Sheet(Accent.RECORD)
    sheet.text(f"### {words('help-heading')}", words("help-introduction"))
    sheet.blocks(shown)
    sheet.gap(Gap.RULE)
    sheet.text(*(subtext(line) for line in _hints(words)))
    return sheet.view()


def _entry(command: CommandHelp, words: Words) -> Block:
    options = "".join(f" `{option_name(option, words)}`" for option in command.options[:10])
    description = command_description(command.name, command.description, words)
    lines = [
        f"**/{command_name(command.name, words)}**{options}",
        excerpt(description, limits.COMMAND_DESCRIPTION * 2),
    ]
    example = words("help-example", command=command.name)
    if example:
        lines.append(subtext(words("help-for-example", example=f"`{example}`")))
    return Block("\n".join(lines), Part(gap=Gap.SPACE))


def _hints(words: Words) -> Iterator[str]:
    yield words("help-menu")
    yield words("help-names")
    yield words("help-sources")
