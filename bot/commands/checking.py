"""`check`: the records judged. Nothing here reads a command line: typer takes as long as twenty quotes do."""

from pathlib import Path

from bot.commands.ending import EXIT_PROBLEMS, refuse, settings_from, show, unheard


def check_records(path: Path | None) -> None:
    """Tell what is wrong with a folder's records, the bot's own unless told, or how many there are."""
    from bot.records.check import check

    report = check(path or settings_from(None).records)
    if count := len(report.problems):
        try:
            show(*map(str, report.problems))
        except BrokenPipeError:
            # However few of them somebody wants to read, the records are wrong.
            unheard()
        refuse(EXIT_PROBLEMS, f"{count} problem{'s' if count > 1 else ''} found.")
    show(*report.lines())
