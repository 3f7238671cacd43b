"""Pasted texts in an archive so large that hardly a word is rare, if its counts of words are believed."""

import sqlite3
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from bot.archive import Archive, identify, search
from bot.archive.archive import open_archive
from bot.archive.candidates import TERMS, Candidates
from bot.archive.entities import Pool
from bot.archive.hits import Scope
from bot.archive.search import pieces_of
from bot.languages import Language
from bot.shipped import shipped

PASTED: Final[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "pasted.yaml").read_text(encoding="utf-8")
)
MILLION: Final = 1_000_000


def crowded(cache: Path, texts: int) -> Archive:
    """The shipped records, as if a million quotes were among them and each word stood in so many texts."""
    open_archive(shipped("data"), cache).close()
    (file,) = cache.glob("*.sqlite3")
    connection = sqlite3.connect(file)
    connection.execute("UPDATE forum SET quotes = ?", (MILLION,))
    connection.execute("DELETE FROM frequency")
    connection.execute("INSERT INTO frequency SELECT term, ? FROM vocabulary", (texts,))
    connection.commit()
    connection.close()
    return Archive.open(file)


def test_common_words_that_stand_together_are_as_telling_as_a_rare_one(tmp_path: Path) -> None:
    archive = crowded(tmp_path, 5_000)
    for wording in ("exact", "altered"):
        for of, texts in PASTED[wording].items():
            for text in texts:
                found = identify(archive, text)
                assert found is not None, text
                assert f"{found.quote.record.id} {found.language}" == of
    assert [text for text in PASTED["nobody"] if identify(archive, text)] == []


def test_where_every_word_is_very_common_neighbours_tell(archive: Archive, tmp_path: Path) -> None:
    large = crowded(tmp_path, 80_000)
    for quote in archive.quotes(Pool(), page=0, size=50).items:
        for parts in (quote.record.text, *quote.record.translations.values()):
            found = identify(large, parts[0])
            assert found is not None, parts[0]
            assert found.quote.key == quote.key


def test_what_every_text_has_is_not_looked_for(tmp_path: Path) -> None:
    archive = crowded(tmp_path, MILLION)
    assert Candidates(archive).of(pieces_of("the people of our two countries")) == []


def test_what_holds_a_common_word_and_a_rare_one_is_found_by_the_rare_one(
    archive: Archive, tmp_path: Path
) -> None:
    large = crowded(tmp_path, 5)
    connection = sqlite3.connect(next(tmp_path.glob("*.sqlite3")))
    connection.execute("UPDATE frequency SET texts = ? WHERE term = 'data'", (MILLION,))
    connection.commit()
    connection.close()
    shimada = "beijing-tokyo-17/taro-shimada"
    for text, speaker in (("governance data", None), ("data security", None), ("logistics data", shimada)):
        scope = Scope(Language.EN, speaker=speaker)
        hits, same = (search(each, text, scope, page=0, size=50) for each in (large, archive))
        assert {hit.key for hit in hits.items} == {hit.key for hit in same.items}
        assert (hits.loose, same.loose) == (False, False)
        assert all(hit.marks for hit in hits.items)


@pytest.mark.parametrize("before", [True, False])
def test_a_quote_far_into_a_long_message_is_found(archive: Archive, *, before: bool) -> None:
    about = " ".join(f"Somebody{number} wrote{number} that." for number in range(TERMS))
    for quote in archive.quotes(Pool(), page=0, size=50).items:
        said = quote.record.text[0]
        found = identify(archive, f"{about}\n{said}" if before else f"{said}\n{about}")
        assert found is None or found.quote.key == quote.key
        assert found is not None or len(said) < TERMS, said
