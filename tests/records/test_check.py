"""Which folders are forums, what a check reports of them, and what loading gives."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.records.check import check, load
from bot.records.forums import forum_folders
from bot.records.loader import read_folder
from bot.records.problems import InvalidRecords
from bot.shipped import shipped
from tests.support.forums import FORUM, QUOTES, SPEAKERS, THEMES, changed, write_forum


def test_the_shipped_records_are_right() -> None:
    report = check(shipped("data"))
    assert report.problems == ()
    assert [*report.lines()] == [
        "beijing-tokyo-17: 9 speakers, 4 themes, 20 quotes (8 direct, 9 reported, 3 unattributed): "
        "all found in the source"
    ]


def test_a_forum_in_another_language_is_as_right(tmp_path: Path) -> None:
    report = check(write_forum(tmp_path))
    assert report.problems == ()
    assert [*report.lines()] == [
        "minato-3: 2 speakers, 1 theme, 2 quotes (1 direct, 1 reported, 0 unattributed): "
        "all found in the source"
    ]


def test_loading_gives_what_is_written(tmp_path: Path) -> None:
    folder = write_forum(tmp_path)
    records = load(folder)
    assert records.folder == folder
    assert [quote.id for quote in records.quotes] == ["q1", "q2"]
    assert records.quotes[0].text == ("「海は街の入口である。」", "「港は人を結ぶ。」")
    assert records.source.find(records.quotes[1].text[0])


def test_a_second_forum_is_a_second_folder(tmp_path: Path) -> None:
    write_forum(tmp_path / "minato")
    (tmp_path / "beijing").symlink_to(shipped("data") / "beijing-tokyo-17")
    (tmp_path / ".git").mkdir()
    (tmp_path / "NOTICE.md").write_text("Where it comes from.", encoding="utf-8")
    assert [records.forum.id for records in check(tmp_path).records] == ["beijing-tokyo-17", "minato-3"]


def test_quotes_may_stand_in_several_files(tmp_path: Path) -> None:
    folder = write_forum(tmp_path, quotes=QUOTES[:1])
    (folder / "quotes").mkdir()
    write_forum(tmp_path / "quotes", forum=None, speakers=None, themes=None, source=None, quotes=QUOTES[1:])
    assert [quote.id for quote in load(folder).quotes] == ["q1", "q2"]
    (folder / "quotes.yaml").rename(folder / "quotes" / "a.yaml")
    assert [quote.id for quote in load(folder).quotes] == ["q1", "q2"]


def test_problems_in_several_files_of_quotes_name_their_file(
    tmp_path: Path, found: Callable[[Path], list[str]]
) -> None:
    folder = write_forum(tmp_path)
    (folder / "quotes").mkdir()
    write_forum(tmp_path / "quotes", forum=None, speakers=None, themes=None, source=None)
    assert found(folder) == [
        f"quotes/quotes.yaml:{line}: quotes[{number}].id: `q{number + 1}` is the id of quotes[{number}] in "
        "quotes.yaml already; give it an id of its own"
        for number, line in ((0, 1), (1, 17))
    ]


def test_a_folder_of_quotes_without_any(tmp_path: Path, found: Callable[[Path], list[str]]) -> None:
    folder = write_forum(tmp_path, quotes=None)
    (folder / "quotes").mkdir()
    (folder / "quotes" / "one.yml").touch()
    assert found(folder) == [
        "quotes: holds no quotes; put YAML files of quotes into it",
        "quotes/one.yml: is not read: files of quotes end in .yaml; rename it, or take it out of this folder",
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nowhere", "does not exist; name a folder of records"),
        ("file", "is not a folder; name the folder that holds forum.yaml"),
        ("loop", "cannot be read (Too many levels of symbolic links); allow reading it"),
        (
            "empty",
            "holds no records; put a folder with forum.yaml, speakers.yaml, themes.yaml, quotes.yaml, "
            "source.txt into it",
        ),
    ],
)
def test_no_folder_of_records(tmp_path: Path, name: str, expected: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "empty").mkdir()
    assert [str(problem) for problem in check(tmp_path / name).problems] == [f"{tmp_path / name}: {expected}"]


def test_the_folder_above_is_told_in_one_line(tmp_path: Path) -> None:
    write_forum(tmp_path / "data" / "minato")
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "speakers.py").touch()
    (problem,) = check(tmp_path).problems
    assert str(problem) == f"{tmp_path}: holds no forum; name {tmp_path}/data, which does"


def test_loading_what_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(InvalidRecords) as invalid:
        load(tmp_path / "nowhere")
    (problem,) = invalid.value.problems
    assert str(problem) == (
        f"{tmp_path}/nowhere: cannot be read (No such file or directory); name a folder that may be read"
    )
    with pytest.raises(InvalidRecords):
        read_folder(tmp_path).records()


def test_an_empty_folder_of_a_forum_lacks_every_file(
    tmp_path: Path, found: Callable[[Path], list[str]]
) -> None:
    (tmp_path / "minato").mkdir()
    told = "add it; `forum-bot schema` says what goes into it"
    lacking = {f"{name}.yaml": told for name in ("forum", "quotes", "speakers", "themes")}
    lacking["source.txt"] = "add the article as it was printed"
    assert found(tmp_path) == [f"minato/{name}: is missing; {told}" for name, told in sorted(lacking.items())]
    with pytest.raises(InvalidRecords) as invalid:
        load(tmp_path / "minato")
    assert len(invalid.value.problems) == 5


def test_names_that_are_nearly_right_are_pointed_out(
    tmp_path: Path, found: Callable[[Path], list[str]]
) -> None:
    folder = write_forum(tmp_path, quotes=None)
    for name in ("quote.yaml", "theme.yml", "picture.jpg", "README.md", "LICENSE", ".hidden"):
        (folder / name).touch()
    files = "is not read: a forum's files are forum.yaml, speakers.yaml, themes.yaml, quotes.yaml, source.txt"
    lines = found(folder)
    assert f"quote.yaml: {files}; rename it to quotes.yaml" in lines
    assert f"theme.yml: {files}; move what it holds into themes.yaml" in lines
    assert f"picture.jpg: {files}; take it out of this folder" in lines
    assert len([line for line in lines if files in line]) == 3


def test_a_folder_with_none_but_wrong_names_is_still_a_forum(
    tmp_path: Path, found: Callable[[Path], list[str]]
) -> None:
    (tmp_path / "forums.yml").touch()
    assert forum_folders(tmp_path) == (tmp_path,)
    assert any(line.endswith("; rename it to forum.yaml") for line in found(tmp_path))


def test_records_outside_a_forum_are_pointed_out(tmp_path: Path, found: Callable[[Path], list[str]]) -> None:
    write_forum(tmp_path / "minato")
    (tmp_path / "more.yaml").touch()
    assert found(tmp_path) == ["more.yaml: is not read: it lies outside a forum's folder; move it into one"]


def test_one_id_for_two_forums(tmp_path: Path) -> None:
    write_forum(tmp_path / "a")
    write_forum(tmp_path / "b")
    (problem,) = check(tmp_path).problems
    assert str(problem) == (
        f"{tmp_path}/b/forum.yaml:1: id: `minato-3` is the id of the forum in {tmp_path}/a already; "
        "give this forum an id of its own"
    )


def test_a_right_forum_is_still_reported_beside_a_wrong_one(tmp_path: Path) -> None:
    write_forum(tmp_path / "a")
    write_forum(tmp_path / "b", forum=changed(FORUM, ("id",), "other"), quotes=None)
    report = check(tmp_path)
    assert [records.forum.id for records in report.records] == ["minato-3"]
    assert report.problems


def test_all_problems_come_at_once_in_the_order_of_lines(
    tmp_path: Path, found: Callable[[Path], list[str]]
) -> None:
    folder = write_forum(
        tmp_path,
        forum=changed(FORUM, ("article",), "book"),
        speakers="- id: [\n",
        themes=changed(THEMES, (0, "summary", "ja", 0, "quotes"), ["q9"]),
        quotes=changed(changed(QUOTES, (0, "theme"), "land"), (1, "text"), "山"),
    )
    lines = found(folder)
    assert [line.split(";")[0] for line in lines] == [
        "forum.yaml:50: article: there is no source in forum.yaml `book`",
        "quotes.yaml:4: quotes[0].theme: there is no theme `land`",
        "quotes.yaml:21: quotes[1].text: '山' is not in source.txt",
        "speakers.yaml:2: cannot be read as YAML from here: an open bracket",
        "themes.yaml:43: themes[0].summary.ja[0].quotes[0]: there is no quote `q9`",
    ]
    # A file that cannot be read leaves references into it unjudged: they may well be right.
    assert not any("there is no speaker" in line for line in lines)


def test_a_record_with_a_wrong_field_is_judged_in_all_others(
    tmp_path: Path, found: Callable[[Path], list[str]]
) -> None:
    wrong = {
        **QUOTES[1],
        "kind": "reportd",
        "theme": "No Such",
        "speaker": "nobody",
        "text": "山",
        "translations": {"en": "ships", "zh": "船"},
        "note": 7,
    }
    lines = found(write_forum(tmp_path, quotes=[QUOTES[0], wrong]))
    assert [line.split(";")[0] for line in lines] == [
        "quotes.yaml:18: quotes[1].kind: 'reportd' is not known here",
        "quotes.yaml:19: quotes[1].speaker: there is no speaker `nobody`",
        "quotes.yaml:20: quotes[1].theme: 'No Such' is not written as asked",
        "quotes.yaml:21: quotes[1].text: '山' is not in source.txt",
        "quotes.yaml:26: quotes[1].translations.zh: is not a field here",
        "quotes.yaml:27: quotes[1].note: '7' is not a set of `name: value` lines",
    ]


def test_a_wrong_field_of_an_entry_is_told_beside_an_entry_that_is_none(
    tmp_path: Path, found: Callable[[Path], list[str]]
) -> None:
    facts = [{**SPEAKERS[1]["facts"][0], "dated": "soon"}, "sails"]
    lines = found(write_forum(tmp_path, speakers=[SPEAKERS[0], {**SPEAKERS[1], "facts": facts}]))
    assert [line.split(": ")[1] for line in lines] == ["speakers[1].facts[0].dated", "speakers[1].facts[1]"]


def test_there_is_an_end_to_the_list(tmp_path: Path) -> None:
    folder = write_forum(tmp_path, quotes="- {}\n" * 2000)
    problems = check(folder).problems
    assert "quotes.yaml: has more than 1000 problems; mend those that are listed, then check again" in str(
        problems[0]
    )
    assert len(problems) < 1100
    write_forum(tmp_path, themes=changed(THEMES, (0, "summary", "en", 0, "quotes"), ["q9"] * 2000))
    assert 1000 < len(check(folder).problems) < 1100


def test_a_message_is_one_line_whatever_it_quotes(tmp_path: Path) -> None:
    folder = write_forum(tmp_path, quotes='- "a\\nb\\e[31m\\u202e": x\n')
    for problem in check(folder).problems:
        assert str(problem).isprintable()
