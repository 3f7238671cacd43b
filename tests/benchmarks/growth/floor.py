"""The floor of a build: libyaml reads the same files, SQLite indexes the same texts, and nothing is checked.

"Reads" is `yaml.load` with CSafeLoader: libyaml's parser, and PyYAML's constructor that makes lists and dicts
of what it parses, as nobody could index texts out of bare events. "Indexes" is one FTS5 table of these texts,
with the build's tokenizer, without folding and without a word of who said them. Only the work is counted, not
the start of Python and the import of code; nor are they of the build. Python does not search for cyclic
garbage meanwhile, as it does not during a build: a plain program, which lets it, takes half as long again to
read 10,000 quotes, and twice as long for 100,000.

`python -m tests.benchmarks.growth.floor RECORDS FILE` prints the seconds of both as JSON.
"""

import gc
import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import yaml

_INDEX = 'CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = "porter unicode61 remove_diacritics 2")'


def floor(records: Path, file: Path) -> dict[str, float]:
    """Seconds to read and to index, and of processor time for both."""
    gc.disable()
    used = time.process_time()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    started = time.perf_counter()
    read = [
        yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both are safe loaders
        for path in sorted(records.rglob("*.yaml"))
    ]
    reading = time.perf_counter() - started
    texts = [*_texts(read)]
    started = time.perf_counter()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(_INDEX)
        connection.executemany("INSERT INTO words VALUES (?)", texts)
        connection.commit()
    indexing = time.perf_counter() - started
    return {"read_seconds": reading, "index_seconds": indexing, "cpu_seconds": time.process_time() - used}


def _texts(read: list[Any]) -> Iterator[tuple[str]]:
    for records in read:
        for record in records if isinstance(records, list) else ():
            if "text" in record:
                yield (record["text"],)
                yield from ((text,) for text in record["translations"].values())


if __name__ == "__main__":
    sys.stdout.write(json.dumps(floor(*map(Path, sys.argv[1:]))))
