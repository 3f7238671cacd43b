"""Words: one text for each key and language, and an error that says what is wrong."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from bot.i18n import Catalogues, InvalidCatalogue, UnknownText, WrongArguments
from bot.languages import Language
from tests.support.catalogues import shipped_catalogues


def catalogues(folder: Path, **texts: str) -> Catalogues:
    for language, text in texts.items():
        (folder / f"{language.replace('_', '-')}.ftl").write_text(text, encoding="utf-8")
    return Catalogues.load(folder)


def test_a_text_in_the_readers_language_or_in_english(tmp_path: Path) -> None:
    found = catalogues(tmp_path, en="one = One\ntwo = Two", ja="one = 一", zh_Hans="two = 二")
    assert found.words(Language.JA)("one") == "一"
    assert found.words(Language.JA)("two") == "Two"
    assert found.words(Language.ZH_HANS)("two") == "二"
    assert found.words(Language.ZH_HANT)("one") == "One"
    assert [found.words(language).language for language in Language] == list(Language)


def test_words_of_one_language_for_several_threads(tmp_path: Path) -> None:
    """What is known beside one archive is said beside no other, however they take turns."""
    found = catalogues(tmp_path, en="a = A", zh_Hans="a = A")

    def said(number: int) -> set[str]:
        def known(_: str) -> str:
            return f"known {number}"

        return {found.words(Language.ZH_HANT, known).traditional("论坛") for _ in range(200)}

    with ThreadPoolExecutor(4) as pool:
        assert [*pool.map(said, range(8))] == [{f"known {number}"} for number in range(8)]


def test_numbers_and_plurals(tmp_path: Path) -> None:
    text = "n = { $count ->\n    [one] one quote\n   *[other] { $count } quotes\n }"
    words = catalogues(tmp_path, en=text).words(Language.EN)
    assert [words("n", count=count) for count in (1, 2, 12345)] == ["one quote", "2 quotes", "12,345 quotes"]


def test_an_unknown_key_is_an_error(tmp_path: Path) -> None:
    words = catalogues(tmp_path, en="a =\n    .only = attribute").words(Language.EN)
    for key in ("a", "b"):
        with pytest.raises(UnknownText) as error:
            words(key)
        assert error.value.key == key


def test_a_missing_argument_is_an_error(tmp_path: Path) -> None:
    words = catalogues(tmp_path, en="a = { $name }").words(Language.JA)
    assert words("a", name="x") == "x"
    with pytest.raises(WrongArguments) as error:
        words("a")
    assert (error.value.key, error.value.language) == ("a", Language.JA)
    assert "name" in str(error.value.problems[0])


def test_no_invisible_marks_around_arguments(tmp_path: Path) -> None:
    words = catalogues(tmp_path, en="a = <{ $name }>").words(Language.EN)
    assert words("a", name="島田") == "<島田>"


def test_an_entry_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    for language in (Language.EN, Language.JA):
        texts = {"en": "a = A", str(language): "\na =\n    A\n\n# c\nb = { $unclosed"}
        with pytest.raises(InvalidCatalogue) as error:
            catalogues(tmp_path, **texts).words(language)("b")
        assert (error.value.file.name, error.value.line) == (f"{language}.ftl", 6)
        assert "unclosed" in error.value.entry


@pytest.mark.parametrize(
    ("written", "line", "told"),
    [
        ("a = A\nbroken line\nb = B", 2, "broken line"),
        ("a = A\nb: B\nc = C", 2, "b: B"),
        ("a = A\n\n1b = B", 3, "1b = B"),
        ("a = A\nb\n  = B", 2, "b"),
        ("a = A\n論壇 = B", 2, "論壇 = B"),
        ("# of\n\nbefore\na = A", 3, "before"),
        ("\n  before = B\na = A", 2, "  before = B"),
        ("\ufeffa = A", 1, "\ufeffa = A"),
        ("a\t= A", 1, "a\t= A"),
        ("a = A\n\tb", 2, "\tb"),
        ("a = A\n#b = B", 2, "#b = B"),
        ("a = A\n#### b", 2, "#### b"),
        ("a = A\n# b\n\n  goes on", 4, "  goes on"),
        ("a = A\n# b\n}", 3, "}"),
        ("no entry at all", 1, "no entry at all"),
    ],
)
def test_a_line_of_no_entry_is_an_error_at_once(tmp_path: Path, written: str, line: int, told: str) -> None:
    with pytest.raises(InvalidCatalogue) as error:
        catalogues(tmp_path, en=written)
    assert str(error.value).startswith(f"{tmp_path / 'en.ftl'}:{line}: {told!r} is not Fluent; write ")
    for language in (Language.ZH_HANS, Language.ZH_HANT):
        with pytest.raises(InvalidCatalogue) as error:
            catalogues(tmp_path, en="a = A", zh_Hans=written, zh_Hant="a = A").words(language)
        assert (error.value.file.name, error.value.line) == ("zh-Hans.ftl", line)


@pytest.mark.parametrize("line", ["}", "  }", "  [one] A", "  .b"])
def test_a_line_that_ends_an_entry_too_early_is_an_error_when_that_is_wanted(
    tmp_path: Path, line: str
) -> None:
    words = catalogues(tmp_path, en=f"b = B\na = A\n{line}\n# c\nc = C").words(Language.EN)
    assert (words("b"), words("c")) == ("B", "C")
    with pytest.raises(InvalidCatalogue, match=r"en\.ftl:[23]: "):
        words("a")


def test_lines_that_fluent_allows_at_the_beginning(tmp_path: Path) -> None:
    selection = "{ $b ->\n[c] C\n*[d] { NUMBER($b,\nuseGrouping: 0) }\n}"
    written = f"\n# of\n## of\n### of\n#\na =\n{selection}\n\n.e = E\n\nf = F\n"
    words = catalogues(tmp_path, en=written).words(Language.EN)
    assert (words("a", b="c"), words("a", b=1000), words("f")) == ("C", "1000", "F")


def test_a_term_is_no_text(tmp_path: Path) -> None:
    words = catalogues(tmp_path, en="-a = A\nb = { -a }").words(Language.EN)
    assert (words("b"), words.find("-a")) == ("A", None)
    with pytest.raises(UnknownText):
        words("-a")


@pytest.mark.parametrize(
    ("language", "month", "day", "days"),
    [
        (Language.EN, "October 2021", "October 26, 2021", "Oct 25\u2009–\u200926, 2021"),
        (Language.JA, "2021年10月", "2021年10月26日", "2021年10月25日～26日"),
        (Language.ZH_HANS, "2021年10月", "2021年10月26日", "2021年10月25日至26日"),
        (Language.ZH_HANT, "2021年10月", "2021年10月26日", "2021年10月25日至26日"),
    ],
)
def test_dates_as_each_language_writes_them(language: Language, month: str, day: str, days: str) -> None:
    words = shipped_catalogues().words(language)
    assert words.date("2021-10") == month
    assert words.date("2021-10-26") == day
    assert words.date(date(2021, 10, 26)) == day
    assert words.days(date(2021, 10, 25), date(2021, 10, 26)) == days
    assert words.days(date(2021, 10, 26), date(2021, 10, 26)) == day


def test_what_is_derived_is_kept_until_something_changes(tmp_path: Path) -> None:
    texts, cache = tmp_path / "texts", tmp_path / "cache" / "new"
    texts.mkdir()
    written = catalogues(texts, en="a = A", zh_Hans="a = 论坛")

    def kept() -> Catalogues:
        return Catalogues.load(texts, cache)

    assert not kept().complete
    assert kept().words(Language.ZH_HANT)("a") == "論壇"
    kept().keep()
    assert kept().complete
    assert not written.complete, "it has no cache"
    (file,) = cache.iterdir()
    seal, text = file.read_text(encoding="utf-8").split("\n")
    assert text == "a = 論壇"
    file.write_text(f"{seal}\n", encoding="utf-8")
    assert not kept().complete, "it was cut short"
    assert kept().words(Language.ZH_HANT)("a") == "論壇"
    catalogues(texts, zh_Hans="a = 语录")
    assert not kept().complete
    kept().keep()
    assert kept().words(Language.ZH_HANT)("a") == "語錄"
    assert len(list(cache.iterdir())) == 1


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    catalogues(tmp_path, en="a = A", zh_Hans="a = 论坛")
    found = Catalogues.load(tmp_path, tmp_path / "en.ftl")
    found.keep()
    assert not found.complete
    assert found.words(Language.ZH_HANT)("a") == "論壇"
