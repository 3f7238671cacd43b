"""Nothing is loaded while somebody waits for it."""

import asyncio
import gc
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import discord
import pytest
from discord.ext import commands

from bot.archive import Library, open_archive
from bot.i18n import Catalogues
from bot.languages import Language
from bot.shipped import shipped
from bot.tidying import in_small_steps
from bot.warming import warm_soon

_ASKED = """
import sys
from datetime import date
from pathlib import Path
from bot.archive import identify, open_archive, search
from bot.archive.apart import compile_beforehand
from bot.archive.derived import Derivation
from bot.archive.hits import Scope
from bot.archive.identify import difference
from bot.child import in_a_child
from bot.i18n import Catalogues
from bot.i18n.traditional import in_bulk, method
from bot.languages import Language
from bot.shipped import shipped
from bot.warming import load_converter, warm

cache, derivation = Path(sys.argv[1]), Derivation(method(), in_bulk)
if "derived" in sys.argv:
    compile_beforehand(shipped("data"), cache, derivation)
    in_a_child(Catalogues.load(cache=cache).keep)
archive, catalogues = open_archive(shipped("data"), cache, None, derivation), Catalogues.load(cache=cache)
if "warm" in sys.argv:
    load_converter(archive, catalogues)
    warm(archive, catalogues)
loaded = []
sys.addaudithook(lambda event, told: loaded.append(told[0]) if event in {"open", "import"} else None)
for text in ("tan", "岛", "岛田", "田中太郎", "タナカ", "たなか", "sensetime", "智能"):
    archive.suggest_speakers(text), archive.find_speakers(text), archive.find_themes(text)
for language in Language:
    words = catalogues.words(language, archive.derived)
    words.date("2020-05"), words.date("2020-05-17"), words.days(date(2020, 2, 28), date(2020, 3, 1))
for text in ("climate", "データ", "フォーラムのデータ. That is what he said."):
    search(archive, text, Scope(Language.JA), 0, 5), identify(archive, text), difference(text, text)
for theme in archive.themes():
    words.traditional(theme.record.label[Language.ZH_HANS])
print(len(loaded), "opencc" in sys.modules, loaded)
"""


def loaded_later(folder: Path, *how: str) -> tuple[int, bool]:
    """How much, and whether that to Traditional Chinese was converted meanwhile, or before."""
    asked = (sys.executable, "-c", _ASKED, str(folder), *how)
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    count, converter, *_ = told.split()
    return int(count), converter == "True"


@pytest.mark.unmeasured
def test_after_the_warming_no_question_loads_anything(tmp_path: Path) -> None:
    assert loaded_later(tmp_path / "cold")[0] > 0
    assert loaded_later(tmp_path / "derived", "warm", "derived") == (0, False)


def test_where_nothing_can_be_derived_beforehand_the_converter_is_loaded_before_anybody_asks(
    tmp_path: Path,
) -> None:
    cache = tmp_path / "file"
    cache.write_bytes(b"")
    assert loaded_later(cache, "warm", "derived") == (0, True)


async def test_it_is_warmed_once_after_the_first_moment(tmp_path: Path) -> None:
    catalogues, paused = Catalogues.load(), list[float]()
    library = Library(open_archive(shipped("data"), tmp_path))

    async def pause(seconds: float) -> None:
        paused.append(seconds)

    async with commands.Bot("", intents=discord.Intents.none()) as bot:
        warm_soon(bot, library, catalogues, nullcontext, pause)
        for _ in range(2):
            bot.dispatch("connect")
            await asyncio.gather(*events())
    library.close()
    assert len(paused) == 1
    assert {*catalogues._words} == {*Language}


async def test_what_was_warmed_is_set_apart_once_nobody_is_served(tmp_path: Path) -> None:
    catalogues, library = Catalogues.load(), Library(open_archive(shipped("data"), tmp_path))
    served = True

    async def pause(_: float) -> None:
        pass

    async with commands.Bot("", intents=discord.Intents.none()) as bot:
        with in_small_steps(busy=lambda: served) as tidying:
            warm_soon(bot, library, catalogues, tidying.loading, pause)
            apart = gc.get_freeze_count()
            bot.dispatch("connect")
            await asyncio.gather(*events())
            while_served, collecting = gc.get_freeze_count(), gc.isenabled()
            served = False
            tidying.quiet()
            afterwards = gc.get_freeze_count()
        gc.unfreeze()
    library.close()
    assert while_served <= apart, "what was set apart may have gone"
    assert collecting
    assert afterwards >= apart + 5_000


def events() -> Iterator[asyncio.Task[object]]:
    """What discord.py's client is doing about events."""
    return (task for task in asyncio.all_tasks() if task.get_name() == "discord.py: on_connect")
