"""From a comparison to its card, for the command and for the button on the card."""

from dataclasses import replace

from bot.archive.entities import Pool
from bot.cogs.answers import Answer, Asked, gone, present, served_page
from bot.cogs.kept import Kept
from bot.journal.events import Served
from bot.ui import cards, presses
from bot.ui.presses import Comparison


class Sides:
    """Puts what two people said beside each other, and keeps what a button cannot carry."""

    def __init__(self, *, kept: Kept) -> None:
        self._kept = kept

    def answer(self, wanted: Comparison, asked: Asked) -> Answer:
        """Both sides; where a record has gone, a card that says so."""
        found = self._found(wanted)
        speakers = present(asked.archive.speaker, (found.first, found.second)) if found else ()
        theme = asked.archive.theme(found.theme) if found and found.theme else None
        if found is None or len(speakers) != 2 or (found.theme and theme is None):  # noqa: PLR2004 - both
            return gone(asked)
        pools = [Pool(speaker=speaker.key, theme=found.theme) for speaker in speakers]
        pages = [asked.archive.quotes(pool, page=0, size=cards.PER_SIDE) for pool in pools]
        themes = present(asked.archive.theme, {q.theme_key: None for page in pages for q in page.items})
        view = cards.compare_card(
            list(zip(speakers, pages, strict=True)),
            theme=theme,
            themes={each.key: each for each in themes},
            forums={each.key: each for each in asked.archive.forums()},
            this=self._carried(replace(found, language=asked.language if asked.private else None)),
            words=asked.words,
            private=asked.private,
        )
        shown = [served_page(page, pool) for page, pool in zip(pages, pools, strict=True)]
        served = Served(
            quotes=tuple(key for side in shown for key in side.quotes),
            speakers=tuple(speaker.key for speaker in speakers),
            themes=(theme.key,) if theme else (),
        )
        return Answer(view, served, speakers[0].forum)

    def _found(self, wanted: Comparison) -> Comparison | None:
        if wanted.kept is None:
            return wanted
        keys = self._kept.find(wanted.kept)
        return presses.parse_comparison(f"fc:~::{keys}") if keys else None

    def _carried(self, wanted: Comparison) -> Comparison:
        """The comparison as its button carries it: long keys are kept under a short name."""
        try:
            wanted.custom_id()
        except ValueError:
            return replace(wanted, kept=self._kept.keep(wanted.keys()))
        return wanted
