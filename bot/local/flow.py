"""Text that flows into the width of a terminal, in any script, each line behind its mark."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Final

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, RenderResult
from rich.style import Style
from rich.text import Text

_SPACES: Final = " \t\u3000"

# JIS X 4051, "kinsoku": what must not begin a line, and what must not end one.
_NEVER_FIRST: Final = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】°′″℃％‰ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ)]}!?,.:;%…"
)
_NEVER_LAST: Final = frozenset("‘“（〔［｛〈《「『【([{")


@dataclass(frozen=True, slots=True)
class Flow:
    """A text broken where its script allows, or pieces that stay whole, on as many lines as it takes."""

    content: Text | Sequence[Text]
    mark: str = ""
    """Stands before the first line, such as a bullet."""
    next_mark: str | None = None
    """Stands before every other line; without it, as much empty space."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the lines; rich calls this."""
        width = max(1, options.max_width - cell_len(self.mark))
        mark = self.mark
        # Where there is no style there is no link to click on: a file, a pipe.
        for line in _lines(self._pieces(spelled=console.color_system is None), width):
            yield Text.assemble((mark, "dim"), line)
            mark = " " * cell_len(self.mark) if self.next_mark is None else self.next_mark

    def _pieces(self, *, spelled: bool) -> Iterable[Text]:
        if not isinstance(self.content, Text):
            return map(_spelled, self.content) if spelled else self.content
        text = _spelled(self.content) if spelled else self.content
        plain = text.plain
        return text.divide(at for at in range(1, len(plain)) if _may_break(plain[at - 1], plain[at]))


def _may_break(before: str, after: str) -> bool:
    if after in _SPACES or before in _SPACES:
        return before in _SPACES and after not in _SPACES
    if after in _NEVER_FIRST or before in _NEVER_LAST or not cell_len(after):
        return False
    return cell_len(before) == 2 or cell_len(after) == 2  # noqa: PLR2004 - cells of a wide character


def _lines(pieces: Iterable[Text], width: int) -> Iterator[Text]:
    line = Text()
    for piece in chain.from_iterable(_fitting(piece, width) for piece in pieces):
        if line and line.cell_len + cell_len(piece.plain.rstrip(_SPACES)) > width:
            line.rstrip()
            yield line
            line = Text()
        line.append_text(piece)
    line.rstrip()
    yield line


def _fitting(piece: Text, width: int) -> Iterable[Text]:
    """The piece, or its parts where it is wider than a line."""
    if cell_len(piece.plain.rstrip(_SPACES)) <= width:
        return [piece]
    return piece.divide(accumulate(len(part) for part in chop_cells(piece.plain, width)[:-1]))


def _spelled(text: Text) -> Text:
    """The text with the address of every link behind its label."""
    shown, begin = Text(style=text.style), 0
    for span in sorted(text.spans, key=lambda span: span.end):
        style = Style.parse(span.style) if isinstance(span.style, str) else span.style
        if style.link:
            shown.append_text(text[begin : span.end]).append(f" <{style.link}>")
            begin = span.end
    return shown.append_text(text[begin:])
