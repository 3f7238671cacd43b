"""What an archive's texts are in another script: derived once, found by the text, and never missed."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from bot.archive import Renewal, open_archive
from bot.archive.apart import compile_apart, compile_beforehand, prepare
from bot.archive.cache import compiled, seal
from bot.archive.compiling import KEPT
from bot.archive.derived import SUFFIX, Derivation, Derived
from bot.archive.deriving import derive
from bot.archive.entities import Pool
from bot.archive.examine import damage
from bot.archive.hits import carried, text_of_quote, text_of_speaker, text_of_theme
from bot.archive.search import Found
from bot.languages import Language
from bot.records.source import Span
from tests.benchmarks.growth.synthetic import Size, write

HANS = Language.ZH_HANS
SIZE = Size(72, 18, 3)
"""One forum is printed in English, one in Simplified Chinese, one in Japanese."""


@pytest.fixture(scope="session")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("three") / "records", SIZE)


@pytest.fixture
def records(three: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(three, tmp_path / "records"))


class Counted:
    """A derivation that marks what it was given, and keeps it."""

    def __init__(self, method: str = "counted") -> None:
        self.given: list[str] = []
        self.derivation = Derivation(method, self._convert)

    def _convert(self, texts: Sequence[str]) -> list[str]:
        self.given += texts
        return [f"*{text}*" for text in texts]


def marked(texts: Sequence[str]) -> list[str]:
    """Such as another process can be given."""
    return [f"*{text}*" for text in texts]


MARKED = Derivation("marked", marked)


def files(cache: Path) -> list[Path]:
    return [*cache.glob(f"*{SUFFIX}")]


def said_in(value: object) -> Iterator[str]:
    """Every text in Simplified Chinese of records as they are written."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts_in(inner) if name == HANS else said_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from said_in(inner)


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield value["text"]
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


def test_every_text_that_a_card_a_search_or_an_identification_may_show_is_derived(
    records: Path, tmp_path: Path
) -> None:
    prepare(records, tmp_path / "cache", MARKED)
    with closing(open_archive(records, tmp_path / "cache", None, MARKED)) as archive:
        written = [
            text
            for file in records.rglob("*.yaml")
            for text in said_in(yaml.safe_load(file.read_text(encoding="utf-8")))
        ]
        assert len(written) > 150
        printed = {forum.key: forum.record.language for forum in archive.forums()}
        shown = [
            text_of_quote(quote, HANS)
            for quote in archive.quotes(Pool(), 0, 1000).items
            if printed[quote.forum] is HANS or HANS in quote.record.translations
        ]
        for theme in archive.themes():
            shown += [text_of_theme(theme, found, HANS) for found in (Found.THEME, Found.SUMMARY)]
        shown += [text_of_speaker(one) for one in archive.speakers() if printed[one.forum] is HANS]
        assert len(shown) == 72 + 2 * 24 + 6
        for text in (*written, *filter(None, shown)):
            assert archive.derived(text) == f"*{text}*", text
        assert archive.derived("nowhere said") is None


def test_a_quote_in_parts_is_derived_in_parts_and_as_one(records: Path, tmp_path: Path) -> None:
    file = records / "synthetic-0" / "quotes" / "0000.yaml"
    quotes = yaml.safe_load(file.read_text(encoding="utf-8"))
    first, _, second = quotes[1]["text"].partition(" of the ")
    quotes[1]["text"] = [first, second]
    for language in quotes[1]["translations"]:
        quotes[1]["translations"][language] = [f"{language} 一", f"{language} 二"]
    file.write_text(yaml.safe_dump(quotes, allow_unicode=True), encoding="utf-8")
    path = compiled(records, tmp_path / "cache")
    assert path is not None
    derive(path, MARKED)
    found = Derived.of(path, MARKED)
    for text in ("zh-Hans 一", "zh-Hans 二", "zh-Hans 一 […] zh-Hans 二"):
        assert found(text) == f"*{text}*"
    found.close()
    closed = Derived.of(path, MARKED)
    closed.close()
    assert closed("zh-Hans 一") is None


