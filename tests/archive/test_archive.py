"""Compiled records: opened at once, built anew when they changed, drawn from without repeats."""

import resource
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from random import Random
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.archive import Archive, open_archive
from bot.archive.cache import compiled, content_hash
from bot.archive.compiling import KEPT
from bot.archive.connections import Connections
from bot.archive.entities import Pool
from bot.archive.search import phrase, tokens
from bot.records.models import Kind
from bot.records.problems import InvalidRecords
from bot.shipped import shipped
from tests.support.forums import QUOTES, write_forum

EVERYTHING = Pool()


def test_every_quote_stands_at_its_place_in_the_article(archive: Archive) -> None:
    text = (shipped("data") / "beijing-tokyo-17" / "source.txt").read_text(encoding="utf-8")
    quotes = archive.quotes(EVERYTHING, page=0, size=100).items
    assert len(quotes) == 17
    for quote in quotes:
        parts = [text[span.start : span.end].replace("\u00a0", " ") for span in quote.spans]
        assert tuple(parts) == quote.record.text
        assert text.split("\n")[quote.line - 1].replace("\u00a0", " ").find(parts[0]) >= 0


def test_the_split_quotation_keeps_its_two_spans(archive: Archive) -> None:
    quote = archive.quote("beijing-tokyo-17/u14")
    assert quote is not None
    assert [(span.start, span.end) for span in quote.spans] == [(3662, 3781), (3862, 3969)]
    passage = archive.passage(quote)
    assert passage.line == 32
    marked = [passage.text[mark.start : mark.end] for mark in passage.marks]
    assert [part[0] + part[-1] for part in marked] == ["“”", "“”"]


def test_unattributed_statements_are_kept_and_never_drawn(archive: Archive) -> None:
    kept = archive.quote("beijing-tokyo-17/u13")
    assert kept is not None
    assert kept.record.kind is Kind.UNATTRIBUTED
    assert kept.speaker_key is None
    assert kept not in archive.quotes(EVERYTHING, page=0, size=100).items


def test_counts(archive: Archive) -> None:
    (forum,) = archive.forums()
    assert (forum.direct_count, forum.reported_count, forum.unattributed_count) == (8, 9, 3)
    assert (forum.speaker_count, forum.theme_count, forum.quote_count) == (9, 4, 17)
    assert forum.source_sha256.startswith("73851138e4ce")
    assert forum.source_characters == 4998
    song = archive.speaker("beijing-tokyo-17/liu-song")
    assert song is not None
    assert song.quote_count == 3
    assert song.theme_keys == ("beijing-tokyo-17/zero-carbon", "beijing-tokyo-17/data-security")


def test_pages(archive: Archive) -> None:
    pages = [archive.quotes(EVERYTHING, page=number, size=5) for number in range(4)]
    assert [len(page.items) for page in pages] == [5, 5, 5, 2]
    assert {page.count for page in pages} == {4}
    ids = [quote.record.id for page in pages for quote in page.items]
    assert ids == sorted(ids)
    assert archive.quotes(Pool(speaker="nobody"), page=0, size=5).count == 1


def test_what_is_not_there_is_none(archive: Archive) -> None:
    assert archive.quote("x") is None
    assert archive.speaker("x") is None
    assert archive.theme("x") is None
    assert archive.forum("x") is None


@given(
    seed=st.integers(),
    rounds=st.integers(2, 4),
    theme=st.sampled_from([None, "zero-carbon", "data-security"]),
)
def test_nothing_repeats_until_all_are_drawn_nor_twice_in_a_row(
    archive: Archive, seed: int, rounds: int, theme: str | None
) -> None:
    pool = Pool(theme=f"beijing-tokyo-17/{theme}" if theme else None)
    total = archive.quotes(pool, page=0, size=1).total
    random, drawn, last = Random(seed), dict[str, None](), None
    for turn in range(rounds * total):
        draw = archive.draw(pool, drawn.keys(), random)
        assert draw is not None
        assert draw.restarted == (turn > 0 and turn % total == 0)
        if draw.restarted:
            drawn.clear()
        assert draw.quote.key not in drawn
        assert draw.quote.key != last
        last = draw.quote.key
        drawn[last] = None


