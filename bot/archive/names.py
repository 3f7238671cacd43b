"""Finding a record by what somebody typed: any script, either order, parts, and small slips."""

import re
from collections.abc import Collection, Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from heapq import nsmallest
from typing import Final

from bot.archive import filing
from bot.archive.asked import SMALL, Asked, Part, read
from bot.archive.entities import Finding
from bot.archive.filing import CJK, HAN
from bot.archive.fold import compact, fold, plainest
from bot.archive.japanese import is_family, is_name, is_whole_name, readings
from bot.archive.sounds import sounds
from bot.archive.spellings import Met, Rows, Spellings

KINDS: Final = ("speaker", "theme", "forum")
"""What has names, each a table of the archive."""
NEAREST: Final = 3
MEANT: Final = 50
"""Records that one text can mean at most: the first ones, in the order of the records."""
_PIECES: Final = 3
"""Of so many a text is put together at most: an organisation, a title and a name."""
_TOGETHER: Final = 24
"""Characters of the longest such text."""
_HEARD: Final = range(2, 5)
"""Characters of a name that is known by its sound alone."""
_SHORTEST: Final = 2
"""Latin letters, or kana, that a name is known to begin with."""
_NAME: Final = 5
"""Latin letters of a name that nobody types by slip."""
_TELLING: Final = 3
"""Characters of a Chinese or Japanese form that are enough to know it by."""
_OF: Final = re.compile("^[的之の]")


class Weight(IntEnum):
    """What a form says of its record; a better weight settles what a worse one leaves open."""

    NAME = 0
    """A whole name, heading or key."""
    PART = 1
    """A surname, a given name, a keyword."""
    ABOUT = 2
    """An organisation or a role."""
    WHOLE = filing.ENTIRE
    """Initials and readings: said whole or not at all, or every Wang would be of wangyi, 网易."""


class Rank(IntEnum):
    """How a query met a form, best first."""

    EXACT = 0
    BEGINS = 1
    WORDS = 2
    CONTAINS = 3
    SOUNDS = 4
    SLIP = 5


Ranked = tuple[Rank, float]
"""How a record was met, and how well: a weight, a distance, or less than no likeness."""


class NameIndex:
    """Keys of the records of one kind by every form of their names. Safe for many readers."""

    def __init__(self, kind: str, rows: Rows) -> None:
        self._rows = rows
        self._sql = f"SELECT id, key FROM {kind} WHERE id IN "  # noqa: S608 - one of KINDS
        self._all = f"SELECT key FROM {kind} ORDER BY id LIMIT ?"  # noqa: S608 - likewise
        self._spellings = Spellings(rows, KINDS.index(kind))

    def find(self, text: str) -> Finding[str]:
        """Those that `text` can mean, best rank and weight only; otherwise the nearest three."""
        query, look = read(text), _Look(self._spellings.remembering())
        ranked = look.ranked(query, enough=1, shortest=_SHORTEST)
        if ranked:
            best = min(ranked.values())
            meant = nsmallest(MEANT, (number for number in ranked if ranked[number] == best))
            return Finding(self._keys(meant))
        near = look.spellings.like(query.text, 0.0, NEAREST)
        nearest = nsmallest(NEAREST, ((-score, number) for number, score in near.items()))
        return Finding((), self._keys(number for _, number in nearest))

    def suggest(self, text: str, limit: int) -> tuple[str, ...]:
        """Those that begin with, contain or resemble `text`, best first; all, in order, for no text."""
        query = read(text)
        if not query.text:
            return tuple(key for (key,) in self._rows(self._all, (limit,)))
        look = _Look(self._spellings.remembering())
        ranked = look.ranked(query, enough=limit, shortest=min(len(query.text), _SHORTEST))
        if not ranked:
            likeness = look.spellings.like(query.text, _LIKE, limit)
            ranked = {number: (Rank.SLIP, -score) for number, score in likeness.items()}
        best = nsmallest(limit, ((rank, number) for number, rank in ranked.items()))
        return self._keys(number for _, number in best)

    def _keys(self, numbers: Iterable[int]) -> tuple[str, ...]:
        wanted = tuple(numbers)
        keys: dict[int, str] = dict(self._rows(f"{self._sql}({', '.join('?' * len(wanted))})", wanted))
        return tuple(keys[number] for number in wanted)


