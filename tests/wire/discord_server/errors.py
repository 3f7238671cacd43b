"""Refusals, with Discord's own codes (topics/opcodes-and-status-codes)."""

from collections.abc import Iterable, Mapping
from typing import Any

from tests.support.violations import Violation, error_tree


class ApiError(Exception):
    """A request that is refused; carries what goes over the wire."""

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        *,
        violations: Iterable[Violation] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.violations = tuple(violations)
        super().__init__(f"{status} (code {code}): {message} {'; '.join(map(str, self.violations))}".strip())
        self.status = status
        self.code = code
        self.headers = dict(headers or {})
        self.body: dict[str, Any] = {"message": message, "code": code}
        if self.violations:
            self.body["errors"] = error_tree(self.violations)


def unauthorized() -> ApiError:
    return ApiError(401, 0, "401: Unauthorized")


def not_found() -> ApiError:
    return ApiError(404, 0, "404: Not Found")


def method_not_allowed() -> ApiError:
    return ApiError(405, 0, "405: Method Not Allowed")


def invalid_json() -> ApiError:
    return ApiError(400, 50109, "The request body contains invalid JSON.")


def invalid_form(violations: Iterable[Violation]) -> ApiError:
    return ApiError(400, 50035, "Invalid Form Body", violations=violations)


def empty_message() -> ApiError:
    return ApiError(400, 50006, "Cannot send an empty message")


def too_large() -> ApiError:
    return ApiError(413, 40005, "Request entity too large")


def other_application() -> ApiError:
    return ApiError(403, 20012, "You are not authorized to perform this action on this application")


def unknown_guild() -> ApiError:
    return ApiError(404, 10004, "Unknown Guild")


def unknown_message() -> ApiError:
    return ApiError(404, 10008, "Unknown Message")


def unknown_webhook() -> ApiError:
    """Before an interaction is acknowledged, there is no webhook to it yet."""
    return ApiError(404, 10015, "Unknown Webhook")


def unknown_interaction() -> ApiError:
    return ApiError(404, 10062, "Unknown interaction")


def unknown_command() -> ApiError:
    return ApiError(404, 10063, "Unknown application command")


def already_acknowledged() -> ApiError:
    return ApiError(400, 40060, "Interaction has already been acknowledged.")


def invalid_webhook_token() -> ApiError:
    """No such token, or one that is more than fifteen minutes old."""
    return ApiError(401, 50027, "Invalid Webhook Token")


def rate_limited(retry_after: float, scope: str) -> ApiError:
    """`scope` is `user`, `shared` or `global` (topics/rate-limits)."""
    headers = {"Retry-After": str(max(1, round(retry_after))), "X-RateLimit-Scope": scope}
    error = ApiError(429, 0, "You are being rate limited.", headers=headers)
    error.body |= {"retry_after": retry_after, "global": scope == "global"}
    if scope == "global":
        error.headers["X-RateLimit-Global"] = "true"
    return error
