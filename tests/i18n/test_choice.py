"""Which language an answer is in, for everybody and for one."""

import pytest

from bot.i18n.choice import Saved, Wishes, of_locale
from bot.languages import Language

EN, HANS, HANT, JA = Language.EN, Language.ZH_HANS, Language.ZH_HANT, Language.JA


@pytest.mark.parametrize(
    ("wishes", "public", "private"),
    [
        (Wishes(), EN, EN),
        (Wishes(reader_locale="ja"), EN, JA),
        (Wishes(guild_locale="ja"), JA, EN),
        (Wishes(guild_locale="zh-TW", reader_locale="zh-CN"), HANT, HANS),
        (Wishes(guild_locale="fr", reader_locale="de"), EN, EN),
        (Wishes(reader=Saved(JA), guild_locale="zh-CN", reader_locale="en-GB"), JA, JA),
        (Wishes(reader=Saved(JA, in_public=False), guild_locale="zh-CN"), HANS, JA),
        (Wishes(guild=HANT, reader=Saved(JA), guild_locale="en-US"), HANT, JA),
        (Wishes(channel=HANS, guild=HANT, reader=Saved(JA)), HANS, JA),
        (Wishes(option=EN, channel=HANS, guild=HANT, reader=Saved(JA), reader_locale="ja"), EN, EN),
    ],
)
def test_what_decides(wishes: Wishes, public: Language, private: Language) -> None:
    assert wishes.in_public() is public
    assert wishes.in_private() is private


@pytest.mark.parametrize("locale", ["ja", "zh-CN", "zh-TW", "en-US", "fr"])
def test_the_language_of_a_client_never_shows_in_public(locale: str) -> None:
    assert Wishes(reader_locale=locale).in_public() is EN


def test_locales() -> None:
    assert [of_locale(locale) for locale in ("en-GB", "zh-CN", "zh-TW", "ja", "ko", "", None)] == [
        EN,
        HANS,
        HANT,
        JA,
        None,
        None,
        None,
    ]
