"""`check` and `schema`: for those who write records."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.ending import EXIT_PROBLEMS, EXIT_USAGE, refuse


def check(
    path: Annotated[
        Path | None,
        typer.Argument(help="A forum's folder, or a folder of forums; without it, the bot's own."),
    ] = None,
) -> None:
    """Check records: each problem, and what to write instead. Exit code 1 if there is any."""
    from bot.commands.checking import check_records

    check_records(path)


def schema(
    name: Annotated[
        str | None, typer.Argument(help="forum, speakers, themes or quotes; all without it.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write NAME.schema.json files into this folder.")] = None,
) -> None:
    """Print the JSON Schema of the record files, for editors."""
    from bot.records.schema import NAMES
    from bot.records.schema import schema as schema_of

    if name is not None and name not in NAMES:
        refuse(EXIT_USAGE, f"There is no file `{name}`; there are: {', '.join(NAMES)}.")
    names = (name,) if name else NAMES
    schemas = {each: schema_of(each) for each in names}
    if out is None:
        shown = schemas[name] if name else schemas
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        for each, content in schemas.items():
            file = out / f"{each}.schema.json"
            file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
            typer.echo(str(file))
    except OSError as error:
        refuse(EXIT_PROBLEMS, f"{error.filename} cannot be written: {error.strerror}.")
