"""One forum's folder changed: it alone is read again, and the archive is what a build of all would be."""

import io
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.archive import Archive, open_archive, search
from bot.archive.cache import compiled, seal
from bot.archive.compiling import fill
from bot.archive.entities import Pool
from bot.archive.hits import Scope
from bot.archive.places import numbered
from bot.archive.progress import Progress, on_terminal
from bot.archive.survey import Survey, at_rest
from bot.languages import Language
from bot.records.check import check, check_each, examine
from bot.records.problems import InvalidRecords
from tests.benchmarks.growth.synthetic import Size, write

SIZE = Size(96, 24, 4)
"""Forums in three languages, with names enough that some are shared between them."""


@pytest.fixture(scope="session")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("several") / "records", SIZE)


@pytest.fixture
def records(several: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(several, tmp_path / "records"))


def reword(records: Path, forum: str) -> None:
    """Change one translation."""
    file = records / forum / "quotes" / "0000.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r'(\n {4}(?:en|zh-Hans|ja): ".*)"', r'\1!"', text, count=1), encoding="utf-8")


def answers(archive: Archive) -> list[object]:
    """What readers can see of an archive, from end to end."""
    scope = Scope(Language.EN)
    told: list[object] = [archive.forums(), archive.speakers(), archive.themes()]
    pools = [Pool(), *(Pool(forum=forum.key) for forum in archive.forums())]
    pools += [Pool(speaker=speaker.key) for speaker in archive.speakers()]
    pools += [Pool(theme=theme.key) for theme in archive.themes()]
    told += [archive.quotes(pool, 0, 1000) for pool in pools]
    told += [archive.passage(quote) for quote in archive.quotes(Pool(), 0, 1000).items]
    for text in (
        "institute",
        "所长",
        "chairperson",
        "p1-3",
        "ada",
        "institut",
        "赵",
        "山田",
        "synthetic-2/p2-1",
    ):
        told += [archive.find_speakers(text), archive.suggest_speakers(text), archive.find_themes(text)]
        hits = search(archive, text, scope, 0, 500)
        told += [hits.total, hits.loose, {(hit.key, hit.found, hit.language, hit.text) for hit in hits.items}]
    return told


TABLES = (
    "SELECT * FROM forum ORDER BY id",
    "SELECT * FROM source ORDER BY id",
    "SELECT * FROM speaker ORDER BY id",
    "SELECT * FROM theme ORDER BY id",
    "SELECT * FROM quote ORDER BY id",
    "SELECT * FROM pool ORDER BY id",
    "SELECT * FROM run ORDER BY pool, ordinal",
    "SELECT kind, text, weight, number FROM spelling JOIN form ON form.id = form ORDER BY 1, 2, 3, 4",
    "SELECT later, weight, rest, text FROM beginning JOIN form ON form.id = form ORDER BY 1, 2, 3, 4",
    "SELECT code, text FROM segment JOIN form ON form.id = form ORDER BY 1, 2",
    "SELECT rowid, words FROM named ORDER BY 1",
    "SELECT rowid, text FROM words ORDER BY 1",
    "SELECT rowid, text FROM sample ORDER BY 1",
)


