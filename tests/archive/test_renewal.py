"""Records edited while somebody reads: taken over when they are right and at rest, else told."""

import asyncio
import gc
import logging
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest

from bot.archive import Library, Renewal, open_archive
from bot.archive import cache as cache_module
from bot.archive.apart import compile_apart, to_be_read
from bot.archive.cache import compiled, content_hash
from bot.archive.changes import Change
from bot.archive.derived import Derivation
from bot.archive.library import LibraryClosed
from bot.archive.survey import Survey, at_rest
from bot.records.check import check
from bot.records.folder import Records
from bot.records.problems import InvalidRecords
from bot.records.state import stamp
from tests.support.forums import QUOTES, SOURCE, sailing, write_forum


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_forum(tmp_path / "data" / "minato")


@pytest.fixture
async def renewal(folder: Path, tmp_path: Path) -> AsyncIterator[Renewal]:
    opened = Renewal.open(folder.parent, tmp_path / "cache")
    yield opened
    opened.library.close()


def reworded(text: str) -> list[dict[str, object]]:
    return [QUOTES[0], {**QUOTES[1], "translations": {"en": text, "zh-Hans": "x"}}]


def english(renewal: Renewal) -> str:
    with renewal.library.reading() as archive:
        quote = archive.quote("minato-3/q2")
    assert quote is not None
    return "".join(quote.record.translations["en"])  # type: ignore[index] # a language is its code


async def test_what_was_edited_is_what_is_read_next(renewal: Renewal, folder: Path) -> None:
    with renewal.library.reading() as before:
        write_forum(folder, quotes=reworded("anew"))
        renewed = await renewal.renew()
        assert english(renewal) == "anew"
        assert before.quote("minato-3/q1") is not None, "whoever was reading goes on reading"
        assert before.forums()
    assert renewed.changes == (Change("quote", changed=1),)
    assert renewed.lines() == ["quotes: 1 changed"]
    with pytest.raises(Exception, match="closed"):
        before.forums()


async def test_what_came_and_went_is_counted(renewal: Renewal, folder: Path) -> None:
    more = [sailing(name, number) for number, name in enumerate(("q0", "q3", "q9"))]
    write_forum(folder, quotes=[*QUOTES, *more])
    assert (await renewal.renew()).lines() == ["quotes: 3 added"]
    write_forum(folder, quotes=[QUOTES[0], *reworded("x")[1:], more[2]], source=f"{SOURCE}\n以上。\n")
    renewed = await renewal.renew()
    assert renewed.changes == (Change("forum", changed=1), Change("quote", changed=1, removed=2))
    assert renewed.lines()[1] == "quotes: 1 changed, 2 removed"


async def test_unchanged_records_are_as_they_were(renewal: Renewal) -> None:
    renewed = await renewal.renew()
    assert renewed.fine
    assert renewed.lines() == ["The records are as they were."]


