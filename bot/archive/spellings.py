"""Every spelling of many names, in tables arranged so that no look-up goes through all of them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, Final
from zlib import crc32

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.archive.filing import CJK, ENTIRE, INSIDE, KEPT, KIND_BITS, SHORTEST, WHOLE, WORD, pieces_of

BEGINNING: Final = 4
"""Letters that one of several words is known to begin with."""
MOST: Final = 1000
"""Spellings that one way of looking comes upon at most: the best and first of those that fit."""
FEW: Final = 2000
"""Spellings that are all compared where likeness is asked for; of more, those that share something."""
_ALIKE: Final = 200
"""Spellings, the most alike first, whose records are looked up."""
_WAYS: Final = 2
_NEAR: Final = 350
"""Spellings that share pieces with another and are compared with it: those that share most."""
_TOGETHER: Final = 20
"""Spellings whose records are looked up at once."""
_NONE: Final = -1
"""The number of no spelling."""
_LAST: Final = "\U0010ffff"

Met = tuple[int, int]
"""The number of a record and the weight of the spelling that was met."""
Like = tuple[str, float, int]
"""A spelling, how like another it is or how far from it, and its number."""
Rows = Callable[[str, tuple[Any, ...]], list[tuple[Any, ...]]]
"""Runs a query."""


class Spellings:
    """Folded spellings of numbered records of one kind, each with a weight."""

    def __init__(self, rows: Rows, kind: int) -> None:
        self._rows = rows
        self._kind = kind
        self._few: bool | None = None

    def remembering(self) -> "Spellings":
        """The same, for one question: what it asks twice is looked up once."""
        known: dict[tuple[str, tuple[Any, ...]], list[tuple[Any, ...]]] = {}

        def rows(sql: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
            if (sql, values) not in known:
                known[sql, values] = self._rows(sql, values)
            return known[sql, values]

        other = Spellings(rows, self._kind)
        other._few = self._are_few()
        return other

    def same(self, wanted: str) -> Iterator[Met]:
        """Records with exactly this spelling."""
        yield from self._rows(_SAME, (self._kind, wanted, MOST))

    def beginning(self, wanted: str) -> Iterator[Met]:
        """Records with a spelling that begins so."""
        return self._from(WHOLE, wanted, lambda text: text.startswith(wanted))

    def with_word(self, wanted: str) -> Iterator[Met]:
        """Records with a spelling of which a later word begins so."""
        return self._from(WORD, wanted, lambda text: f" {wanted}" in text)

    def holding(self, wanted: str) -> Iterator[Met]:
        """Records with a Chinese or Japanese spelling that holds `wanted`, of two characters or more."""
        return self._from(INSIDE, wanted, lambda text: wanted in text)

    def held_by(self, wanted: str, shortest: int) -> Iterator[Met]:
        """Records with a Chinese or Japanese spelling that `wanted` begins with."""
        for length in range(shortest, len(wanted)):
            if CJK.search(wanted[:length]):
                yield from self.same(wanted[:length])

    def with_all_words(self, asked: Sequence[Collection[str]]) -> set[int]:
        """Numbers of the records that have a word for each of those asked for, each as it may be spelled.

        Of a spelling of some letters a word may be the beginning, a shorter one is the word itself.
        """
        ways = [[word for word in spelled if " " not in word] for spelled in asked]
        if not all(ways):
            return set()
        match = " AND ".join(f"({' OR '.join(map(_word, spelled))})" for spelled in ways)
        first = self._kind << KIND_BITS
        rows = self._rows(_NAMED, (match, first, first + (1 << KIND_BITS) - 1, MOST))
        return {number - first for (number,) in rows}

    def with_both(self, one: str, other: str) -> set[int]:
        """Numbers of the records that have both spellings."""
        forms = [self._rows(_FORM, (self._kind, text)) for text in (one, other)]
        if not all(forms):
            return set()
        # The fewer are gone through, the others asked for each of them.
        fewer, more = sorted((form for ((form,),) in forms), key=self._had_by)
        return {number for (number,) in self._rows(_BOTH, (fewer, more, MOST))}

    def _had_by(self, form: int) -> int:
        return int(self._rows(_HAD, (form, FEW))[0][0])

    def with_slips(self, wanted: str, slips: int, ways: int = 1) -> Iterator[tuple[int, int]]:
        """Numbers of records with a spelling at most so many slips away, and how many.

        Where it is one of several ways to read a name, fewer spellings are compared for each.

        Of `slips` + 1 pieces of a spelling one is whole however it was mistyped, or has but lost a letter to
        its neighbour: who looks for each of them, at each place where it can stand, misses nobody.
        """
        most = _NEAR if ways <= _WAYS else _NEAR * _WAYS // ways
        codes = _codes_near(wanted, slips, self._kind)
        rows = self._rows(_CODED_TEXTS.format(", ".join("?" * len(codes))), (*codes, MOST * 4, most))
        near = {form: text for form, text, kind in rows if kind == self._kind}
        found = process.extract(wanted, near, scorer=OSA.distance, score_cutoff=slips, limit=None)
        for (_, distance, _), numbers in self._each_of(found, ENTIRE):
            yield from ((number, int(distance)) for number in numbers)

    def like(self, wanted: str, least: float, enough: int = _ALIKE) -> dict[int, float]:
        """Numbers of records with a spelling at least so like `wanted`, of 100, and how like the best is.

        The best so many records, and what is as like as the last of them.
        """
        best: dict[int, float] = {}
        known = self._texts(self._sharing(wanted))
        found = process.extract(wanted, known, scorer=fuzz.ratio, score_cutoff=least, limit=_ALIKE)
        last = 100.0
        for (_, score, _), numbers in self._each_of(found, ENTIRE + 1):
            if len(best) >= enough and score < last:
                break
            last = score
            for number in numbers:
                best[number] = max(score, best.get(number, 0.0))
        return best

    def _from(self, later: int, wanted: str, fits: Callable[[str], bool]) -> Iterator[Met]:
        kept = wanted[:KEPT]
        of_weights: list[Any] = []
        for weight in range(3):
            of_weights += (self._kind, later, weight, kept, kept + _LAST, MOST // 2)
        of_weights.append(MOST)
        if len(wanted) < KEPT:
            yield from self._rows(_BEGINNING, tuple(of_weights))
        else:
            rows = self._rows(_LONG, tuple(of_weights))
            yield from ((number, weight) for number, weight, text in rows if fits(text))

    def _sharing(self, wanted: str) -> list[int]:
        """Spellings that may be like `wanted`; all, where they are few.

        Of many, those that have a piece in common with it where it stands there, or begin as its words do.
        """
        if self._are_few():
            return [form for (form,) in self._rows("SELECT id FROM form WHERE kind = ?", (self._kind,))]
        found: dict[int, None] = {}
        for slips in (1, 2):
            found.update(dict.fromkeys(self._coded(wanted, slips)))
        for length in (4, 3, 2, 1):
            for word in {wanted, *wanted.split()}:
                begun = word[:length]
                values = (self._kind, begun, begun + _LAST, MOST)
                found.update(dict.fromkeys(form for (form,) in self._rows(_BEGUN, values)))
            if len(found) > _ALIKE:
                break
        return [*found]

    def _are_few(self) -> bool:
        if self._few is None:
            self._few = self._rows(_COUNT, (self._kind, FEW + 1))[0][0] <= FEW
        return self._few

    def _coded(self, wanted: str, slips: int) -> list[int]:
        """Spellings that have a piece of one so many slips away; those that have several come first."""
        codes = _codes_near(wanted, slips, self._kind)
        sql = _CODED.format(", ".join("?" * len(codes)))
        return [form for (form,) in self._rows(sql, (*codes, MOST * 4, _NEAR))]

    def _texts(self, ids: Iterable[int]) -> dict[int, str]:
        texts: dict[int, str] = {}
        wanted = [*dict.fromkeys(ids)]
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            rows = self._rows(f"SELECT id, text, kind FROM form WHERE id IN ({marks})", tuple(some))  # noqa: S608 - marks only
            texts.update((form, text) for form, text, kind in rows if kind == self._kind)
        return texts

    def _each_of(self, found: Sequence[Like], below: int) -> Iterator[tuple[Like, set[int]]]:
        """Spellings with the numbers of their records, looked up for several at once."""
        for start in range(0, len(found), _TOGETHER):
            some = found[start : start + _TOGETHER]
            numbers: dict[int, set[int]] = {form: set() for *_, form in some}
            forms = (*numbers, *[_NONE] * (_TOGETHER - len(numbers)))
            values = tuple(value for form in forms for value in (form, below, MOST))
            for form, number in self._rows(_OF, values):
                numbers[form].add(number)
            yield from ((one, numbers[one[2]]) for one in some)


_AT_ONCE: Final = 500


def _word(wanted: str) -> str:
    return f'"{wanted}" *' if len(wanted) >= BEGINNING else f'"{wanted}"'


_SAME: Final = (
    "SELECT number, weight FROM form JOIN spelling ON spelling.form = form.id"
    " WHERE kind = ? AND text = ? ORDER BY weight, number LIMIT ?"
)
_NAMED: Final = "SELECT rowid FROM named WHERE named MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?"
_COUNT: Final = "SELECT count(*) FROM (SELECT 1 FROM form WHERE kind = ? LIMIT ?)"
_OF: Final = " UNION ALL ".join(
    ["SELECT * FROM (SELECT form, number FROM spelling WHERE form = ? AND weight < ? LIMIT ?)"] * _TOGETHER
)
_BEGUN: Final = "SELECT id FROM form WHERE kind = ? AND text >= ? AND text < ? LIMIT ?"
_RANGE: Final = (
    "SELECT form, weight FROM beginning"
    " WHERE kind = ? AND later = ? AND weight = ? AND rest >= ? AND rest < ? LIMIT ?"
)
_IN_RANGES: Final = " UNION ALL ".join([f"SELECT * FROM ({_RANGE})"] * 3)  # noqa: S608 - constants
_BEGINNING: Final = f"SELECT number, weight FROM ({_IN_RANGES}) JOIN spelling USING (form, weight) LIMIT ?"  # noqa: S608 - constants
_LONG: Final = (
    f"SELECT number, weight, text FROM ({_IN_RANGES}) JOIN spelling USING (form, weight)"  # noqa: S608 - constants
    " JOIN form ON form.id = form LIMIT ?"
)
_FORM: Final = "SELECT id FROM form WHERE kind = ? AND text = ?"
_HAD: Final = "SELECT count(*) FROM (SELECT 1 FROM spelling WHERE form = ? LIMIT ?)"
_BOTH: Final = """
SELECT one.number FROM spelling AS one WHERE one.form = ? AND EXISTS (
  SELECT 1 FROM spelling AS other
  WHERE other.form = ? AND other.weight IN (0, 1, 2, 3) AND other.number = one.number)