def rows(path: Path) -> list[list[object]]:
    """Everything that is filed, and that the word index agrees with its texts."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        return [connection.execute(sql).fetchall() for sql in TABLES]


def changed(records: Path) -> None:
    reword(records, "synthetic-2")


def gone(records: Path) -> None:
    shutil.rmtree(records / "synthetic-1")


def come(records: Path) -> None:
    write(records.parent / "more", Size(120, 30, 5))
    shutil.copytree(records.parent / "more" / "synthetic-4", records / "synthetic-1b")


@pytest.mark.parametrize("happened", [changed, gone, come])
def test_what_is_replaced_in_a_copy_is_what_is_built_anew(
    records: Path, tmp_path: Path, happened: Callable[[Path], None]
) -> None:
    assert compiled(records, tmp_path / "cache") is not None
    happened(records)
    copied, anew = compiled(records, tmp_path / "cache"), compiled(records, tmp_path / "other")
    assert copied is not None
    assert anew is not None
    assert copied.stem[:32] == anew.stem[:32], "of the same content"
    opened = [Archive.open(path) for path in (copied, anew)]
    first, second = map(answers, opened)
    for archive in opened:
        archive.close()
    assert first == second
    # Numbers of forums are given in the order of their folders, and kept; all else is the same row for row.
    if happened is changed:
        assert rows(copied) == rows(anew)


def test_folders_that_are_known_are_not_read(records: Path) -> None:
    known = records / "synthetic-0"
    (known / "themes.yaml").write_text("rubbish", encoding="utf-8")
    taken: list[str] = []
    problems = check_each(
        records,
        lambda folder: examine(folder, lambda read: read.forum.id),
        taken.append,
        known={known: "synthetic-0"},
    )
    assert problems == ()
    assert taken == ["synthetic-1", "synthetic-2", "synthetic-3"]
    assert check(records).problems


def test_wrong_records_in_one_folder_are_told_and_nothing_is_left(records: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    compiled(records, cache)
    (records / "synthetic-1" / "themes.yaml").unlink()
    with pytest.raises(InvalidRecords) as refused:
        compiled(records, cache)
    assert {problem.file.parent.name for problem in refused.value.problems} == {"synthetic-1"}
    assert not [*cache.glob("building-*")]


def test_a_build_tells_how_far_it_is(records: Path, tmp_path: Path) -> None:
    told: list[float] = []
    compiled(records, tmp_path, told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(set(told)) > SIZE.forums


def test_an_id_that_another_folder_has_is_told_though_that_one_is_not_read(
    records: Path, tmp_path: Path
) -> None:
    compiled(records, tmp_path / "cache")
    shutil.copytree(records / "synthetic-3", records / "twin")
    with pytest.raises(InvalidRecords) as refused:
        compiled(records, tmp_path / "cache")
    (problem,) = refused.value.problems
    assert "is the id of the forum in" in problem.wrong
    assert problem.file == records / "twin" / "forum.yaml"
    assert problem.line == 1


def test_an_id_that_a_later_folder_has_is_told_though_that_one_is_not_read(
    records: Path, tmp_path: Path
) -> None:
    compiled(records, tmp_path / "cache")
    file = records / "synthetic-1" / "forum.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("synthetic-1", "synthetic-3", 1), encoding="utf-8"
    )
    with pytest.raises(InvalidRecords) as refused:
        compiled(records, tmp_path / "cache")
    (problem,) = refused.value.problems
    assert problem.file == records / "synthetic-3" / "forum.yaml"


def test_what_lies_in_the_cache_and_cannot_be_read_is_no_base(records: Path, tmp_path: Path) -> None:
    compiled(records, tmp_path / "cache")
    (tmp_path / "cache" / "a-folder.sqlite3").mkdir()
    reword(records, "synthetic-2")
    assert compiled(records, tmp_path / "cache") is not None


def test_a_folder_that_comes_while_others_are_read_is_left_for_the_next_attempt(
    records: Path, tmp_path: Path
) -> None:
    away = (records / "synthetic-3").rename(tmp_path / "synthetic-3")

    def attempt(found: Survey) -> int:
        if away.exists():
            away.rename(records / "synthetic-3")
        with closing(sqlite3.connect(":memory:")) as connection:
            fill(connection, records, found, None, Progress(None, found.sizes))
            ((forums,),) = connection.execute("SELECT count(*) FROM forum")
        return int(forums)

    assert at_rest(records, {}, attempt)[1] == SIZE.forums


def test_words_are_counted_anew_where_much_has_come(tmp_path: Path) -> None:
    records = write(tmp_path / "records", Size(20, 5, 1))
    compiled(records, tmp_path / "cache")
    write(tmp_path / "more", Size(300, 30, 2))
    shutil.copytree(tmp_path / "more" / "synthetic-1", records / "synthetic-1")
    counted = []
    for cache in ("cache", "other"):
        path = compiled(records, tmp_path / cache)
        assert path is not None
        with closing(sqlite3.connect(path)) as connection:
            counted.append(connection.execute("SELECT * FROM frequency ORDER BY term").fetchall())
    assert counted[0] == counted[1]
    assert len(counted[0]) > 10


def test_a_file_that_was_written_to_is_read_again_whatever_its_size(records: Path, tmp_path: Path) -> None:
    first = compiled(records, tmp_path / "cache")
    reword(records, "synthetic-0")
    assert compiled(records, tmp_path / "cache") != first


def test_a_ledger_that_is_not_one_is_no_harm(records: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = compiled(records, cache)
    wrong = ('{"a": 1}', '{"a": [1, "x", "zz"]}', '{"a": ["", Infinity, "00"]}')
    for rubbish in ("", "{", "[1]", "null", "[" * 100_000, *wrong):
        (cache / "ledger.json").write_text(rubbish, encoding="utf-8")
        assert compiled(records, cache) == first


def test_a_damaged_archive_is_no_base(records: Path, tmp_path: Path) -> None:
    first = compiled(records, tmp_path)
    assert first is not None
    data = bytearray(first.read_bytes())
    data[len(data) // 2] ^= 1
    first.write_bytes(data)
    reword(records, "synthetic-1")
    second = compiled(records, tmp_path)
    assert second is not None
    with sqlite3.connect(second) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    assert second.stem.endswith(seal(second))


@pytest.mark.parametrize(
    ("names", "known"),
    [(["b", "a", "c"], {}), (["a", "b", "c"], {"a": 1, "c": 9}), (["z"], {"y": 5}), ([], {})],
)
def test_numbers_follow_names_and_are_kept(names: list[str], known: dict[str, int]) -> None:
    given = numbered(names, known)
    assert given is not None
    assert sorted(given) == sorted(names)
    assert sorted(names, key=given.__getitem__) == sorted(names)
    assert all(given[name] == known[name] for name in known.keys() & given.keys())


def test_where_no_number_is_left_there_is_none() -> None:
    assert numbered(["a", "b", "c"], {"a": 1, "c": 2}) is None


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_fills_at_a_terminal_and_nowhere_else() -> None:
    assert on_terminal(io.StringIO()) is None
    terminal, seconds = Terminal(), iter([0.0, 0.1, 0.7, 0.8, 0.9])
    show = on_terminal(terminal, lambda: next(seconds))
    assert show is not None
    show(0.1)
    assert terminal.getvalue() == "", "nobody needs to be told of a moment"
    show(0.5)
    assert "50 %" in terminal.getvalue()
    show(1.0)
    assert terminal.getvalue().endswith("\r")


def test_a_search_says_where_it_looked_at_no_more(several: Path, tmp_path: Path) -> None:
    archive = open_archive(several, tmp_path)
    hits = search(archive, "item", Scope(Language.EN), 0, 5)
    archive.close()
    # Every quote in English, and every summary.
    assert hits.total == 96 + 4 * 8
    assert not hits.more
