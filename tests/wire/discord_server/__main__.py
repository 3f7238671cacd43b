"""`python -m tests.wire.discord_server --port 8080`: the stand-in as a process of its own.

Its first line of output says, as JSON, where it is. With `--control` it then does what its input says
(see `control`) and ends with it; without, it runs until it is told to stop.
"""

import argparse
import asyncio
import json
import signal
import sys
from collections.abc import Sequence

from tests.wire.discord_server.control import Control
from tests.wire.discord_server.server import TOKEN, DiscordServer, Terms


async def serve(*, port: int, token: str, controlled: bool) -> None:
    """Run until the input ends, or SIGINT or SIGTERM comes."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with DiscordServer(Terms(token=token), port=port) as discord:
        control = Control(discord)
        _say(control.hello())
        stopping = asyncio.create_task(stop.wait())
        working = [asyncio.create_task(_obey(control))] if controlled else []
        await asyncio.wait({stopping, *working}, return_when=asyncio.FIRST_COMPLETED)
        for task in (stopping, *working):
            task.cancel()


async def _obey(control: Control) -> None:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    pipe, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    try:
        while line := await reader.readline():
            _say(await control.do(line.decode()))
    finally:
        pipe.close()


def _say(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="discord_server", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--token", default=TOKEN, help="what the bot logs in with")
    parser.add_argument("--control", action="store_true", help="obey lines of JSON on standard input")
    given = parser.parse_args(arguments)
    asyncio.run(serve(port=given.port, token=given.token, controlled=given.control))


if __name__ == "__main__":
    main()
