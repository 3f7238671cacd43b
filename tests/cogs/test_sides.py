"""A comparison whose keys a button has no room for is kept, and found again."""

from pathlib import Path
from typing import Any

from bot.archive import Archive, open_archive
from bot.cogs.answers import Asked
from bot.cogs.kept import Kept
from bot.cogs.sides import Sides
from bot.journal import Journal
from bot.journal.events import Outcome
from bot.languages import Language
from bot.ui.presses import Comparison, parse_comparison
from tests.support.catalogues import shipped_catalogues
from tests.support.forums import FORUM, QUOTES, SPEAKERS, THEMES, write_forum
from tests.support.payload_reading import buttons_of, text_of
from tests.support.payloads import message_of

FIRST, SECOND, THEME, LONG_FORUM = "a" * 32, "b" * 32, "t" * 32, "f" * 24


def of_long_ids(folder: Path) -> Archive:
    """The small forum under the longest ids that there may be."""
    names = {"sato-hanako": FIRST, "suzuki-ichiro": SECOND}
    quotes = [
        {**quote, "theme": THEME, "speaker": names[quote["speaker"]], "id": f"q{number}"}
        for number, quote in enumerate(QUOTES, start=1)
    ]
    records: dict[str, Any] = {
        "forum": {**FORUM, "id": LONG_FORUM},
        "speakers": [{**speaker, "id": names[speaker["id"]]} for speaker in SPEAKERS],
        "themes": [{**theme, "id": THEME} for theme in THEMES],
        "quotes": quotes,
    }
    write_forum(folder / "data" / LONG_FORUM, **records)
    return open_archive(folder / "data", folder / "cache")


async def test_keys_too_long_for_a_button_are_kept(journal: Journal, tmp_path: Path) -> None:
    archive = of_long_ids(tmp_path)
    words = shipped_catalogues().words(Language.EN)
    sides = Sides(kept=Kept(journal=journal))
    asked = Asked(archive=archive, words=words, own=words, place="", private=False)
    wanted = Comparison(f"{LONG_FORUM}/{FIRST}", f"{LONG_FORUM}/{SECOND}", f"{LONG_FORUM}/{THEME}")
    first = message_of(sides.answer(wanted, asked).view)["components"]
    button = parse_comparison(buttons_of(first)["In my language"])
    assert button is not None
    assert button.kept
    again = message_of(sides.answer(button, asked).view)["components"]
    assert text_of(again) == text_of(first)
    lost = sides.answer(Comparison(kept="0" * 16), asked)
    assert (lost.outcome, lost.private) == (Outcome.NO_MATCH, True)
    archive.close()


async def test_a_comparison_of_somebody_who_has_gone_says_so(
    shipped_archive: Archive, journal: Journal
) -> None:
    words = shipped_catalogues().words(Language.EN)
    asked = Asked(archive=shipped_archive, words=words, own=words, place="", private=False)
    forum = "beijing-tokyo-17"
    for gone in (
        Comparison(f"{forum}/liu-song", f"{forum}/nobody"),
        Comparison(f"{forum}/liu-song", f"{forum}/taro-shimada", f"{forum}/nothing"),
    ):
        found = Sides(kept=Kept(journal=journal)).answer(gone, asked)
        assert "no longer here" in text_of(message_of(found.view)["components"])
