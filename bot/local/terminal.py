"""A card in the terminal: Discord's components and its Markdown, as far as letters can show them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from rich.box import ROUNDED
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.style import Style
from rich.text import Text

from bot.local.flow import Flow

Component = Mapping[str, Any]

# discord/discord-api-docs, components/reference.mdx
ROW, BUTTON, SELECT = 1, 2, 3
SECTION, TEXT, GALLERY, SEPARATOR, CONTAINER = 9, 10, 12, 14, 17

_INLINE: Final = re.compile(
    r"\\(?P<plain>[\W_])|\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*|`(?P<reverse>[^`]+)`|~~(?P<strike>.+?)~~"
    r"|\[(?P<label>(?:\\.|[^\]\\])+)\]\(<?(?P<url>[^)>\s]+)>?\)",
    re.DOTALL,
)
_HEADING: Final = re.compile(r"#{1,3} ")


def card(components: Sequence[Component]) -> RenderableType:
    """Everything that a message shows, from top to bottom."""
    return Group(*(shown for component in components for shown in _component(component)))


def _component(component: Component) -> Iterator[RenderableType]:
    draw = _DRAWN.get(component["type"])
    return draw(component) if draw else iter(())


def _inside(component: Component) -> Iterator[RenderableType]:
    for part in component["components"]:
        yield from _component(part)


def _container(component: Component) -> Iterator[RenderableType]:
    colour = component.get("accent_color")
    style = Style(color=f"#{colour:06x}") if colour is not None else Style()
    yield Panel(Group(*_inside(component)), box=ROUNDED, border_style=style)


def _text(component: Component) -> Iterator[RenderableType]:
    return map(_line, str(component["content"]).split("\n"))


def _section(component: Component) -> Iterator[RenderableType]:
    yield from _inside(component)
    yield from _component(component["accessory"])


def _separator(_: Component) -> Iterator[RenderableType]:
    yield Rule(style="dim")


def _row(component: Component) -> Iterator[RenderableType]:
    buttons = [_button(part) for part in component["components"] if part["type"] == BUTTON]
    if buttons:
        yield Flow([button + Text("  ") for button in buttons])
    else:
        yield from _inside(component)


def _lone_button(component: Component) -> Iterator[RenderableType]:
    yield Flow([_button(component)])


def _select(component: Component) -> Iterator[RenderableType]:
    if wanted := component.get("placeholder"):
        yield Flow(Text(wanted, "dim"), "▾ ")
    for option in component["options"]:
        about = option.get("description")
        yield Flow(Text.assemble((option["label"], "bold"), (f"  {about}" if about else "", "dim")), "  › ")


def _gallery(component: Component) -> Iterator[RenderableType]:
    for item in component["items"]:
        yield Text(f"[{item.get('description') or item['media']['url']}]", style="dim")


_DRAWN: Final[dict[int, Callable[[Component], Iterator[RenderableType]]]] = {
    ROW: _row,
    BUTTON: _lone_button,
    SELECT: _select,
    SECTION: _section,
    TEXT: _text,
    GALLERY: _gallery,
    SEPARATOR: _separator,
    CONTAINER: _container,
}


def _button(component: Component) -> Text:
    style = "dim" if component.get("disabled") else "reverse" if component.get("style") == 1 else "bold"
    address = f" link {component['url']}" if component.get("url") else ""
    return Text.assemble((f"[{component.get('label', '')}]", style + address))


def _line(text: str) -> Flow:
    """One line of Discord's Markdown."""
    if heading := _HEADING.match(text):
        return Flow(_inline(text[heading.end() :], "bold"))
    if text.startswith("-# "):
        return Flow(_inline(text[3:], "dim"))
    if text.startswith("> "):
        return Flow(_inline(text[2:], ""), "▎ ", "▎ ")
    if text.startswith("- "):
        return Flow(_inline(text[2:], ""), "• ")
    return Flow(_inline(text, ""))


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
            style_of = next(kind for kind in ("bold", "italic", "reverse", "strike") if match[kind])
            shown.append_text(_inline(match[style_of], style_of))
    return shown.append(text[end:])