def test_a_draw_is_uniform(archive: Archive) -> None:
    random = Random(7)
    draws = [archive.draw(EVERYTHING, (), random) for _ in range(1700)]
    counts = {draw.quote.key: 0 for draw in draws if draw}
    for draw in draws:
        assert draw is not None
        counts[draw.quote.key] += 1
    assert len(counts) == 17
    # Each is expected 100 times; five standard deviations are 49.
    assert all(51 < times < 149 for times in counts.values())


def test_a_pool_of_one_repeats_and_of_none_is_none(archive: Archive) -> None:
    pool = Pool(speaker="beijing-tokyo-17/xu-zhilong")
    first = archive.draw(pool, (), Random(1))
    assert first is not None
    again = archive.draw(pool, [first.quote.key], Random(1))
    assert again is not None
    assert again.restarted
    assert archive.draw(Pool(theme="x"), (), Random(1)) is None


def test_keys_that_have_gone_do_not_count_as_drawn(archive: Archive) -> None:
    pool = Pool(speaker="beijing-tokyo-17/xu-zhilong")
    draw = archive.draw(pool, [f"gone/{number}" for number in range(30)], Random(1))
    assert draw is not None
    assert not draw.restarted


def test_unchanged_records_are_opened_not_built(tmp_path: Path) -> None:
    folder, cache = write_forum(tmp_path / "data" / "minato"), tmp_path / "cache"
    first = compiled(folder, cache)
    assert first is not None
    stamp = first.stat().st_mtime_ns
    assert compiled(folder, cache) == first
    assert first.stat().st_mtime_ns == stamp
    assert [*cache.glob("*.sqlite3")] == [first]


def test_changed_records_are_another_archive_and_old_ones_go(tmp_path: Path) -> None:
    folder, cache = tmp_path / "minato", tmp_path / "cache"
    made = []
    for number in range(KEPT + 2):
        write_forum(
            folder, quotes=[*QUOTES[:1], {**QUOTES[1], "translations": {"en": f"{number}", "zh-Hans": "x"}}]
        )
        made.append(compiled(folder, cache))
    assert len(set(made)) == KEPT + 2
    assert len(list(cache.glob("*.sqlite3"))) == KEPT
    assert made[-1] in list(cache.iterdir())


@pytest.mark.parametrize("damage", [b"", b"not a database at all", None])
def test_a_damaged_archive_is_built_anew(tmp_path: Path, damage: bytes | None) -> None:
    folder, cache = write_forum(tmp_path / "minato"), tmp_path / "cache"
    path = compiled(folder, cache)
    assert path is not None
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    with_again = open_archive(folder, cache)
    assert with_again.quote("minato-3/q1") is not None
    with_again.close()


def test_nothing_is_kept_of_an_archive_that_was_closed(tmp_path: Path) -> None:
    archive = open_archive(write_forum(tmp_path / "minato"), tmp_path / "cache")
    archive.draw(Pool(), (), Random(1))
    archive.speakers()
    assert all(each.cache_info().currsize for each in (archive.quote, archive.speaker, archive.key_of))
    kept = [ref(each) for each in (archive.quote, archive.speaker, archive.key_of)]
    archive.close()
    assert [each() for each in kept] == [None, None, None]


def test_nothing_is_kept_of_what_a_thread_still_read_when_its_archive_was_closed(tmp_path: Path) -> None:
    path = compiled(write_forum(tmp_path / "minato"), tmp_path / "cache")
    assert path is not None
    reading, closed = threading.Event(), threading.Event()

    def wait(_: str) -> None:
        if threading.current_thread() is not threading.main_thread():
            reading.set()
            closed.wait()

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path, check_same_thread=False)
        connection.set_trace_callback(wait)
        return connection

    archive = Archive(Connections(connect, connect()))
    kept, thread = ref(archive.quote), threading.Thread(target=lambda: archive.quote("minato-3/q1"))
    thread.start()
    reading.wait()
    archive.close()
    closed.set()
    thread.join()
    assert archive.quote.cache_info().currsize == 0
    assert kept() is None


def test_whoever_fails_after_the_end_lets_go_of_the_file_all_the_same(tmp_path: Path) -> None:
    path = compiled(write_forum(tmp_path / "minato"), tmp_path / "cache")
    assert path is not None
    connections = Connections.to_file(path)
    with suppress(LookupError), connections.one() as connection:
        connections.close()
        raise LookupError
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


