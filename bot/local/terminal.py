"""A card in the terminal: Discord's components and its Markdown, as far as letters can show them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rich.box import ROUNDED
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.style import Style
from rich.text import Text

Component = Mapping[str, Any]

# discord/discord-api-docs, components/reference.mdx
ROW, BUTTON, SELECT = 1, 2, 3
SECTION, TEXT, GALLERY, SEPARATOR, CONTAINER = 9, 10, 12, 14, 17

_INLINE: Final = re.compile(
    r"\\(?P<plain>[\W_])|\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*|`(?P<code>[^`]+)`"
    r"|\[(?P<label>(?:\\.|[^\]\\])+)\]\(<?(?P<url>[^)>\s]+)>?\)",
    re.DOTALL,
)
_HEADING: Final = re.compile(r"#{1,3} ")


def card(components: Sequence[Component]) -> RenderableType:
    """Everything that a message shows, from top to bottom."""
    return Group(*(shown for component in components for shown in _component(component)))


def _component(component: Component) -> Iterator[RenderableType]:
    kind = component["type"]
    if kind == CONTAINER:
        inside = [shown for part in component["components"] for shown in _component(part)]
        colour = component.get("accent_color")
        style = Style(color=f"#{colour:06x}") if colour is not None else Style()
        yield Panel(Group(*inside), box=ROUNDED, border_style=style, width=None)
    elif kind == TEXT:
        yield markdown(str(component["content"]))
    elif kind == SECTION:
        for part in component["components"]:
            yield from _component(part)
        yield from _component(component["accessory"])
    elif kind == SEPARATOR:
        yield Rule(style="dim")
    elif kind == ROW:
        for part in component["components"]:
            if part["type"] == SELECT:
                yield from _component(part)
        buttons = [_button(part) for part in component["components"] if part["type"] == BUTTON]
        if buttons:
            yield Text("  ").join(buttons)
    elif kind == BUTTON:
        yield _button(component)
    elif kind == SELECT:
        for option in component["options"]:
            about = option.get("description")
            yield Text.assemble("  › ", (option["label"], "bold"), (f"  {about}" if about else "", "dim"))
    elif kind == GALLERY:
        for item in component["items"]:
            yield Text(f"[{item.get('description') or item['media']['url']}]", style="dim")


def _button(component: Component) -> Text:
    style = "dim" if component.get("disabled") else "reverse" if component.get("style") == 1 else "bold"
    return Text(f"[{component.get('label', '')}]", style=style)


def markdown(text: str) -> Text:
    """Discord's Markdown as styled text."""
    lines = []
    for line in text.split("\n"):
        if heading := _HEADING.match(line):
            lines.append(_inline(line[heading.end() :], "bold"))
        elif line.startswith("-# "):
            lines.append(_inline(line[3:], "dim"))
        elif line.startswith("> "):
            lines.append(Text("▎ ", style="dim") + _inline(line[2:], ""))
        elif line.startswith("- "):
            lines.append(Text("• ") + _inline(line[2:], ""))
        else:
            lines.append(_inline(line, ""))
    return Text("\n").join(lines)


def _inline(text: str, style: str) -> Text:
    shown = Text(style=style)
    end = 0
    for match in _INLINE.finditer(text):
        shown.append(text[end : match.start()])
        end = match.end()
        if match["plain"]:
            shown.append(match["plain"])
        elif match["label"]:
            shown.append_text(_inline(match["label"], f"underline link {match['url']}"))
        else:
            kind = "bold" if match["bold"] else "italic" if match["italic"] else "reverse"
            shown.append_text(_inline(match[kind] if kind != "reverse" else match["code"], kind))
    return shown.append(text[end:])
