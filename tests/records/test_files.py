"""Whatever a file is or holds, it is told in a line: no traceback, no waiting, no running out of memory."""

import os
import socket
import tracemalloc
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Final

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.records.check import load
from bot.records.files import is_folder, listed
from bot.records.positions import located
from bot.records.problems import Fault, InvalidRecords, Problem
from tests.support.forums import QUOTES, RECORDS, SOURCE, changed, write_forum

Lines = Callable[[Path], list[str]]

TABLE: Final = yaml.safe_load((Path(__file__).parent / "contents.yaml").read_text(encoding="utf-8"))
ENCODED: Final[list[tuple[str, bytes | None, str]]] = [
    ("quotes", None, "quotes.yaml: is missing; add it; `forum-bot schema` says what goes into it"),
    ("source", None, "source.txt: is missing; add the article as it was printed"),
    ("source", f"{SOURCE}\x1b".encode(), "source.txt:10: holds the character U+001B; remove it"),
    ("source", "海".encode("utf-16"), "source.txt:1: is UTF-16 text; save it as UTF-8"),
    ("source", "海".encode("euc-jp"), "source.txt:1: is not UTF-8 text (byte 0xb3 at 0); save it as UTF-8"),
    ("quotes", "- id: 海\n".encode("utf-16"), "quotes.yaml:1: is UTF-16 text; save it as UTF-8"),
    ("quotes", "- id: q1\n".encode("utf-16-le"), "quotes.yaml:1: is UTF-16 text; save it as UTF-8"),
    ("quotes", "- id: 海\n".encode("utf-32"), "quotes.yaml:1: is UTF-32 text; save it as UTF-8"),
    (
        "quotes",
        "- id: q1\n  text: café\n".encode("latin-1"),
        "quotes.yaml:2: is not UTF-8 text (byte 0xe9 at 20); save it as UTF-8",
    ),
    (
        "quotes",
        b"[" * 100_000,
        f"quotes.yaml:1: quotes{'[0]' * 31}…: is more than 32 levels deep; keep it flat",
    ),
]


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["content"][:20])
def test_what_is_not_as_it_should_be_is_told(tmp_path: Path, found: Lines, case: dict[str, str]) -> None:
    lines = found(write_forum(tmp_path, **{case["file"]: case["content"]}))
    assert case["tells"] in lines, lines


@pytest.mark.parametrize(("stem", "content", "expected"), ENCODED, ids=[str(n) for n in range(len(ENCODED))])
def test_what_is_no_text_is_told(
    tmp_path: Path, found: Lines, stem: str, content: bytes | None, expected: str
) -> None:
    lines = found(write_forum(tmp_path, **{stem: content}))
    assert expected in lines, lines


def test_dates_and_words_that_yaml_types_are_texts_where_texts_are_asked_for(tmp_path: Path) -> None:
    folder = write_forum(tmp_path)
    speakers = (folder / "speakers.yaml").read_text(encoding="utf-8")
    assert "as_of: '2024-05-01'" in speakers
    plain = speakers.replace("'2024-05-01'", "2024-05-01").replace("name: 佐藤花子", "name: !!str 佐藤花子")
    (folder / "speakers.yaml").write_text(plain, encoding="utf-8")
    assert load(folder).speakers[1].role.as_of == "2024-05-01"


def test_a_byte_order_mark_is_no_problem(tmp_path: Path, found: Lines) -> None:
    folder = write_forum(tmp_path)
    for name in ("quotes.yaml", "source.txt"):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8-sig")
    assert found(folder) == []


def test_line_ends_of_other_systems_are_no_problem(tmp_path: Path, found: Lines) -> None:
    for end in ("\r\n", "\r"):
        folder = write_forum(tmp_path)
        for name in ("quotes.yaml", "source.txt"):
            (folder / name).write_text(
                (folder / name).read_text(encoding="utf-8"), encoding="utf-8", newline=end
            )
        assert found(folder) == []