async def test_wrong_records_change_nothing_and_are_told_with_file_and_line(
    renewal: Renewal, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_forum(folder, quotes=[{**QUOTES[0], "speaker": "nobody"}, QUOTES[1]])
    renewed = await renewal.renew()
    assert not renewed.fine
    assert any("quotes.yaml:" in line and "nobody" in line for line in renewed.lines())
    assert any(
        record.levelno == logging.ERROR and "quotes.yaml:" in record.getMessage() for record in caplog.records
    )
    assert english(renewal) == "ships go electric"
    assert gc.isenabled()
    write_forum(folder, quotes=reworded("mended"))
    assert (await renewal.renew()).fine
    assert english(renewal) == "mended"


_FOR_BUILDS = {"pypinyin", "bot.records.loader", "bot.archive.build", "multiprocessing"}


def test_the_bot_that_serves_builds_nothing_itself(folder: Path, tmp_path: Path) -> None:
    """Nor does it load what only a build needs."""
    program = (
        "import sys; before = {*sys.modules}; from pathlib import Path; import bot.live\n"
        "from bot.archive.apart import compile_beforehand as build; from bot.archive import open_archive\n"
        "records, cache = map(Path, sys.argv[1:])\n"
        "build(records / 'nowhere', cache); build(records / 'wrong', cache); print(cache.exists())\n"
        "build(records / 'data', cache); print(len(open_archive(records / 'data', cache).forums()))\n"
        f"print(sorted(({_FOR_BUILDS!r} & sys.modules.keys()) - before))"
    )
    write_forum(tmp_path / "wrong" / "minato", quotes=None)
    done = subprocess.run(
        [sys.executable, "-c", program, folder.parents[1], tmp_path / "cache"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.split(), done.stderr) == (["False", "1", "[]"], "")


async def test_large_records_are_compiled_in_a_process_of_their_own(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    known = stamp(folder.parent)
    apart = Renewal(
        Library(open_archive(folder.parent, cache)), records=folder.parent, cache=cache, known=known, large=1
    )
    write_forum(folder, quotes=reworded("apart"))
    compile_apart(folder.parent, cache)
    built = {path: path.stat().st_mtime_ns for path in cache.glob("*.sqlite3")}
    assert len(built) == 2, "by the other process"
    assert (await apart.renew()).lines() == ["quotes: 1 changed"]
    assert {path: path.stat().st_mtime_ns for path in cache.glob("*.sqlite3")} == built
    assert english(apart) == "apart"
    write_forum(folder, quotes=[{**QUOTES[0], "speaker": "nobody"}, QUOTES[1]])
    told = (await apart.renew()).lines()
    assert any("quotes.yaml:" in line and "nobody" in line for line in told)
    apart.library.close()


class _Deadly:
    """Ends the process into which it is brought."""

    def __reduce__(self) -> tuple[Callable[[int], object], tuple[int]]:
        return os._exit, (1,)

    def __call__(self, texts: Sequence[str]) -> list[str]:
        return [*texts]


async def test_what_another_process_was_not_let_compile_is_not_compiled_by_the_one_that_answers(
    folder: Path, tmp_path: Path
) -> None:
    deadly = Derivation("deadly", _Deadly())
    apart = Renewal.open(folder.parent, tmp_path / "cache", large=1, derivation=deadly)
    write_forum(folder, quotes=reworded("too large"))
    told = await apart.renew()
    assert told.lines() == [
        f"{folder.parent}: was not compiled: the process that was to do it was ended from outside; "
        "see whether it had too little memory, then run `forum-bot reload`",
        "1 problem: nothing was changed.",
    ]
    assert english(apart) != "too large"
    apart.library.close()


def test_what_is_to_be_read_is_counted_by_folders(folder: Path) -> None:
    other = write_forum(folder.with_name("other"))
    before = stamp(folder.parent)
    assert to_be_read(before, before) == 0
    (folder / "quotes.yaml").touch()
    here = sum(path.stat().st_size for path in folder.iterdir())
    assert to_be_read(before, stamp(folder.parent)) == here
    assert other.exists()


async def test_a_folder_that_has_gone_changes_nothing(renewal: Renewal, folder: Path) -> None:
    folder.parent.rename(folder.parent.with_name("away"))
    assert not (await renewal.renew()).fine
    assert english(renewal) == "ships go electric"


class Looks:
    """The pauses of a watch: what happens in each, and the end after the last."""

    def __init__(self, *happens: Callable[[], object]) -> None:
        self._happens = iter(happens)
        self._end = asyncio.Event()

    async def pause(self, _: float) -> None:
        for happens in self._happens:
            happens()
            return
        self._end.set()
        await asyncio.Event().wait()

    async def all_of(self, renewal: Renewal) -> None:
        """Watch until the last look was acted on."""
        watching = asyncio.create_task(renewal.watch(1.0, self.pause))
        await self._end.wait()
        watching.cancel()
        await asyncio.wait({watching})


def nothing() -> None:
    """Nobody touches the files."""


async def test_a_watch_takes_over_what_is_saved(renewal: Renewal, folder: Path) -> None:
    seen: list[str] = []

    def save(text: str) -> Callable[[], object]:
        return lambda: write_forum(folder, quotes=reworded(text))

    def see() -> None:
        seen.append(english(renewal))

    await Looks(nothing, save("once"), nothing, see, save("twice"), see, see).all_of(renewal)
    assert seen == ["once", "once", "twice"]


async def test_a_watch_waits_until_files_are_left_alone(
    renewal: Renewal, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def half() -> None:
        write_forum(folder, quotes=QUOTES[:1])

    def emptied() -> None:
        write_forum(folder, quotes="", themes=None)

    def whole() -> None:
        write_forum(folder, quotes=reworded("whole"))

    await Looks(half, emptied, half, whole, nothing, nothing).all_of(renewal)
    assert english(renewal) == "whole"
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR], "no half was judged"


async def test_wrong_records_are_told_once_not_at_every_look(
    renewal: Renewal, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await Looks(lambda: write_forum(folder, quotes=None), *[nothing] * 6).all_of(renewal)
    assert len([record for record in caplog.records if "is missing" in record.getMessage()]) == 1
    assert english(renewal) == "ships go electric"


async def test_a_library_that_is_closed_lends_nothing(renewal: Renewal) -> None:
    with renewal.library.reading() as archive:
        renewal.library.close()
        assert archive.forums(), "until the last reader has gone"
    with pytest.raises(LibraryClosed), renewal.library.reading():
        pass


def test_a_stamp_sees_every_change_and_reads_nothing(folder: Path) -> None:
    seen = {stamp(folder.parent)}
    source = folder / "source.txt"
    os.utime(source, ns=(1, 1))
    seen.add(stamp(folder.parent))
    source.rename(folder / "source2.txt")
    seen.add(stamp(folder.parent))
    source.write_text(SOURCE, encoding="utf-8")
    seen.add(stamp(folder.parent))
    assert len(seen) == 4
    source.chmod(0)
    assert stamp(folder.parent)
    assert stamp(folder / "nowhere") == frozenset()


def saving(folder: Path, times: int) -> Callable[[Survey], tuple[Records, ...]]:
    """Reads as the bot does; right after it did, somebody saves."""
    saved = iter(range(times))

    def load(_: Survey) -> tuple[Records, ...]:
        loaded = check(folder).records
        for number in saved:
            write_forum(folder, quotes=reworded(f"saved {number}"))
            break
        return loaded

    return load


def test_the_hash_is_of_what_was_read(folder: Path) -> None:
    found, (records,) = at_rest(folder, {}, saving(folder, 2))
    assert found.content == content_hash(folder)
    assert "".join(records.quotes[1].translations["en"]) == "saved 1"  # type: ignore[index] # its code


def test_records_that_are_never_at_rest_are_told(folder: Path) -> None:
    with pytest.raises(InvalidRecords) as told:
        at_rest(folder, {}, saving(folder, 1000))
    assert "is being written to" in str(told.value.problems[0])


def test_what_a_killed_process_left_is_tidied(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    left, busy = cache / "building-a.tmp", cache / "building-b.tmp"
    for path in (left, busy):
        path.touch()
    os.utime(left, (1, 1))
    compiled(folder, cache)
    assert not left.exists()
    assert busy.exists(), "another process may be writing it"
    assert cache_module.ABANDONED > 60


def test_one_damaged_page_is_enough_to_build_anew(folder: Path, tmp_path: Path) -> None:
    path = compiled(folder, tmp_path)
    assert path is not None
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    again = compiled(folder, tmp_path)
    assert again is not None
    assert again.read_bytes() == whole