def test_after_a_change_in_one_forum_only_what_is_new_is_derived(records: Path, tmp_path: Path) -> None:
    cache, counted = tmp_path / "cache", Counted()
    prepare(records, cache, counted.derivation)
    assert len(counted.given) == len(set(counted.given)) > 150
    counted.given.clear()
    file = records / "synthetic-0" / "quotes" / "0000.yaml"
    quotes = yaml.safe_load(file.read_text(encoding="utf-8"))
    gone, quotes[0]["translations"][HANS] = quotes[0]["translations"][HANS], "新"
    file.write_text(yaml.safe_dump(quotes, allow_unicode=True), encoding="utf-8")
    before = set(files(cache))
    prepare(records, cache, counted.derivation)
    assert counted.given == ["新"]
    (now,) = set(files(cache)) - before
    with closing(open_archive(records, cache, None, counted.derivation)) as archive:
        assert archive.derived("新") == "*新*"
        assert archive.derived(gone) is None, "nobody says it any more"
        title = "所长"
        assert archive.derived(title) == "*所长*", "said in the other forums too"
    assert now.stem.endswith(seal(now))
    shutil.rmtree(records / "synthetic-0")
    counted.given.clear()
    prepare(records, cache, counted.derivation)
    assert counted.given == []
    with closing(open_archive(records, cache, None, counted.derivation)) as archive:
        assert archive.derived.there
        assert archive.derived("新") is None
        assert archive.derived(title) == "*所长*"


def test_what_is_there_is_not_derived_again(records: Path, tmp_path: Path) -> None:
    cache, counted = tmp_path / "cache", Counted()
    prepare(records, cache, counted.derivation)
    counted.given.clear()
    was = [(path, path.stat().st_mtime_ns) for path in files(cache)]
    prepare(records, cache, counted.derivation)
    compile_beforehand(records, cache, counted.derivation)
    assert (counted.given, [(path, path.stat().st_mtime_ns) for path in files(cache)]) == ([], was)


def test_another_method_derives_all_anew(records: Path, tmp_path: Path) -> None:
    cache, first, second = tmp_path / "cache", Counted("one"), Counted("two")
    prepare(records, cache, first.derivation)
    with closing(open_archive(records, cache, None, second.derivation)) as archive:
        assert not archive.derived.there
    prepare(records, cache, second.derivation)
    assert sorted(first.given) == sorted(second.given)


def test_a_file_that_was_written_to_is_derived_anew(records: Path, tmp_path: Path) -> None:
    cache, counted = tmp_path / "cache", Counted()
    prepare(records, cache, counted.derivation)
    (file,) = files(cache)
    assert damage(records, cache) is None
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"?")
    told = damage(records, cache)
    assert told is not None
    assert file.name in told
    with closing(open_archive(records, cache, None, counted.derivation)) as archive:
        assert not archive.derived.there
        assert archive.derived("所长") is None
    prepare(records, cache, counted.derivation)
    assert [path.read_bytes() for path in files(cache)] == [whole]


