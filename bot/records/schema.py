"""JSON Schema for editors, written from the models."""

from typing import Any, Final

from pydantic import TypeAdapter

from bot.languages import Language
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
    written = TypeAdapter(_MODELS[name]).json_schema()
    _spell_out(written)
    return {"$schema": DIALECT, **written, "title": f"{name}.yaml"}


def _spell_out(part: Any) -> None:
    """Make a property of each language: editors complete properties, not patterns of names."""
    if isinstance(part, list):
        for item in part:
            _spell_out(item)
    elif isinstance(part, dict):
        if part.get("propertyNames") == {"$ref": "#/$defs/Language"}:
            del part["propertyNames"]
            value = part.pop("additionalProperties")
            part["properties"] = {str(language): value for language in Language}
            part["additionalProperties"] = False
        for item in part.values():
            _spell_out(item)
