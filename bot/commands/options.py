"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

Config = Annotated[
    Path | None, typer.Option("--config", help="Settings to use instead of the shipped config/bot.yaml.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