class _Look:
    """One question to the spellings of a kind."""

    def __init__(self, spellings: Spellings) -> None:
        self.spellings = spellings

    def ranked(self, query: Asked, enough: int, shortest: int) -> dict[int, Ranked]:
        """The best rank of each record that `query` can mean; of the best `enough` at least.

        Where so many are met in better ways, worse ones are not looked for; fewer than `shortest` Latin
        letters are the beginning of nothing.
        """
        ranked = self._exact(query)
        if len(ranked) >= enough:
            return ranked
        for rank, weight, number in self._meetings(query, shortest, listing=enough > 1):
            if number not in ranked or (rank, weight) < ranked[number]:
                ranked[number] = (rank, weight)
        sounding = self._sounding(query, listing=enough > 1) - ranked.keys()
        # Who has typed a name to its end, and rightly, means no other.
        named = (Rank.EXACT, Weight.NAME) in ranked.values()
        if (len(ranked) < enough and not named) or sounding:
            for number, distance in self._slipping(query):
                if number not in ranked or (Rank.SLIP, distance) < ranked[number]:
                    ranked[number] = (Rank.SLIP, distance)
        for number in sounding - ranked.keys():
            ranked[number] = (Rank.SOUNDS, Weight.NAME)
        return ranked

    def _exact(self, query: Asked) -> dict[int, Ranked]:
        """Those with just this spelling. Nothing is better."""
        ranked: dict[int, Ranked] = {}
        for wanted in self._wanted(query):
            for number, weight in self.spellings.same(wanted):
                if weight != Weight.ABOUT and weight < ranked.get(number, _UNMET)[1]:
                    ranked[number] = (Rank.EXACT, weight)
        return ranked

    def _wanted(self, query: Asked) -> Collection[str]:
        """What is looked for: as it is typed or, where nobody is spelled so, as it may be meant too."""
        literal = any(True for wanted in query.spelled for _ in self.spellings.same(wanted))
        return query.spelled if literal else query.spelled | query.meant

    def _meetings(self, query: Asked, shortest: int, *, listing: bool) -> Iterator[tuple[Rank, int, int]]:
        """Every way to meet a record but its spelling, slips and sounds: rank, weight, number."""
        known = self.spellings
        for wanted in self._wanted(query):
            for number, weight in known.same(wanted):
                # `vice president` is asked of every vice president, the senior ones too.
                if weight == Weight.ABOUT:
                    yield Rank.BEGINS, weight, number
            yield from self._begun(wanted, 1 if HAN.search(wanted) else shortest, listing=listing)
            if CJK.search(wanted):
                yield from self._around(wanted)
        if len(query.text) == _SHORTEST == shortest and query.text not in SMALL:
            # Letters like VP are a word of their own.
            yield from (
                (Rank.BEGINS, Weight.ABOUT, number) for number in known.with_all_words([[query.text]])
            )
        for parts in query.parts:
            yield from ((Rank.WORDS, Weight.ABOUT, number) for number in self._of_all(parts))

    def _begun(self, wanted: str, least: int, *, listing: bool) -> Iterator[tuple[Rank, int, int]]:
        """Those of whom a spelling, or a later word of it, begins so."""
        if len(wanted) >= least:
            for number, weight in self.spellings.beginning(wanted):
                # 東 is no organisation, as 東芝 is one; who is still typing may go on to it.
                if weight != Weight.ABOUT or len(wanted) > 1 or listing:
                    yield Rank.BEGINS, weight, number
        if len(wanted) > least:
            yield from ((Rank.BEGINS, weight, number) for number, weight in self.spellings.with_word(wanted))

    def _around(self, wanted: str) -> Iterator[tuple[Rank, int, int]]:
        """Those of whom a Chinese or Japanese spelling holds `wanted`, or is held by it."""
        if len(wanted) > 1:
            other = is_family(wanted)
            for number, weight in self.spellings.holding(wanted):
                if other and weight != Weight.ABOUT:
                    # 谷川 is a family name of its own, though 長谷川 holds it.
                    continue
                # No space parts 高级 from 副总裁 as one does Senior from Vice President.
                yield (Rank.BEGINS if weight == Weight.ABOUT else Rank.CONTAINS), weight, number
        yield from ((Rank.CONTAINS, weight, number) for number, weight in self._held_by(wanted))

    def _held_by(self, wanted: str) -> Iterator[Met]:
        for length in range(_TELLING, len(wanted)):
            # 長谷川町子 is no more 長谷川 than Hasegawa Machiko is Hasegawa.
            if not is_whole_name(wanted[:length], wanted[length:]):
                yield from self.spellings.held_by(wanted[: length + 1], length)

    def _of_all(self, parts: tuple[Part, ...]) -> set[int]:
        """Those whom every one of the words fits: names, organisations, titles, in whatever order."""
        if len(parts) == 1:
            return self._composed(parts[0].text)
        latin = [part.spelled for part in parts if not CJK.search(part.text)]
        fitting = [self.spellings.with_all_words(latin)] if latin else []
        fitting += [self._fitting(part) for part in parts if CJK.search(part.text)]
        return set.intersection(*fitting) if fitting else set()

    def _fitting(self, part: Part) -> set[int]:
        """Those of whose spellings a Chinese or Japanese word is some part, or how they read."""
        ways = (self.spellings.beginning(part.text), *map(self.spellings.same, part.sounds))
        met = {number for way in ways for number, _ in way}
        return met | self._holding(part.text) | self._composed(part.text)

    def _composed(self, text: str, most: int = _PIECES) -> set[int]:
        """Those whom each piece of a text without spaces fits: 网易副总裁, 东芝岛田, 網易副總裁龐大智."""
        found: set[int] = set()
        if most > 1 and len(text) <= _TOGETHER and CJK.search(text):
            for length in range(1, len(text)):
                if held := self._fits(text[:length]):
                    rest = _OF.sub("", text[length:])
                    found |= self.spellings.with_both(text[:length], rest)
                    found |= held & (self._fits(rest) | self._composed(rest, most - 1))
        return found

    def _fits(self, piece: str) -> set[int]:
        """Those who have a piece of text for a spelling, or in one, or whose name it may be by its sound."""
        found = self._exactly(piece) | self._holding(piece)
        if not found and len(piece) in _HEARD:
            found = {number for sound in sounds(piece) for number in self._exactly(sound)}
        return found

    def _exactly(self, form: str) -> set[int]:
        return {number for number, _ in self.spellings.same(form)}

    def _holding(self, text: str) -> set[int]:
        return {number for number, _ in self.spellings.holding(text)} if len(text) > 1 else set()

    def _slipping(self, query: Asked) -> Iterator[tuple[int, int]]:
        if self._another(query):
            return
        ways = {wanted: slips for wanted in query.spelled | query.sounds if (slips := _slips(wanted))}
        for wanted, slips in ways.items():
            # Every spelling is filed without its spaces too: so no slip is in the spaces.
            together = compact(wanted)
            if wanted == together or ways.get(together, 0) < slips:
                yield from self.spellings.with_slips(wanted, slips, len(ways))

    def _another(self, query: Asked) -> bool:
        """Whether it is a name that nobody here bears, and so no slip of theirs: Yamanaka is not Yamaoka."""
        said = (*query.text.split(), *query.sounds)
        unknown = (
            word for word in said if len(word) >= _NAME and not self.spellings.with_all_words([[word]])
        )
        return any(map(is_name, unknown)) or any(readings(compact(query.text)))

    def _sounding(self, query: Asked, *, listing: bool) -> set[int]:
        found = {number for sound in query.sounds for number in self._exactly(sound)}
        if not found and not HAN.search(query.text):
            # Kana tell how a name begins, characters do not: many read so. And ソン does not begin Song.
            begun = (sound for sound in query.sounds if listing or not sound.endswith("n"))
            found = {number for sound in begun for number, _ in self.spellings.beginning(sound)}
        return found


_UNMET: Final[Ranked] = (Rank.SLIP, float("inf"))
_LIKE: Final = 70.0
"""How like a spelling has to be, of 100, to be offered while somebody types."""


_WORST: Final = filing.ENTIRE + 1


def forms(spellings: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The folded forms in which spellings are compared, each with its best weight."""
    best: dict[str, int] = {}
    for text, weight in spellings:
        for form in _forms_of(text):
            if weight < best.get(form, _WORST):
                best[form] = weight
    return best


@lru_cache(maxsize=4096)
def _forms_of(text: str) -> tuple[str, ...]:
    """Those of one spelling; titles and organisations are spelled again for everybody who has them."""
    if not (folded := fold(text)):
        return ()
    together = compact(folded)
    plain = plainest(together)
    if plain == together:
        return (folded,) if together == folded else (folded, together)
    return (folded, plain) if together == folded else (folded, together, plain)


def _slips(wanted: str) -> int:
    """How many letters may be wrong: none in short words, where another word is as near."""
    if CJK.search(wanted):
        return 1 if len(wanted) >= 4 else 0  # noqa: PLR2004 - characters, each of which tells
    return 0 if len(wanted) < 5 else 1 if len(wanted) < 8 else 2  # noqa: PLR2004 - letters
