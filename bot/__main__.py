"""`python -m bot` is `forum-bot`."""

from bot.cli import main

main()
