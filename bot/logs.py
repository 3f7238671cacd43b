"""Log lines for people or for machines, from our own modules and from every library alike."""

import logging
import re
import sys
from typing import Any, Final, Literal

# Where rich is installed, structlog loads it to draw tracebacks; none is drawn here, and it takes 3 MB.
_HIDDEN: Final = sys.modules.setdefault("rich", None) is None  # type: ignore[arg-type] # so that there is none
try:
    import structlog
finally:
    if _HIDDEN:
        del sys.modules["rich"]

_REPLY_TOKEN: Final = re.compile(
    r"""(/(?:interactions|webhooks)/\d+/|\\?["']token\\?["']: ?\\?["'])[\w.~-]{8,}"""
)
"""Whoever has it may answer in the bot's place, for a quarter of an hour."""
_LIMITED: Final = "Webhook ID %s is rate limited"


class _Discreet(structlog.stdlib.ProcessorFormatter):
    """Tells no secret, whoever says it: ours, a library's, or a traceback."""

    def __init__(self, secret: str | None, **options: Any) -> None:
        super().__init__(**options)
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """The line, with what is secret taken out."""
        text = _REPLY_TOKEN.sub(r"\1…", super().format(record))
        return text.replace(self._secret, "[token]") if self._secret else text


class _ByItsName(logging.Filter):
    """Of an answer that is put off, discord.py tells the interaction's id, as that of a webhook."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Say what happened where the record is one of those; none is left out."""
        if str(record.msg).startswith(_LIMITED) and isinstance(record.args, tuple):
            record.msg = "Discord puts an answer off (429); next try in %.2f s"
            record.args = record.args[1:]
        return True


def set_up(
    *, style: Literal["human", "json"] = "human", level: str = "info", secret: str | None = None
) -> None:
    """Send log lines of `level` and above to standard error, one line each in JSON or readable.

    `secret` is replaced wherever it stands. What libraries tell at `info` is left to `debug`.
    """
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
        _Discreet(
            secret,
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *final],
        )
    )
    # Libraries have levels of their own, below.
    handler.setLevel(level.upper())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    handler.addFilter(_ByItsName())
    for library in _LIBRARIES:
        logging.getLogger(library).setLevel("DEBUG" if level == "debug" else "WARNING")


_LIBRARIES: Final = ("discord", "aiohttp", "asyncio", "alembic", "sqlalchemy")


def hear(name: str) -> None:
    """Let this part of the program tell at `info`, where all others were set up to tell less."""
    for handler in logging.getLogger().handlers:
        handler.setLevel(logging.INFO)
    logging.getLogger(name).setLevel(logging.INFO)