def test_an_archive_of_another_version_is_built_anew(tmp_path: Path) -> None:
    folder, cache = write_forum(tmp_path / "minato"), tmp_path / "cache"
    path = compiled(folder, cache)
    assert path is not None
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = 'old'")
    connection.close()
    again = open_archive(folder, cache)
    assert again.forum("minato-3") is not None
    again.close()


def test_a_cache_that_cannot_be_written_keeps_the_archive_in_memory(tmp_path: Path) -> None:
    folder, cache = write_forum(tmp_path / "minato"), tmp_path / "cache"
    cache.write_text("a file where the folder should be", encoding="utf-8")
    archive = open_archive(folder, cache)
    assert archive.quote("minato-3/q2") is not None
    archive.close()


def test_a_cache_without_room_keeps_the_archive_in_memory(tmp_path: Path) -> None:
    folder, cache = write_forum(tmp_path / "minato"), tmp_path / "cache"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))
    try:
        archive = open_archive(folder, cache)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert archive.quote("minato-3/q2") is not None
    assert archive.content == content_hash(folder)
    assert not [*cache.iterdir()]
    archive.close()


def test_wrong_records_leave_nothing_behind(tmp_path: Path) -> None:
    folder, cache = write_forum(tmp_path / "minato", quotes=None), tmp_path / "cache"
    with pytest.raises(InvalidRecords):
        open_archive(folder, cache)
    assert not cache.exists()


def test_the_hash_sees_every_byte_and_name(tmp_path: Path) -> None:
    folder = write_forum(tmp_path / "minato")
    before = content_hash(folder)
    source = folder / "source.txt"
    source.write_bytes(source.read_bytes() + b" ")
    assert content_hash(folder) != before


def test_what_many_type_is_looked_up_once(archive: Archive) -> None:
    known = archive._suggested.cache_info()
    first, again = (archive.suggest_speakers("shima") for _ in range(2))
    assert first == again
    now = archive._suggested.cache_info()
    assert (now.hits - known.hits, now.misses - known.misses) == (1, 1)


def test_several_threads_read_one_archive(archive: Archive) -> None:
    found: list[int] = []

    def read() -> None:
        for number in range(50):
            found.append(len(archive.quotes(EVERYTHING, page=number % 4, size=5).items))
            archive.find_speakers(f"shimada {number}")

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 200


@pytest.mark.parametrize("writable", [True, False])
def test_a_slow_reader_holds_up_nobody(tmp_path: Path, writable: bool) -> None:
    folder, cache = write_forum(tmp_path / "minato"), tmp_path / "cache"
    if not writable:
        cache.write_text("a file where the folder should be", encoding="utf-8")
    opened = open_archive(folder, cache)
    slow = opened.each_row("SELECT key FROM quote ORDER BY key")
    assert next(slow) == ("minato-3/q1",)
    # Were there one connection behind a lock, this would wait for ever.
    assert len(opened.quotes(EVERYTHING, page=0, size=5).items) == 2
    opened.close()
    assert [*slow] == [("minato-3/q2",)], "closed only once it comes back"
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened.forums()


def test_an_archive_whose_file_was_removed_still_answers(tmp_path: Path) -> None:
    folder, cache = write_forum(tmp_path / "minato"), tmp_path / "cache"
    opened = open_archive(folder, cache)
    for path in cache.iterdir():
        path.unlink()
    slow = opened.each_row("SELECT key FROM quote ORDER BY key")
    assert next(slow) == ("minato-3/q1",)
    assert opened.speaker("minato-3/sato-hanako") is not None, "beside the one that is being read"
    opened.close()
    assert [*slow] == [("minato-3/q2",)]


@pytest.mark.parametrize("word", ["碳", "经 济", "ai", "emission", "島 田", "数 据"])
def test_the_word_index_knows_words_of_one_character_and_word_forms(tmp_path: Path, word: str) -> None:
    path = compiled(shipped("data"), tmp_path)
    assert path is not None
    connection = sqlite3.connect(path)
    rows = connection.execute(
        "SELECT rowid FROM words WHERE words MATCH ?", (phrase(tokens(word)),)
    ).fetchall()
    connection.close()
    assert rows
