"""Kinds of values, marked in the types of fields.

What is asked of a value stands in a table of pydantic's words, which only whoever reads files loads: a bot
that serves would hold it in memory for nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value, by its name in a table."""

    name: str
    table: Callable[[], Mapping[str, Any]]
    """Loads the table: for each name a type with what pydantic is to ask."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """What pydantic is to ask."""
        generate: Callable[[Any], Any] = handler.generate_schema  # type: ignore[attr-defined] # pydantic's own
        del source
        return generate(self.table()[self.name])
