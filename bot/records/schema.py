"""JSON Schema for editors, written from the models."""

from typing import Any, Final

from pydantic import TypeAdapter

from bot.records.models import Forum, Quote, Speaker, Theme

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_MODELS: Final[dict[str, Any]] = {
    "forum": Forum,
    "speakers": list[Speaker],
    "themes": list[Theme],
    "quotes": list[Quote],
}
NAMES: Final = tuple(_MODELS)


def schema(name: str) -> dict[str, Any]:
    """The schema of `forum`, `speakers`, `themes` or `quotes`; KeyError for any other name."""
    return {"$schema": DIALECT, "title": f"{name}.yaml", **TypeAdapter(_MODELS[name]).json_schema()}
