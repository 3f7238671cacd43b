"""Log lines for people or for machines, from our own modules and from every library alike."""

import logging
import sys
from typing import Literal

import structlog


def set_up(*, style: Literal["human", "json"] = "human", level: str = "info") -> None:
    """Send log lines of `level` and above to standard error, one line each in JSON or readable."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        # What concerns one interaction: the same keys in every such line.
        structlog.stdlib.ExtraAdder(allow=("reference", "command", "guild_id")),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    final: list[structlog.typing.Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if style == "json"
        # Plain tracebacks: prettier ones print local variables, a token among them.
        else [
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(),
                pad_event_to=0,
                exception_formatter=structlog.dev.plain_traceback,
            )
        ]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *final],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
