"""Where cards are laid out: in the loop's own thread where they say little, in another where much."""

import json
import sqlite3
import threading
from pathlib import Path

import pytest

from bot.archive import Archive, open_archive
from bot.cogs.layouts import laid_out
from bot.shipped import shipped
from bot.ui.presses import Action, Press, of_key


@pytest.mark.parametrize(("count", "here"), [(30, True), (31, False)])
@pytest.mark.parametrize("kind", ["theme", "speaker", "forum"])
async def test_a_card_that_names_many_is_laid_out_by_a_worker(
    tmp_path: Path, kind: str, count: int, *, here: bool
) -> None:
    open_archive(shipped("data"), tmp_path).close()
    (file,) = tmp_path.glob("*.sqlite3")
    named = {"theme": ("speaker_keys", [""] * count), "speaker": ("theme_keys", [""] * count)}
    field, value = named.get(kind, ("theme_count", count))
    connection = sqlite3.connect(file)
    connection.execute(
        f"UPDATE {kind} SET computed = json_set(computed, '$.{field}', json(?))",  # noqa: S608 - names above
        (json.dumps(value),),
    )
    connection.commit()
    ((key,),) = connection.execute(f"SELECT key FROM {kind} LIMIT 1")  # noqa: S608 - likewise
    connection.close()
    archive = Archive.open(file)
    press = Press(Action.FORUM, forum=key) if kind == "forum" else of_key(Action[kind.upper()], key, kind)
    assert (await laid_out(threading.get_ident, press, archive) == threading.get_ident()) is here


@pytest.mark.parametrize("action", Action)
async def test_a_card_of_what_has_gone_is_laid_out_at_once(tmp_path: Path, action: Action) -> None:
    archive = open_archive(shipped("data"), tmp_path)
    gone = Press(action, forum="gone", speaker="gone", theme="gone")
    assert await laid_out(threading.get_ident, gone, archive) == threading.get_ident()


@pytest.mark.parametrize(("characters", "here"), [(1_000, True), (5_001, False)])
async def test_a_card_of_a_long_text_is_laid_out_by_a_worker(
    tmp_path: Path, characters: int, *, here: bool
) -> None:
    open_archive(shipped("data"), tmp_path).close()
    (file,) = tmp_path.glob("*.sqlite3")
    connection = sqlite3.connect(file)
    connection.execute("UPDATE quote SET body = json_set(body, '$.text', json_array(?))", ("a" * characters,))
    connection.commit()
    ((key,),) = connection.execute("SELECT key FROM quote LIMIT 1")
    connection.close()
    archive = Archive.open(file)
    quote, passage = (of_key(action, key, "quote") for action in (Action.QUOTE, Action.CONTEXT))
    assert (await laid_out(threading.get_ident, quote, archive) == threading.get_ident()) is here
    assert await laid_out(threading.get_ident, passage, archive) != threading.get_ident()