LIMIT ?
"""


_CODED: Final = """
SELECT form FROM (SELECT form FROM segment WHERE code IN ({}) LIMIT ?)
GROUP BY form ORDER BY count(*) DESC LIMIT ?
"""
_CODED_TEXTS: Final = f"SELECT id, text, kind FROM ({_CODED}) JOIN form ON id = form"  # noqa: S608 - constants


def _codes_near(wanted: str, slips: int, kind: int) -> list[int]:
    """The codes of every piece by which a spelling is filed that is at most so many slips from `wanted`.

    There are 300 at most; old versions of SQLite take 999 in one question.
    """
    codes: dict[int, None] = {}
    stretches: dict[tuple[int, int], list[bytes]] = {}
    for length in range(max(SHORTEST, len(wanted) - slips), len(wanted) + slips + 1):
        for start, end, begun in pieces_of(kind, slips, length):
            for shift in range(-slips, slips + 1):
                first, last = start + shift, end + shift
                if first >= 0 and last <= len(wanted):
                    if (texts := stretches.get((first, last))) is None:
                        texts = stretches[first, last] = [
                            text.encode() for text in _swapped(wanted, first, last)
                        ]
                    codes.update((crc32(text, begun), None) for text in texts)
    return [*codes]


def _swapped(wanted: str, first: int, last: int) -> Iterator[str]:
    """A stretch, and what it was if its first or last letter has changed places with the one beside it."""
    heads = [wanted[first:last]]
    if first > 0 and last > first:
        heads.append(wanted[first - 1] + wanted[first + 1 : last])
    for head in heads:
        yield head
        if last < len(wanted) and last > first:
            yield head[:-1] + wanted[last]