def test_what_stands_above_a_mistake_in_yaml_is_judged(tmp_path: Path, found: Lines) -> None:
    folder = write_forum(tmp_path, quotes=[{**QUOTES[1], "theme": "land"}])
    with (folder / "quotes.yaml").open("a", encoding="utf-8") as file:
        file.write("- id: [\n")
    lines = found(folder)
    assert lines == [
        "quotes.yaml:4: quotes[0].theme: there is no theme `land`; use one of: sea",
        "quotes.yaml:12: cannot be read as YAML from here: an open bracket; close it, or put the text into "
        "quotes",
    ]


def test_a_file_of_100_mb_is_refused_unread(tmp_path: Path, found: Lines) -> None:
    folder = write_forum(tmp_path)
    for name in ("quotes.yaml", "source.txt"):
        with (folder / name).open("r+b") as file:
            file.truncate(100_000_000)
    tracemalloc.start()
    lines = found(folder)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert lines == [
        "quotes.yaml: has 100.0 MB; at most 16 MB are read; divide it into several files",
        "source.txt: has 100.0 MB; at most 64 MB are read; divide it into several files",
    ]


def test_a_laugh_costs_nothing(tmp_path: Path, found: Lines) -> None:
    names = "abcdefghij"
    laugh = "a: &a [ha, ha]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise(names)
    )
    folder = write_forum(tmp_path, quotes=laugh)
    begun = perf_counter()
    lines = found(folder)
    assert perf_counter() - begun < 5
    assert len([line for line in lines if "repeats another text" in line]) == 81


def test_a_flood_of_what_yaml_could_do_is_bounded(tmp_path: Path, found: Lines) -> None:
    lines = found(write_forum(tmp_path, quotes="- names: [&a x, " + "*a, " * 2000))
    assert "quotes.yaml: has more than 1000 problems; mend those that are listed, then check again" in lines
    assert len(lines) < 1100


def test_where_one_may_not_even_ask_there_is_no_folder(tmp_path: Path) -> None:
    assert not is_folder(tmp_path / ("x" * 300))
    assert listed(tmp_path / "nowhere") == []


def test_a_file_that_is_gone_again_has_no_lines(tmp_path: Path) -> None:
    fault = Fault(tmp_path / "quotes.yaml", "quotes", (3, "text"), "is wrong", "mend it")
    assert [*map(str, located([fault]))] == [f"{tmp_path}/quotes.yaml:1: quotes[3].text: is wrong; mend it"]


def test_a_flood_of_entries_is_bounded(tmp_path: Path, found: Lines) -> None:
    lines = found(write_forum(tmp_path, quotes=f"[{'x,' * 1_000_000}]"))
    assert any("has more than 1000 problems" in line for line in lines)
    lines = found(write_forum(tmp_path, quotes=f"- translations: [{'x,' * 1_000_000}]"))
    limit = "is in a record of more than 100,000 values; divide the record"
    assert f"quotes.yaml:1: quotes[0].translations[100001]: {limit}" in lines


def test_what_is_no_file_is_told_so(tmp_path: Path, found: Lines) -> None:
    folder = write_forum(tmp_path, forum=None, quotes=None, themes=None, speakers=None, source=None)
    (folder / "themes.yaml").mkdir()
    os.mkfifo(folder / "speakers.yaml")
    (folder / "quotes.yaml").symlink_to("nowhere")
    (folder / "forum.yaml").symlink_to("forum.yaml")
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(folder)  # The path of a socket may have no more than 107 bytes.
        listening.bind("source.txt")
        os.chdir(here)
        assert found(folder) == [
            "forum.yaml: cannot be read (Too many levels of symbolic links); allow reading it",
            "quotes.yaml: is a link to nothing; put the file itself here",
            "source.txt: is not a file; put a text file of this name here",
            "speakers.yaml: is a pipe; put a text file of this name here",
            "themes.yaml: is a folder; put a text file of this name here",
        ]


def test_no_link_is_followed_out_of_the_forums_folder(tmp_path: Path, found: Lines) -> None:
    folder, outside = write_forum(tmp_path / "minato"), tmp_path / "outside"
    outside.mkdir()
    (outside / "token").write_text("- hidden\n", encoding="utf-8")
    (folder / "quotes.yaml").rename(outside / "more.yaml")
    (folder / "quotes").symlink_to(outside)
    (folder / "source.txt").unlink()
    (folder / "source.txt").symlink_to(outside / "token")
    told = found(folder)
    assert {line for line in told if "link" in line} == {
        "quotes/more.yaml: is a link out of the forum's folder; put the file itself here",
        "source.txt: is a link out of the forum's folder; put the file itself here",
    }
    assert "hidden" not in "".join(told)


