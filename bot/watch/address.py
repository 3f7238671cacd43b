"""Where machines may ask how the bot is."""


class NotListening(Exception):  # noqa: N818 - says how it is
    """The address cannot be listened on: `why` is the system's own word."""

    def __init__(self, host: str, port: int, why: str) -> None:
        self.host, self.port, self.why = host, port, why
        super().__init__(f"{host}:{port}: {why}")
