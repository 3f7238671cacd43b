"""What the operator does with what is kept: copy, delete, new keys."""

import stat
from pathlib import Path

from tests.cli.conftest import Run
from tests.support.journals import rows


def live(tmp_path: Path) -> Path:
    """As if what was tried had been live."""
    journal = tmp_path / "state" / "journal.sqlite3"
    (tmp_path / "state" / "local.sqlite3").rename(journal)
    return journal


def test_backup(run: Run, tmp_path: Path) -> None:
    none = run("backup", "copy.sqlite3")
    assert (none.returncode, "nothing has been logged yet" in none.stderr) == (1, True)
    run("ask", "/quote")
    live(tmp_path)
    done = run("backup", "copy.sqlite3", "--with-secret")
    assert done.returncode == 0
    assert done.stdout.startswith("copy.sqlite3: ")
    assert len(rows(tmp_path / "copy.sqlite3")) == 1
    key = tmp_path / "copy.sqlite3.key"
    assert key.read_bytes() == (tmp_path / "state" / "secret.key").read_bytes()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert run("backup", "copy.sqlite3").returncode == 1
    again = run("backup", "copy.sqlite3", "--with-secret")
    assert (again.returncode, "copy.sqlite3.key exists" in again.stderr, key.exists()) == (1, True, True)
    assert "keep that file too" in run("backup").stdout
    assert len([*tmp_path.glob("journal-*Z.sqlite3")]) == 1


def test_a_database_by_url_has_its_own_tool(run: Run) -> None:
    done = run("backup", FORUM_BOT_JOURNAL__URL="postgresql+asyncpg://nobody@nowhere/x")
    assert (done.returncode, "pg_dump" in done.stderr) == (2, True)


def test_purge(run: Run, tmp_path: Path) -> None:
    run("ask", "/quote")
    journal = live(tmp_path)
    assert run("purge").stdout == "0 uses older than 400 days deleted\n"
    assert len(rows(journal)) == 1
    assert run("purge", "--days", "0").returncode == 2


def test_rotate_secret(run: Run, tmp_path: Path) -> None:
    key = tmp_path / "state" / "secret.key"
    assert "a new key; 1 older kept" in run("rotate-secret").stdout
    first = key.read_text(encoding="ascii")
    assert "a new key; 0 older kept" in run("rotate-secret", "--drop-older").stdout
    assert key.read_text(encoding="ascii") not in first
    key.write_text("rubbish", encoding="ascii")
    done = run("rotate-secret")
    assert (done.returncode, "does not hold the keys" in done.stderr) == (78, True)
