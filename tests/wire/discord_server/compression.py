"""The gateway's transport compression, as the client asks for it (topics/gateway)."""

import zlib
from collections.abc import Callable

import zstandard

Encode = Callable[[str], str | bytes]


def encoder(asked: str | None) -> Encode:
    """A stream for one connection: every message ends in a flush, the dictionary lives on."""
    if asked == "zlib-stream":
        return _zlib()
    if asked == "zstd-stream":
        return _zstd()
    return str


def _zlib() -> Encode:
    stream = zlib.compressobj()
    return lambda text: stream.compress(text.encode()) + stream.flush(zlib.Z_SYNC_FLUSH)


def _zstd() -> Encode:
    stream = zstandard.ZstdCompressor().compressobj()
    return lambda text: stream.compress(text.encode()) + stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
