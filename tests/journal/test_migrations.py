"""Journals of every released version, with data in them, go forward and lose nothing."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.schema import MetaData

from bot.journal import JournalClosed
from bot.journal.events import Count
from bot.journal.preferences import Preference, Whose
from bot.journal.schema import HEAD, MIGRATIONS
from bot.journal.tables import metadata
from tests.support.journals import opened, rows, usage

RELEASED: Final = sorted((Path(__file__).parent / "released").glob("*.sql"))
"""Dumps of journals as each version left them."""


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def test_head_is_the_newest_script_and_every_other_one_has_its_journal() -> None:
    revisions = {script.revision for script in scripts().walk_revisions()}
    assert scripts().get_current_head() == HEAD
    assert revisions - {HEAD} == {dump.stem for dump in RELEASED}


@pytest.mark.parametrize("dump", RELEASED, ids=lambda dump: dump.stem)
async def test_a_released_journal_goes_forward_with_all_it_holds(tmp_path: Path, dump: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
    async with await opened(path) as journal:
        assert [*journal.drawn("channel:2", "||")] == ["f/q1", "f/q2"]
        assert journal.state("commands:7") == "digest"
        assert journal.state("search:ab") == "a long text"
        if dump.stem >= "0002":
            assert journal.preference(Whose.GUILD, 1) == Preference("zh-Hans")
        journal.record(usage())
        found = await journal.statistics()
        assert found.total == 3
        assert found.outcomes == (Count("ok", 2), Count("error", 1))
        assert found.quotes == (Count("f/q1", 2),)
    kept = "SELECT id, command, options, guild_id, user_hash, language, reference FROM usage WHERE id < 3"
    assert rows(path, kept) == [
        (1, "quote", '{"speaker": "\\u5cf6\\u7530"}', 1, "0123456789abcdef0123456789abcdef", "ja", None),
        (2, "speaker", '{"name": "nobody"}', None, "fedcba9876543210fedcba9876543210", "en", "abcd1234"),
    ]


async def test_a_journal_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path) as journal:
        journal.record(usage())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(JournalClosed, match="newer version of this program wrote it"):
        await opened(path)
    assert len(rows(path)) == 1


async def test_the_scripts_make_the_tables_that_the_code_uses(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with await opened(path):
        pass
    engine = create_engine(f"sqlite:///{path}")
    made = MetaData()
    made.reflect(engine)
    engine.dispose()
    for table in metadata.sorted_tables:
        columns = {column.name: column.nullable for column in made.tables[table.name].columns}
        assert columns == {column.name: column.nullable for column in table.columns}, table.name
        assert {index.name for index in made.tables[table.name].indexes} == {
            index.name for index in table.indexes
        }


def test_tables_are_made_by_a_process_that_ends(tmp_path: Path) -> None:
    """And one that is up to date, newer, corrupt or out of reach is left to whoever opens it."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom bot.clock import utc_now\n"
        "from bot.journal.beforehand import make_beforehand\n"
        "for path in sys.argv[1:]: make_beforehand(Path(path), utc_now)\nprint('alembic' in sys.modules)"
    )
    new, newer, corrupt = (tmp_path / "new" / "it", tmp_path / "newer", tmp_path / "corrupt")
    old = [tmp_path / dump.stem for dump in RELEASED]
    for path, dump in zip(old, RELEASED, strict=True):
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(dump.read_text(encoding="utf-8"))
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
        connection.commit()
    corrupt.write_bytes(b"x" * 5000)
    places = [*old, new, newer, corrupt, Path("/dev/null/nowhere")]
    done = subprocess.run(
        [sys.executable, "-c", program, *places], capture_output=True, text=True, check=False
    )
    assert done.stdout == "False\n", done.stderr
    for path in [*old, new]:
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
    assert new.stat().st_mode & 0o777 == 0o600
    assert corrupt.read_bytes() == b"x" * 5000
    assert not [path for path in tmp_path.iterdir() if "corrupt-" in path.name]
