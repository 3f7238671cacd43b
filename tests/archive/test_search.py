"""Full text in every language and script; and whose words a pasted sentence is."""

from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.archive import Archive, identify, search
from bot.archive.entities import Pool
from bot.archive.hits import Hits, Scope
from bot.archive.identify import Change, difference, plain
from bot.archive.search import Found
from bot.languages import Language

SEARCHES: Final[dict[str, list[dict[str, Any]]]] = yaml.safe_load(
    (Path(__file__).parent / "searches.yaml").read_text(encoding="utf-8")
)
PASTED: Final = yaml.safe_load((Path(__file__).parent / "pasted.yaml").read_text(encoding="utf-8"))
EN = Scope(Language.EN)


def looked(archive: Archive, text: str, scope: Scope = EN) -> Hits:
    return search(archive, text, scope, page=0, size=50)


def bold(hits: Hits) -> set[str]:
    return {hit.text[mark.start : mark.end] for hit in hits.items for mark in hit.marks}


@pytest.mark.parametrize("kind", SEARCHES)
def test_a_word_finds_its_texts_and_is_marked_in_them(archive: Archive, kind: str) -> None:
    wrong = []
    for case in SEARCHES[kind]:
        hits = looked(archive, case["text"])
        keys = [hit.key.rpartition("/")[2] for hit in hits.items]
        met = keys[:1] == [case["first"]] if "first" in case else bool(keys) != case.get("none", False)
        known = {mark.casefold() for mark in case.get("bold", ())}
        if not (
            met
            and set(case.get("among", ())) <= set(keys)
            and {mark.casefold() for mark in bold(hits)} == known
            and hits.loose == (case.get("loose", False) or case.get("none", False))
            and all(hit.marks for hit in hits.items)
        ):
            wrong.append((case, keys, bold(hits), hits.loose))
    assert not wrong


def test_a_phrase_is_its_words_together(archive: Archive) -> None:
    assert looked(archive, "“governance data”").loose
    assert not looked(archive, "governance data").loose


def test_where_nothing_holds_all_words_what_holds_some_is_offered(archive: Archive) -> None:
    hits = looked(archive, "energy xyzzy")
    assert hits.loose
    assert hits.total > 0


def test_a_record_is_found_once_in_the_readers_language(archive: Archive) -> None:
    hits = looked(archive, "AI", Scope(Language.JA))
    keys = [hit.key for hit in hits.items if hit.found is Found.QUOTE]
    assert len(keys) == len(set(keys))
    assert {hit.language for hit in hits.items if hit.key.endswith("/u11")} == {Language.JA}


def test_filters(archive: Archive) -> None:
    speaker, theme = "beijing-tokyo-17/liu-song", "beijing-tokyo-17/data-security"
    of_speaker = looked(archive, "data", Scope(Language.EN, speaker=speaker))
    assert {hit.found for hit in of_speaker.items} <= {Found.QUOTE, Found.SPEAKER}
    assert looked(archive, "data", Scope(Language.EN, theme=theme)).total > 0
    in_japanese = looked(archive, "AI", Scope(Language.EN, language=Language.JA))
    assert {hit.language for hit in in_japanese.items} == {Language.JA}
    assert looked(archive, "Liu", Scope(Language.EN, speaker="x")).total == 0


def test_pages(archive: Archive) -> None:
    every = looked(archive, "AI")
    pages = [search(archive, "AI", EN, page=number, size=4) for number in range(every.total // 4 + 1)]
    assert [hit for page in pages for hit in page.items] == [*every.items]
    assert search(archive, "AI", EN, page=99, size=4).items == pages[-1].items


HOSTILE = (
    "",
    " ",
    '"',
    "*",
    "NEAR(",
    "a AND",
    "col:x",
    "^x",
    "x" * 4000,
    "碳" * 4000,
    "\0",
    "🦊",
    "\u202eAI",
    "-",
    "(",
    "''",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_has_an_answer(archive: Archive, text: str) -> None:
    assert looked(archive, text).number == 0
    assert identify(archive, text) is None


@settings(deadline=None)
@given(text=st.text(max_size=200))
def test_no_text_is_an_error(archive: Archive, text: str) -> None:
    for hit in looked(archive, text).items:
        assert all(0 <= mark.start < mark.end <= len(hit.text) for mark in hit.marks)
    identify(archive, text)


@settings(deadline=None)
@given(data=st.data())
def test_a_long_enough_piece_of_a_quote_is_known_word_for_word(archive: Archive, data: st.DataObject) -> None:
    quote = data.draw(st.sampled_from(archive.quotes(Pool(), page=0, size=50).items))
    part = data.draw(st.sampled_from(quote.record.text))
    words = part.split()
    length = data.draw(st.integers(min(8, len(words)), len(words)))
    start = data.draw(st.integers(0, len(words) - length))
    found = identify(archive, "\u00a0".join(words[start : start + length]))
    assert found is not None
    assert found.alike.exact


@pytest.mark.parametrize(
    ("wording", "of"), [(wording, of) for wording in ("exact", "altered") for of in PASTED[wording]]
)
def test_a_pasted_text_is_known_and_what_differs_is_told(archive: Archive, wording: str, of: str) -> None:
    record, language = of.split()
    for text in PASTED[wording][of]:
        found = identify(archive, text)
        assert found is not None, text
        told = (found.quote.record.id, str(found.language), found.alike.exact)
        assert told == (record, language, wording == "exact"), text
        if wording == "altered":
            changes = {piece.change for piece in difference(found.pasted, found.recorded)}
            assert changes & {Change.PUT_IN, Change.LEFT_OUT}, text


def test_what_nobody_said_is_nobodys(archive: Archive) -> None:
    for text in PASTED["nobody"]:
        assert identify(archive, text) is None, text


def test_headings_and_narration_are_nobodys_words(archive: Archive) -> None:
    (forum,) = archive.forums()
    for theme in archive.themes():
        assert identify(archive, theme.record.heading.printed) is None
        for heading in theme.record.heading.translations.values():
            assert identify(archive, heading) is None
    for hosts in forum.record.hosts:
        assert identify(archive, hosts.printed) is None


def test_every_record_is_known_whole_in_every_language(archive: Archive) -> None:
    for quote in archive.quotes(Pool(), page=0, size=50).items:
        texts = {Language.EN: quote.record.text, **quote.record.translations}
        for language, parts in texts.items():
            for text in (
                " ".join(parts),
                "\n> ".join(["", *parts]),
                f"**{'** — **'.join(parts)}**",
                parts[0],
            ):
                found = identify(archive, text)
                assert found is not None
                assert (found.quote.key, found.language) == (quote.key, language)
                assert found.alike.exact or len(parts) > 1


@given(pasted=st.text(max_size=60), recorded=st.text(max_size=60))
def test_a_difference_tells_the_whole_of_what_was_pasted(pasted: str, recorded: str) -> None:
    pieces = difference(pasted, recorded)
    kept = "".join(piece.text for piece in pieces if piece.change is not Change.LEFT_OUT)
    assert "".join(kept.split()) == "".join(plain(pasted).split())
