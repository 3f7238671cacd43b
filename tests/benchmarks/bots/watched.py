"""Our bot, with a watch on its event loop."""

from bot.commands.program import app
from tests.benchmarks.bots.watch import watching


def main() -> None:
    """Be the bot until told to stop."""
    with watching():
        app(standalone_mode=False)


if __name__ == "__main__":
    main()
