"""What is wrong with a body, in the shape in which Discord says so (error 50035, Invalid Form Body)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One broken rule. `path` leads from the body's root to the value, list indexes as digits."""

    path: tuple[str, ...]
    code: str
    message: str

    def __str__(self) -> str:
        return f"{'.'.join(self.path) or '(body)'}: {self.message} ({self.code})"


def error_tree(violations: Iterable[Violation]) -> dict[str, Any]:
    """The `errors` object of an error answer (reference/api-errors: a nested path, `_errors` at its end)."""
    tree: dict[str, Any] = {}
    for violation in violations:
        node = tree
        for step in violation.path:
            node = node.setdefault(step, {})
        node.setdefault("_errors", []).append({"code": violation.code, "message": violation.message})
    return tree