def test_no_more_files_stay_than_archives(records: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for number in range(KEPT + 2):
        with (records / "synthetic-0" / "source.txt").open("a", encoding="utf-8") as source:
            source.write(f"\n{number}\n")
        prepare(records, cache, MARKED)
    assert len(files(cache)) == KEPT == len([*cache.glob("*.sqlite3")])
    with closing(open_archive(records, cache, None, MARKED)) as archive:
        assert archive.derived.there
    assert not [*cache.glob("building-*")]


def test_two_forums_do_not_share_what_goes_with_one(records: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    prepare(records, cache, MARKED)
    shutil.rmtree(records / "synthetic-1")
    prepare(records, cache, MARKED)
    with closing(open_archive(records, cache, None, MARKED)) as archive:
        for speaker in archive.speakers():
            for text in (speaker.record.role.title, speaker.record.role.organisation):
                assert archive.derived(text.translations[HANS]) is not None


def test_a_derivation_that_fails_costs_nobody_the_archive(records: Path, tmp_path: Path) -> None:
    def fail(_: Sequence[str]) -> list[str]:
        message = "no dictionary"
        raise RuntimeError(message)

    broken = Derivation("broken", fail)
    prepare(records, tmp_path / "cache", broken)
    assert files(tmp_path / "cache") == []
    assert not [*(tmp_path / "cache").glob("building-*")]
    with closing(open_archive(records, tmp_path / "cache", None, broken)) as archive:
        assert (archive.derived.there, archive.derived("所长")) == (False, None)


def test_of_what_cannot_be_read_and_where_nothing_can_be_written_nothing_is_derived(tmp_path: Path) -> None:
    assert derive(tmp_path / "nowhere" / "a-b.sqlite3", MARKED) is None
    damaged = tmp_path / "a-b.sqlite3"
    damaged.write_bytes(b"rubbish" * 1000)
    assert derive(damaged, MARKED) is None
    assert [*tmp_path.iterdir()] == [damaged]


def test_where_there_is_no_cache_nothing_is_derived(records: Path, tmp_path: Path) -> None:
    cache = tmp_path / "file"
    cache.write_bytes(b"")
    prepare(records, cache, MARKED)
    with closing(open_archive(records, cache, None, MARKED)) as archive:
        assert not archive.derived.there
        assert len(archive.forums()) == 3


def test_it_is_derived_in_a_process_of_its_own(records: Path, tmp_path: Path) -> None:
    compile_apart(records, tmp_path / "apart", MARKED)
    compile_beforehand(records, tmp_path / "beforehand", MARKED)
    made = [path.read_bytes() for name in ("apart", "beforehand") for path in files(tmp_path / name)]
    assert len(made) == 2
    assert made[0] == made[1]


def test_an_archive_that_somebody_else_compiled_is_derived_before_the_bot_comes_in(
    records: Path, tmp_path: Path
) -> None:
    open_archive(records, tmp_path).close()
    assert files(tmp_path) == []
    compile_beforehand(records, tmp_path, MARKED, also=(tmp_path / "also").touch)
    with closing(open_archive(records, tmp_path, None, MARKED)) as archive:
        assert archive.derived("所长") == "*所长*"
    (tmp_path / "also").unlink()
    compile_beforehand(records, tmp_path, MARKED, also=(tmp_path / "also").touch)
    assert (tmp_path / "also").exists(), "that there was nothing to do but this is no reason not to"


async def test_records_that_change_are_taken_over_with_what_is_derived_of_them(
    records: Path, tmp_path: Path
) -> None:
    renewal = Renewal.open(records, tmp_path / "cache", large=1, derivation=MARKED)
    with renewal.library.reading() as before:
        assert not before.derived.there, "nothing was prepared yet"
        file = records / "synthetic-0" / "quotes" / "0000.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('    zh-Hans: "', '    zh-Hans: "新', 1), encoding="utf-8")
        assert (await renewal.renew()).lines() == ["quotes: 1 changed"]
        assert before.derived("所长") is None
    with renewal.library.reading() as archive:
        quote = archive.quote("synthetic-0/q0")
        assert quote is not None
        (said,) = quote.record.translations[HANS]
        assert archive.derived(said) == f"*{said}*"
    renewal.library.close()


def test_it_tells_how_far_it_is(records: Path, tmp_path: Path) -> None:
    reading: list[float] = []
    deriving: list[float] = []
    prepare(records, tmp_path / "cache", MARKED, reading.append, deriving.append)
    assert reading[-1] == deriving[-1] == 1.0
    assert deriving == sorted(deriving)


@pytest.mark.parametrize(
    ("text", "derived", "marks", "expected"),
    [
        ("人工智能与数字经济", "人工智慧與數位經濟", ["人工智能", "数字"], ["人工智慧", "數位"]),
        ("服务器里的频道", "伺服器裡的頻道", ["服务器", "频道"], ["伺服器", "頻道"]),
        ("为了内存和光伏、水力", "為了記憶體和太陽光電、水力", ["内存", "光伏"], ["記憶體", "太陽光電"]),
        ("为了内存和光伏、水力", "為了記憶體和太陽光電、水力", ["存", "水力"], ["記憶體", "水力"]),
        ("首席财务官兼高级副总裁", "財務長兼資深副總裁", ["高级", "裁"], ["資深", "裁"]),
        ("内存", "記憶體", ["内", "存"], ["記憶體"]),
        ("AI and 数据", "AI and 資料", ["AI", "数据"], ["AI", "資料"]),
        ("数据", "數據", [], []),
    ],
)
def test_what_is_marked_stays_marked(text: str, derived: str, marks: list[str], expected: list[str]) -> None:
    spans = [Span(text.index(mark), text.index(mark) + len(mark)) for mark in marks]
    moved = carried(spans, text, derived)
    assert [derived[span.start : span.end] for span in moved] == expected


def test_marks_stay_in_order_and_inside() -> None:
    text, derived = "内存里的内存，服务器首席财务官", "記憶體裡的記憶體，伺服器財務長"
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            every = carried([Span(at, at + 1) for at in range(start, end)], text, derived)
            ends = [0, *(place for span in every for place in (span.start, span.end)), len(derived)]
            assert ends == sorted(ends)
