"""A card in the terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from bot.local.flow import Flow
from bot.local.terminal import card

BUTTON = {"type": 2, "label": "Go", "custom_id": "x", "style": 1}


def drawn(*components: dict[str, object], width: int = 60, **console: object) -> str:
    """What a card looks like; without other wishes as in a file."""
    options: dict[str, object] = {"color_system": None, "legacy_windows": False} | console
    terminal = Console(width=width, **options)  # type: ignore[arg-type] # whatever a test wishes for
    with terminal.capture() as capture:
        terminal.print(card(components))
    return capture.get()


def text(content: str) -> dict[str, object]:
    return {"type": 10, "content": content}


def test_every_component_has_a_form_in_the_terminal() -> None:
    shown = drawn(
        {"type": 17, "components": [text("### Title"), {"type": 14}], "accent_color": 255},
        {"type": 9, "components": [text("> words")], "accessory": BUTTON},
        {"type": 1, "components": [BUTTON, {"type": 2, "label": "No", "disabled": True}]},
        {
            "type": 1,
            "components": [
                {
                    "type": 3,
                    "placeholder": "Which?",
                    "options": [{"label": "One", "value": "1", "description": "first"}],
                }
            ],
        },
        {"type": 1, "components": [{"type": 3, "options": [{"label": "Two", "value": "2"}]}]},
        {"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]},
        {"type": 99},
    )
    for words in (
        "Title",
        "▎ words",
        "[Go]  [No]",
        "▾ Which?",
        "› One  first",
        "› Two",
        "[attachment://a.png]",
    ):
        assert words in shown


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("**bold** and *italic* and `code` and ~~gone~~", "bold and italic and code and gone"),
        (r"\*not\* \[a\] \# b", "*not* [a] # b"),
        ("[a \\[b\\]](<https://c.d/e>) f", "a [b] <https://c.d/e> f"),
        ("[a](https://b.c) and **[d](<https://e.f>)**", "a <https://b.c> and d <https://e.f>"),
        ("## Head\n-# small\n- item\n> said", "Head\nsmall\n• item\n▎ said"),
        ("a\n\nb", "a\n\nb"),
    ],
)
def test_markdown(markdown: str, plain: str) -> None:
    assert drawn(text(markdown)) == plain + "\n"


def test_what_wraps_stays_behind_its_mark() -> None:
    assert drawn(text("> one two three\n- one two three"), width=11) == (
        "▎ one two\n▎ three\n• one two\n  three\n"
    )


def test_a_label_is_never_broken() -> None:
    buttons = [{"type": 2, "label": label} for label in ("In context", "In my language", "もう一つ")]
    assert drawn({"type": 1, "components": buttons}, width=18) == (
        "[In context]\n[In my language]\n[もう一つ]\n"
    )


@pytest.mark.parametrize(
    ("line", "width", "broken"),
    [
        ("日本と中国は協力する。", 10, ["日本と中国", "は協力す", "る。"]),
        ("彼は「協力」と述べた", 6, ["彼は", "「協", "力」と", "述べた"]),
        ("AIの分野で「AI」を", 8, ["AIの分野", "で「AI」", "を"]),
        ("执行“数据安全”的法", 8, ["执行“数", "据安全”", "的法"]),
        ("データー", 4, ["デー", "ター"]),
        ("か\u3099き", 4, ["か\u3099き"]),
        ("https://example.org/long", 10, ["https://ex", "ample.org/", "long"]),
        ("a  b　c", 3, ["a", "b", "c"]),
    ],
)
def test_lines_break_where_the_script_allows(line: str, width: int, broken: list[str]) -> None:
    assert drawn(text(line), width=width).splitlines() == broken


@given(
    line=st.text(st.sampled_from("ab 島。「」（）“”、ー7%　\u3099"), max_size=60), width=st.integers(4, 30)
)
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(line: str, width: int) -> None:
    shown = drawn(text(line.replace("> ", "")), width=width)
    assert all(cell_len(row) <= width for row in shown.splitlines())
    assert "".join(shown.split()) == "".join(line.replace("> ", "").split())


def test_a_terminal_gets_links_to_click_on() -> None:
    link = {"type": 2, "label": "Source", "style": 5, "url": "https://a.b"}
    clickable = drawn(text("[x](<https://c.d>)"), link, force_terminal=True, color_system="standard")
    assert "\x1b]8;" in clickable
    assert "https://c.d" in clickable
    assert "https://a.b" in clickable
    assert "<https" not in clickable
    assert drawn(text("[x](<https://c.d>)"), link) == "x <https://c.d>\n[Source] <https://a.b>\n"


def test_a_quotation_is_as_bright_as_other_text() -> None:
    shown = drawn(text("> said"), force_terminal=True, color_system="standard")
    assert shown.startswith("\x1b[2m▎ \x1b[0msaid")


def test_pieces_keep_their_style_from_line_to_line() -> None:
    terminal = Console(width=5, force_terminal=True, color_system="standard", legacy_windows=False)
    with terminal.capture() as capture:
        terminal.print(Flow(Text("bold bold", "bold")))
    assert capture.get().count("\x1b[1mbold") == 2
