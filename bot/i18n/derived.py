"""The derived catalogue, kept in the cache: the converter takes 46 MB and a tenth of a second."""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

_STEM: Final = "zh-Hant"


class Derived:
    """A text in a file that is named for what it was derived from, under the hash of what it holds."""

    def __init__(self, cache: Path | None, fingerprint: str) -> None:
        self._file = cache / f"{_STEM}-{fingerprint[:32]}.ftl" if cache and fingerprint else None

    def text(self) -> str | None:
        """What was kept; None where there is nothing, or not all of it."""
        if self._file is None:
            return None
        try:
            seal, _, text = self._file.read_text(encoding="utf-8").partition("\n")
        except (OSError, ValueError):
            return None
        return text if seal == _seal(text) else None

    def keep(self, text: str) -> None:
        """Keep this text, and nothing that is older; a cache that cannot be written is no error."""
        if self._file is None:
            return
        folder = self._file.parent
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=folder, prefix="building-", suffix=".tmp")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(f"{_seal(text)}\n{text}")
            for older in folder.glob(f"{_STEM}-*.ftl"):
                older.unlink(missing_ok=True)
            Path(name).replace(self._file)


def _seal(text: str) -> str:
    return f"# {hashlib.sha256(text.encode()).hexdigest()}"
