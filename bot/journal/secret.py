"""The key under which user ids are hashed: made once, kept beside the journal, for its owner's eyes."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Final

BYTES: Final = 32


class DamagedSecret(Exception):  # noqa: N818 - says what the file is
    """The file exists and does not hold a key."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(str(path))


def load_or_create(path: Path) -> bytes:
    """The key in `path`, made there first if need be. DamagedSecret when the file holds something else."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(BYTES))
    return _read(path)


def _read(path: Path) -> bytes:
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        raise DamagedSecret(path) from None
    if len(secret) != BYTES:
        raise DamagedSecret(path)
    return secret


def hashed(user_id: int, secret: bytes) -> str:
    """The same person under the same key is the same 32 letters; without the key it says nothing."""
    return hashlib.blake2b(str(user_id).encode(), key=secret, digest_size=16).hexdigest()