def test_links_within_the_forums_folder_are_followed(tmp_path: Path, found: Lines) -> None:
    """As where a folder is swapped whole: `..data` points to the newest."""
    folder = write_forum(tmp_path / "minato")
    (folder / "..1").mkdir()
    (folder / "..data").symlink_to("..1")
    for name in ("quotes.yaml", "source.txt"):
        (folder / name).rename(folder / "..1" / name)
        (folder / name).symlink_to(f"..data/{name}")
    (tmp_path / "linked").symlink_to(folder)
    assert found(folder) == found(tmp_path / "linked") == []


def test_quotes_that_are_neither_file_nor_folder(tmp_path: Path, found: Lines) -> None:
    folder = write_forum(tmp_path, quotes=None)
    (folder / "quotes").touch()
    assert [line.split(";")[-1] for line in found(folder) if line.startswith("quotes:")] == [
        " rename it to quotes.yaml"
    ]


FUZZ = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
STEMS = st.sampled_from(["forum", "speakers", "themes", "quotes", "source"])


def loads_or_tells(folder: Path) -> tuple[Problem, ...]:
    """Nothing but InvalidRecords is raised, and each problem is in the folder and on one line."""
    problems: tuple[Problem, ...] = ()
    try:
        load(folder)
    except InvalidRecords as invalid:
        problems = invalid.problems
    for problem in problems:
        assert problem.file.is_relative_to(folder)
        assert problem.wrong
        assert problem.instead
        assert str(problem).isprintable()
    return problems


@pytest.mark.unmeasured
@FUZZ
@given(stem=STEMS, content=st.binary(max_size=300))
def test_no_bytes_are_an_exception(tmp_path: Path, stem: str, content: bytes) -> None:
    loads_or_tells(write_forum(tmp_path, **{stem: content}))


YAML = st.sampled_from(
    [
        *(
            "- ",
            "id: ",
            "q1",
            "\n",
            "  ",
            "text",
            ": ",
            "[",
            "]",
            "{",
            "}",
            "&a ",
            "*a",
            "!!set ",
            "? ",
            "|\n",
        ),
        *(
            ">-\n",
            "'",
            '"',
            "#",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "\t",
            "海",
            "null",
            "~",
            "1:30",
            ".nan",
            "<<: ",
        ),
    ]
)


@pytest.mark.unmeasured
@FUZZ
@given(stem=STEMS, content=st.lists(YAML, max_size=40).map("".join))
def test_no_yaml_is_an_exception(tmp_path: Path, stem: str, content: str) -> None:
    loads_or_tells(write_forum(tmp_path, **{stem: content}))


NAMES = st.sampled_from(
    [
        "id",
        "kind",
        "text",
        "translations",
        "en",
        "zh",
        "names",
        "role",
        "printed",
        "summary",
        "dates",
        "sources",
    ]
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.text(max_size=5), NAMES),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=15,
)


@pytest.mark.unmeasured
@FUZZ
@given(stem=STEMS.filter("source".__ne__), data=st.data())
def test_no_value_anywhere_is_an_exception(tmp_path: Path, stem: str, data: st.DataObject) -> None:
    """A value of any sort in the place of any other: what pydantic says of it is always in our words."""
    records = RECORDS[stem]
    path: tuple[str | int, ...] = ()
    place = records
    while isinstance(place, dict | list) and place:
        steps = list(place) if isinstance(place, dict) else list(range(len(place)))
        step = data.draw(st.sampled_from(steps))
        path, place = (*path, step), place[step]
        if data.draw(st.booleans()):
            break
    folder = write_forum(tmp_path, **{stem: changed(records, path, data.draw(VALUES))})
    assert not any("see `forum-bot schema`" in str(problem) for problem in loads_or_tells(folder))
