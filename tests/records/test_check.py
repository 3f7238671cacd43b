"""What `forum-bot check` finds: each mistake by its own words, all of them at once, none as a traceback."""

import os
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.records.check import check, load, load_all
from bot.records.problems import InvalidRecords, Problem
from bot.shipped import shipped
from tests.support.forums import FORUM, QUOTES, SPEAKERS, THEMES, write_forum


def found(folder: Path) -> list[str]:
    return [str(problem).replace(f"{folder}/", "") for problem in check(folder).problems]


def changed(records: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """A copy of `records` with one value replaced; `...` removes it."""
    copy = deepcopy(records)
    place = copy
    for step in path[:-1]:
        place = place[step]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return copy


def test_the_shipped_records_are_right() -> None:
    report = check(shipped("data"))
    assert report.problems == ()
    assert [*report.lines()] == [
        "beijing-tokyo-17: 9 speakers, 4 themes, 20 utterances (8 direct, 9 reported, 3 unattributed), "
        "every one found in its source"
    ]


def test_a_second_forum_is_a_second_folder(tmp_path: Path) -> None:
    write_forum(tmp_path / "minato")
    (tmp_path / "beijing").symlink_to(shipped("data") / "beijing-tokyo-17")
    assert [records.forum.id for records in load_all(tmp_path)] == ["beijing-tokyo-17", "minato-3"]


def test_quotes_may_stand_in_several_files(tmp_path: Path) -> None:
    folder = write_forum(tmp_path, quotes=None)
    (folder / "quotes").mkdir()
    write_forum(folder / "elsewhere")
    for number, quote in enumerate(QUOTES):
        write_forum(tmp_path / "spare", quotes=[quote])
        (tmp_path / "spare" / "quotes.yaml").rename(folder / "quotes" / f"{number}.yaml")
    assert [quote.id for quote in load(folder).quotes] == ["q1", "q2"]


CASES: list[tuple[str, Any, tuple[str | int, ...], Any, str]] = [
    (
        "speakers",
        SPEAKERS,
        (0, "role", "titel"),
        "x",
        "[0].role.titel: `titel` is not a field here; write `title`",
    ),
    (
        "speakers",
        SPEAKERS,
        (1, "names", 0, "grade"),
        "fond",
        "[1].names[0].grade: 'fond' is not known here; write `found`",
    ),
    ("speakers", SPEAKERS, (1, "names", 0, "skript"), "x", "`skript` is not a field here; write `script`"),
    ("speakers", SPEAKERS, (0, "name"), {"x": "y"}, "[0].name: is a set of `name: value` lines, not text"),
    ("speakers", SPEAKERS, (0, "name"), ["x"], "[0].name: is a list, not text; write a text here"),
    (
        "themes",
        THEMES,
        (0, "summary", "ja", 0, "qoutes"),
        ["q1"],
        "`qoutes` is not a field here; write `quotes`",
    ),
    ("themes", THEMES, (0, "summary", "ja", 0), "x", "is not a set of `name: value` lines"),
    (
        "forum",
        FORUM,
        ("sources", "paper", "zzz"),
        "x",
        "`zzz` is not a field here; use one of: language, note",
    ),
    (
        "quotes",
        QUOTES,
        (1, "text"),
        "船の電化が止まる",
        "quotes.yaml:21: [1].text: '船の電化が止まる' is not in source.txt; copy it from there; "
        "the nearest is '船の電化が進むと",
    ),
    ("quotes", QUOTES, (1, "text"), "海", "[1].text: stands 3 times in the source (lines 3, 5, 7)"),
    (
        "quotes",
        QUOTES,
        (0, "text"),
        ["「港は人を結ぶ。」", "「海は街の入口である。」"],
        "[0].text[1]: stands before the part above it",
    ),
    (
        "quotes",
        QUOTES,
        (0, "text"),
        ["海は街の入口である。", "「港は人を結ぶ。」"],
        "a direct quotation stands between quotation marks; include the marks",
    ),
    (
        "quotes",
        QUOTES,
        (0, "kind"),
        "reported",
        "has quotation marks, but is `kind: reported`; write `kind: direct`",
    ),
    ("quotes", QUOTES, (0, "kind"), "diect", "[0].kind: 'diect' is not known here; write `direct`"),
    (
        "quotes",
        QUOTES,
        (1, "kind"),
        "unattributed",
        "[1].speaker: an unattributed statement is nobody's; remove `speaker`",
    ),
    ("quotes", QUOTES, (1, "speaker"), ..., "a reported quotation has no `speaker`"),
    ("quotes", QUOTES, (1, "attributed_by"), ..., "[1]: has no `attributed_by`"),
    (
        "quotes",
        QUOTES,
        (1, "speaker"),
        "suzuki-ichirou",
        "there is no speaker `suzuki-ichirou`; write `suzuki-ichiro`",
    ),
    ("quotes", QUOTES, (1, "theme"), "see", "there is no theme `see`; write `sea`"),
    ("quotes", QUOTES, (1, "id"), "q1", "[1].id: the id `q1` is taken (line 1); give it an id of its own"),
    ("quotes", QUOTES, (1, "id"), "Q 2", "'Q 2' is not written as asked; use lower-case letters"),
    ("quotes", QUOTES, (1, "id"), "q" * 40, "is 40 characters long; use 32 at most"),
    (
        "quotes",
        QUOTES,
        (1, "translations"),
        {"en": "x"},
        "[1].translations: has no `zh-Hans`; add `zh-Hans:`",
    ),
    (
        "quotes",
        QUOTES,
        (1, "translations", "zh-Hans"),
        ["a", "b"],
        "has 2 parts, and the text has 1; translate part by part",
    ),
    (
        "quotes",
        QUOTES,
        (1, "translations", "zh-Hnas"),
        "x",
        "[1].translations.zh-Hnas: 'zh-Hnas' is not known here; write `zh-Hans`",
    ),
    (
        "quotes",
        QUOTES,
        (1, "translations", "en"),
        "x" * 3000,
        "is 3000 characters long; a card holds 2500; divide it",
    ),
    (
        "quotes",
        QUOTES,
        (1, "attribution"),
        "said nobody",
        "[1].attribution: 'said nobody' is not in source.txt",
    ),
    ("quotes", QUOTES, (1, "spaeker"), "x", "[1].spaeker: `spaeker` is not a field here; write `speaker`"),
    (
        "quotes",
        QUOTES,
        (1, "text"),
        7,
        "[1].text: is a number, not text (YAML reads '7' so); put it into quotes: \"7\"",
    ),
    ("quotes", QUOTES, (1, "note"), {"en": "x"}, "[1].note: has no `zh-Hans`"),
    (
        "speakers",
        SPEAKERS,
        (0, "name"),
        "佐藤花",
        "speakers.yaml:4: [0].given: '花子' is no part of the printed name '佐藤花'",
    ),
    ("speakers", SPEAKERS, (0, "role", "printed"), "学長", "[0].role.printed: '学長' is not in source.txt"),
    (
        "speakers",
        SPEAKERS,
        (0, "role", "title", "printed"),
        "社長",
        "[0].role.title.printed: '社長' is no part of the role's phrase",
    ),
    (
        "speakers",
        SPEAKERS,
        (0, "role", "as_of"),
        "May 2024",
        'write a month or a day, in quotes: "2021-10" or "2021-10-26"',
    ),
    (
        "speakers",
        SPEAKERS,
        (1, "names", 0, "source"),
        "papr",
        "there is no source in forum.yaml `papr`; write `paper`",
    ),
    (
        "speakers",
        SPEAKERS,
        (1, "names", 0, "text"),
        "x" * 90,
        "[1].names[0].text: is 90 characters long; a button holds 80",
    ),
    ("speakers", SPEAKERS, (1, "facts", 0, "text", "ja"), ..., "[1].facts[0].text: has no `ja`"),
    (
        "speakers",
        SPEAKERS,
        (1, "facts", 0, "source"),
        "radio",
        "[1].facts[0].source: there is no source in forum.yaml `radio`",
    ),
    ("themes", THEMES, (0, "summary", "ja"), ..., "[0].summary: has no `ja`"),
    ("themes", THEMES, (0, "summary", "ja", 2), ..., "[0].summary.ja: has 2 sentences; write 3 to 4"),
    (
        "themes",
        THEMES,
        (0, "summary", "ja", 0, "quotes"),
        [],
        "[0].summary.ja[0].quotes: is an empty list; write at least one entry",
    ),
    (
        "themes",
        THEMES,
        (0, "summary", "ja", 0, "quotes"),
        ["q3"],
        "[0].summary.ja[0].quotes[0]: there is no quote `q3`; write `q",
    ),
    (
        "themes",
        THEMES,
        (0, "heading", "printed"),
        "山",
        "[0].heading.printed: '山' is not in source.txt; copy it from there",
    ),
    ("themes", THEMES, (0, "label", "ja"), ..., "[0].label: has no `ja`"),
    (
        "forum",
        FORUM,
        ("article",),
        "book",
        "forum.yaml:50: article: there is no source in forum.yaml `book`; ",
    ),
    (
        "forum",
        FORUM,
        ("dates", "last"),
        "2024-04-01",
        "dates.last: is before the first day; write the later day here",
    ),
    (
        "forum",
        FORUM,
        ("dates", "first"),
        "1 May",
        "dates.first: '1 May' is not a date; write it as 2021-10-26",
    ),
    ("forum", FORUM, ("places", 0, "translations"), {}, "places[0].translations: has no `en`"),
    (
        "forum",
        FORUM,
        ("sources", "paper", "url"),
        "nowhere",
        "sources.paper.url: is not an address; write it whole",
    ),
    ("forum", FORUM, ("sources",), ["paper"], "sources: is not a set of `name: value` lines"),
    ("forum", FORUM, ("language",), "jp", "language: 'jp' is not known here; write `ja`"),
    ("forum", FORUM, ("hosts",), "Minato", "hosts: is not a list; write a list"),
    ("forum", FORUM, ("id",), ..., "forum.yaml:1: has no `id`; add `id:`"),
]


@pytest.mark.parametrize(("stem", "records", "path", "value", "expected"), CASES, ids=lambda value: None)
def test_a_mistake_is_named_where_it_stands(
    tmp_path: Path, stem: str, records: Any, path: tuple[str | int, ...], value: Any, expected: str
) -> None:
    folder = write_forum(tmp_path, **{stem: changed(records, path, value)})
    assert any(expected in problem for problem in found(folder)), found(folder)


FILES: list[tuple[str, str | bytes | None, str]] = [
    ("quotes", None, "quotes.yaml: is missing; add it"),
    ("source", None, "source.txt: is missing; add it"),
    ("quotes", "", "quotes.yaml:1: is empty; write the records into it"),
    ("quotes", "# nothing\n", "quotes.yaml:1: is empty"),
    ("quotes", "id: q1\n", "quotes.yaml:1: is not a list of records; begin each record with `- id:`"),
    ("quotes", "- id: q1\n  text: [\n", "quotes.yaml:3: is not YAML"),
    ("quotes", "- id: q1\n\ttext: x\n", "quotes.yaml:2: is not YAML"),
    (
        "quotes",
        "- id: q1\n  id: q2\n",
        "quotes.yaml:2: [0].id: the key `id` stands twice (first on line 1); keep one",
    ),
    (
        "quotes",
        "- !!python/object/apply:os.system [id]\n",
        "carries the tag `tag:yaml.org,2002:python/object/apply:os.system`",
    ),
    ("quotes", "- &a {id: q1}\n- *a\n", "quotes.yaml:2: [1]: uses the alias *a; write the text out"),
    ("quotes", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", "uses the alias *a"),
    ("quotes", "[" * 10_000, "is nested more than 32 deep; keep it flat"),
    ("quotes", "- ? [a, b]\n  : x\n", "has a key that is not plain text; write the key as a word"),
    ("quotes", "- id: q1\n---\n- id: q2\n", "holds more than one document; remove the `---` lines"),
    (
        "quotes",
        "- id: no\n",
        "[0].id: is a yes-or-no value, not text (YAML reads 'no' so); put it into quotes: \"no\"",
    ),
    ("quotes", "- id:\n", "[0].id: is nothing, not text"),
    ("quotes", "- id: a\x07b\n", "holds the character '\\x07'"),
    ("quotes", "- id: 海\n".encode("utf-16"), "quotes.yaml:1: is not UTF-8 text (byte 0); save it as UTF-8"),
    ("quotes", "- id: q1\n  text: café\n".encode("latin-1"), "quotes.yaml:2: is not UTF-8 text"),
    ("source", "海".encode("utf-16"), "source.txt:1: is not UTF-8 text (byte 0)"),
    ("forum", "- id: x\n", "forum.yaml:1: is not a set of `name: value` lines"),
]


@pytest.mark.parametrize(("stem", "content", "expected"), FILES, ids=lambda value: None)
def test_a_file_that_is_no_record_file_is_told_so(
    tmp_path: Path, stem: str, content: str | bytes | None, expected: str
) -> None:
    folder = write_forum(tmp_path, **{stem: content})
    assert any(expected in problem for problem in found(folder)), found(folder)


def test_all_problems_come_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    folder = write_forum(
        tmp_path,
        forum=changed(FORUM, ("article",), "book"),
        speakers="- id: [\n",
        themes=changed(THEMES, (0, "summary", "ja", 0, "quotes"), ["q9"]),
        quotes=changed(changed(QUOTES, (0, "theme"), "land"), (1, "text"), "山"),
    )
    files = [problem.file.name for problem in check(folder).problems]
    assert {"forum.yaml", "speakers.yaml", "themes.yaml", "quotes.yaml"} == set(files)
    assert files == sorted(files)
    # A file that cannot be read leaves references into it unjudged: they may well be right.
    assert not any("there is no speaker" in problem for problem in found(folder))


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    folder = write_forum(tmp_path)
    with (folder / "quotes.yaml").open("r+b") as file:
        file.truncate(100_000_000)
    assert any("quotes.yaml: is 100 MB large" in problem for problem in found(folder))


def test_what_is_no_file_is_told_so(tmp_path: Path) -> None:
    folder = write_forum(tmp_path, quotes=None, themes=None, speakers=None)
    (folder / "themes.yaml").mkdir()
    os.mkfifo(folder / "speakers.yaml")
    (folder / "quotes.yaml").symlink_to("nowhere")
    problems = " ".join(found(folder))
    assert "themes.yaml: is a folder" in problems
    assert "speakers.yaml: is not a regular file" in problems
    assert "quotes.yaml: is missing" in problems


def test_an_empty_folder_of_quotes_is_told_so(tmp_path: Path) -> None:
    folder = write_forum(tmp_path, quotes=None)
    (folder / "quotes").mkdir()
    assert any("quotes: is empty" in problem for problem in found(folder))


def test_a_misnamed_file_is_pointed_out(tmp_path: Path) -> None:
    folder = write_forum(tmp_path, quotes=None)
    (folder / "quote.yaml").write_text("[]", encoding="utf-8")
    (folder / "zzz.yaml").write_text("[]", encoding="utf-8")
    problems = found(folder)
    assert "quote.yaml: is not a file that is read; rename it to quotes.yaml" in problems
    assert any(problem.startswith("zzz.yaml: is not a file that is read; keep only") for problem in problems)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("nowhere", "does not exist"), ("file", "is not a folder"), ("empty", "holds no records")],
)
def test_no_folder_of_records(tmp_path: Path, name: str, expected: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    (problem,) = check(tmp_path / name).problems
    assert expected in str(problem)
    with pytest.raises(InvalidRecords):
        load_all(tmp_path / name)


def test_one_id_for_two_forums(tmp_path: Path) -> None:
    write_forum(tmp_path / "a")
    write_forum(tmp_path / "b")
    (problem,) = check(tmp_path).problems
    assert "the forum id `minato-3` is taken by" in str(problem)


def test_a_right_forum_is_still_reported_beside_a_wrong_one(tmp_path: Path) -> None:
    write_forum(tmp_path / "a")
    write_forum(tmp_path / "b", forum=changed(FORUM, ("id",), "other"), quotes=None)
    report = check(tmp_path)
    assert [records.forum.id for records in report.records] == ["minato-3"]
    assert report.problems


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    folder = write_forum(tmp_path)
    text = (folder / "quotes.yaml").read_text(encoding="utf-8")
    (folder / "quotes.yaml").write_text(text, encoding="utf-8-sig")
    assert found(folder) == []


FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZ
@given(
    stem=st.sampled_from(["forum", "speakers", "themes", "quotes", "source"]), content=st.binary(max_size=300)
)
def test_no_bytes_are_an_exception(tmp_path: Path, stem: str, content: bytes) -> None:
    folder = write_forum(tmp_path, **{stem: content})
    assert all(isinstance(problem, Problem) for problem in check(folder).problems)


YAML_PIECES = st.sampled_from(
    [
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
    ]
)


@FUZZ
@given(content=st.lists(YAML_PIECES, max_size=40).map("".join))
def test_no_yaml_is_an_exception(tmp_path: Path, content: str) -> None:
    folder = write_forum(tmp_path, quotes=content)
    assert all(problem.file.is_relative_to(folder) for problem in check(folder).problems)
