"""The keys that user ids are hashed with: made once, kept beside the journal, for its owner's eyes.

The file has a key a line, the newest first. What is written is hashed with the newest; what older ones have
hashed is still found, until they are dropped.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

BYTES: Final = 32


class DamagedKeys(Exception):  # noqa: N818 - says what the file is
    """The file exists and does not hold keys, or cannot be read or made: `why` says which."""

    def __init__(self, path: Path, why: str = "does not hold the keys that user ids are hashed with") -> None:
        self.path = path
        self.why = why
        super().__init__(str(path))


@dataclass(frozen=True, slots=True)
class Keys:
    """The newest key, and older ones, newest first. Not shown by `repr`."""

    newest: bytes
    older: tuple[bytes, ...] = ()

    def __repr__(self) -> str:
        return f"Keys({1 + len(self.older)})"

    def code(self, user_id: int) -> str:
        """What stands for somebody: the same 32 letters every time, and nothing without the key."""
        return hashed(user_id, self.newest)

    def codes(self, user_id: int) -> Iterator[str]:
        """All that may stand for somebody, the newest first."""
        yield self.code(user_id)
        for key in self.older:
            yield hashed(user_id, key)


def hashed(user_id: int, key: bytes) -> str:
    """A user's code under one key."""
    return hashlib.blake2b(str(user_id).encode(), key=key, digest_size=16).hexdigest()


def load_or_create(path: Path) -> Keys:
    """The keys in `path`, the first one made there if need be; DamagedKeys where that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _write(path, [secrets.token_bytes(BYTES)], replace=False)
        return _read(path)
    except OSError as error:
        raise DamagedKeys(path, f"cannot be read or made: {error.strerror}") from None


def rotate(path: Path, *, drop_older: bool = False) -> Keys:
    """Put a new key above the others, or in place of all of them; DamagedKeys where that cannot be."""
    keys = load_or_create(path)
    kept = [] if drop_older else [keys.newest, *keys.older]
    try:
        _write(path, [secrets.token_bytes(BYTES), *kept], replace=True)
    except OSError as error:
        raise DamagedKeys(path, f"cannot be written: {error.strerror}") from None
    return _read(path)


def _write(path: Path, keys: list[bytes], *, replace: bool) -> None:
    """Whole or not at all: another process never reads half a file, and the first to make one wins."""
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write("".join(f"{key.hex()}\n" for key in keys))
            file.flush()
            os.fsync(file.fileno())
        if replace:
            unfinished.replace(path)
        else:
            _put(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _put(unfinished: Path, path: Path) -> None:
    try:
        os.link(unfinished, path)
    except FileExistsError:
        # Another process was quicker; its key is the one.
        return


def _read(path: Path) -> Keys:
    try:
        newest, *older = [bytes.fromhex(line) for line in path.read_text(encoding="ascii").split()]
    except ValueError:
        raise DamagedKeys(path) from None
    if any(len(key) != BYTES for key in (newest, *older)):
        raise DamagedKeys(path)
    return Keys(newest, tuple(older))
