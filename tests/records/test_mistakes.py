"""Each mistake that somebody may make in a record, and the lines that tell of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from tests.support.forums import FORUM, QUOTES, RECORDS, SOURCE, SPEAKERS, THEMES, changed, write_forum

HERE: Final = Path(__file__).parent
TABLE: Final = yaml.safe_load((HERE / "mistakes.yaml").read_text(encoding="utf-8"))
UTTERANCES: Final = yaml.safe_load((HERE / "utterances.yaml").read_text(encoding="utf-8"))

Lines = Callable[[Path], list[str]]


def name(mistake: dict[str, Any]) -> str:
    return "-".join(map(str, (mistake["file"], *mistake["path"], str(mistake.get("value", "none"))[:12])))


@pytest.mark.parametrize("mistake", TABLE, ids=name)
def test_a_mistake_is_told_where_it_stands(tmp_path: Path, found: Lines, mistake: dict[str, Any]) -> None:
    stem, path = mistake["file"], tuple(mistake["path"])
    records = changed(RECORDS[stem], path, mistake.get("value", ...))
    assert found(write_forum(tmp_path, **{stem: records})) == mistake["tells"]


@pytest.mark.parametrize(
    ("stem", "path", "value", "expected"),
    [
        (
            "speakers",
            (1, "names", 0, "text"),
            "x" * 101,
            "has 101 characters; a choice holds 100; shorten it",
        ),
        (
            "speakers",
            (1, "role", "title", "translations", "en"),
            "x" * 141,
            "has 141 characters; a card's head holds 140; shorten it",
        ),
        ("themes", (0, "label", "ja"), "x" * 81, "has 81 characters; a button holds 80; shorten it"),
        (
            "themes",
            (0, "heading", "translations", "en"),
            "x" * 201,
            "has 201 characters; a headline holds 200; shorten it",
        ),
        ("themes", (0, "keywords"), ["x" * 101], "has 101 characters; a choice holds 100; shorten it"),
        (
            "forum",
            ("sources", "paper", "url"),
            f"https://example.org/{'x' * 500}",
            f"'https://example.org/{'x' * 29}…' is too long for a card; "
            "use an address of at most 512 characters",
        ),
        ("quotes", (1, "id"), "q" * 33, "has 33 characters; use at most 32"),
        (
            "quotes",
            (1, "translations", "en"),
            "x" * 3900,
            "makes a card of 4377 characters, with its longest translation (3900), note (0) and what stands "
            "around them (460); a message holds 4000; divide it into several quotes, or shorten what is long",
        ),
    ],
)
def test_what_discord_has_no_room_for(
    tmp_path: Path, found: Lines, stem: str, path: tuple[str | int, ...], value: Any, expected: str
) -> None:
    folder = write_forum(tmp_path, **{stem: changed(RECORDS[stem], path, value)})
    assert found(folder)[0].split(": ", 2)[2] == expected


def test_a_printed_text_is_quoted_shorter_not_shortened(tmp_path: Path, found: Lines) -> None:
    long = f"第3回みなと会議{'長' * 300}"
    forum = changed(FORUM, ("name", "printed"), long)
    heading = changed(THEMES, (0, "heading", "printed"), long)
    folder = write_forum(tmp_path, forum=forum, themes=heading, source=f"{SOURCE}\n{long}\n")
    assert found(folder) == [
        "forum.yaml:4: name.printed: has 308 characters; a choice holds 100; quote less of it",
        "themes.yaml:3: themes[0].heading.printed: has 308 characters; a headline holds 200; quote less of "
        "it",
    ]


def test_ids_that_no_button_can_name_together(tmp_path: Path, found: Lines) -> None:
    speaker, theme = "s" * 32, "t" * 32
    words = [f"その{number}という言葉" for number in range(1000, 1100)]
    quotes = [
        {**QUOTES[1], "id": word[2:6], "speaker": speaker, "theme": theme, "text": word} for word in words
    ]
    folder = write_forum(
        tmp_path,
        forum=changed(FORUM, ("id",), "f" * 24),
        speakers=changed(SPEAKERS, (1, "id"), speaker)[1:],
        themes=changed(
            changed(THEMES, (0, "id"), theme),
            (0, "summary"),
            {each: [{"text": "x", "quotes": ["1000"]}] * 3 for each in ("en", "zh-Hans", "ja")},
        ),
        quotes=quotes,
        source=SOURCE + "\n".join(words),
    )
    assert found(folder) == [
        f"speakers.yaml:1: speakers[0].id: makes a button's id of 101 characters with the theme `{theme}`; "
        "shorten one of the two: Discord holds 100"
    ]


ENGLISH: Final = """The Harbour Meeting was held in Oslo.

Harbours

Ann Lee, mayor of Oslo, said "Harbours join people." She went on: “We build,” she said, “we
hope.” Mr Lee of the "old port" said that ships can wait.

Bo Dahl said that 'nothing' changes.
"""


def english(tmp_path: Path, **quote: Any) -> Path:
    """The small forum with one quote, on an English article."""
    ann = changed(
        changed(changed(SPEAKERS, (0, "name"), "Ann Lee"), (0, "family"), "Lee"), (0, "given"), "Ann"
    )
    return write_forum(
        tmp_path,
        source=ENGLISH,
        speakers=ann[:1],
        quotes=[
            {**QUOTES[1], "speaker": "sato-hanako", "attributed_by": "context", "attribution": None, **quote}
        ],
    )


def about_the_quote(lines: list[str]) -> list[str]:
    return [line.split(": ", 1)[1] for line in lines if line.startswith("quotes.yaml")]


@pytest.mark.parametrize("case", UTTERANCES, ids=lambda case: case["quote"]["text"][:20])
def test_words_and_marks_in_an_alphabet(tmp_path: Path, found: Lines, case: dict[str, Any]) -> None:
    lines = about_the_quote(found(english(tmp_path, **case["quote"])))
    assert [line for line in lines if ".translations" not in line] == case["tells"]


def test_a_text_at_the_end_of_the_source_is_told_to_end(tmp_path: Path, found: Lines) -> None:
    (line,) = about_the_quote(found(english(tmp_path, text="that 'nothing' changes at all", speaker=None)))[
        1:
    ]
    assert line.endswith(
        "after \"that 'nothing' changes\" it has '. ', this has ' at all' (U+002E, not U+0020)"
    )
