"""What is asked of each kind of value, in pydantic's words."""

from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import AfterValidator, AnyUrl, BeforeValidator, Field, UrlConstraints, ValidationInfo

from bot.settings.sections import Secret, shard_numbers

MOST_SHARDS: Final = 10_000
"""More than Discord has ever asked of anybody; a slip should not hold the program up."""


def _at_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        message = "begins with the home of somebody who is not known here; write it in full"
        raise ValueError(message) from None


def _as_text(value: object) -> object:
    """A number, or a list of them, is one in YAML, too."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _among_all(written: str, given: ValidationInfo) -> str:
    last = max(shard_numbers(written))
    if "shard_count" not in given.data:
        return written
    if given.data["shard_count"] is None:
        message = "only a part of the shards needs shard_count, the number of all"
        raise ValueError(message)
    if last >= given.data["shard_count"]:
        message = f"shards are counted from 0: the last one is {given.data['shard_count'] - 1}"
        raise ValueError(message)
    return written


def _whole(url: str) -> str:
    if "://" not in url:
        message = "no database URL; write it whole, as in postgresql+asyncpg://user@host/name"
        raise ValueError(message)
    return url


def _address(*schemes: str) -> Any:
    return Annotated[AnyUrl, UrlConstraints(allowed_schemes=[*schemes]), AfterValidator(str)]


KINDS: Final[dict[str, Any]] = {
    "place": Annotated[Path, AfterValidator(_at_home)],
    "secret": Annotated[str, AfterValidator(Secret)],
    "database": Annotated[str, AfterValidator(_whole), AfterValidator(Secret)],
    "api": _address("http", "https"),
    "gateway": _address("ws", "wss"),
    "shards": Annotated[int, Field(ge=1, le=MOST_SHARDS)],
    "some shards": Annotated[str, BeforeValidator(_as_text), AfterValidator(_among_all)],
    "seconds": Annotated[float, Field(ge=0)],
    "count": Annotated[int, Field(ge=1)],
    "rate": Annotated[float, Field(gt=0)],
    "port": Annotated[int, Field(ge=0, le=65535)],
}
"""By the names that `sections` gives them."""
