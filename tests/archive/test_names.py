"""A speaker by any spelling; nobody by a name that is nobody's."""

from pathlib import Path
from random import Random
from typing import Final

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.archive import Archive
from bot.archive.fold import fold
from bot.archive.sounds import syllables
from bot.limits import AUTOCOMPLETE_CHOICES

TABLE: Final = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text(encoding="utf-8"))
SPELLINGS: Final[dict[str, dict[str, list[str]]]] = TABLE["found"]
NOBODY: Final[dict[str, list[str]]] = TABLE["nobody"]


@pytest.mark.parametrize(
    ("kind", "speaker"), [(kind, speaker) for kind, speakers in SPELLINGS.items() for speaker in speakers]
)
def test_a_spelling_finds_its_speaker_alone(archive: Archive, kind: str, speaker: str) -> None:
    missed = {}
    for spelling in SPELLINGS[kind][speaker]:
        found = [match.record.id for match in archive.find_speakers(spelling).matches]
        first = [match.record.id for match in archive.suggest_speakers(spelling)[:1]]
        if (found, first) != ([speaker], [speaker]):
            missed[spelling] = (found, first)
    assert not missed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vice president", {"pang-dazhi", "duan-dawei", "jeff-shi", "liu-song"}),
        ("VP", {"pang-dazhi", "duan-dawei", "taro-shimada", "jeff-shi", "liu-song"}),
        ("副总裁", {"pang-dazhi", "duan-dawei", "taro-shimada", "jeff-shi", "liu-song"}),
        ("副總裁", {"pang-dazhi", "duan-dawei", "taro-shimada", "jeff-shi", "liu-song"}),
        ("高级副总裁", {"duan-dawei", "taro-shimada"}),
        ("Yama", {"tatsuo-yamasaki", "hiromi-yamaoka"}),
        ("やま", {"tatsuo-yamasaki", "hiromi-yamaoka"}),
        ("ヤマ", {"tatsuo-yamasaki", "hiromi-yamaoka"}),
        ("山", {"tatsuo-yamasaki", "hiromi-yamaoka"}),
        ("山さん", {"tatsuo-yamasaki", "hiromi-yamaoka"}),
        ("Da", {"pang-dazhi", "duan-dawei"}),
        ("大", {"pang-dazhi", "taro-shimada"}),
        ("corporation", {"taro-shimada", "hiromi-yamaoka"}),
        ("科技", {"xu-zhilong", "jeff-shi", "liu-song"}),
    ],
)
def test_what_fits_several_is_offered_whole(archive: Archive, text: str, expected: set[str]) -> None:
    assert {match.record.id for match in archive.find_speakers(text).matches} == expected


@pytest.mark.parametrize("kind", NOBODY)
def test_nobodys_name_is_nobody(archive: Archive, kind: str) -> None:
    for text in (*NOBODY[kind], "x" * 6000):
        found = archive.find_speakers(text)
        assert [match.record.id for match in found.matches] == [], text
        assert len(found.nearest) == 3, text


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Hiroshi Yamaoka", "hiromi-yamaoka"),
        ("許志尤先生", "xu-zhilong"),
        ("Jun Hasegawa", "junichi-hasegawa"),
    ],
)
def test_who_is_all_but_meant_is_the_first_to_be_offered(archive: Archive, text: str, nearest: str) -> None:
    found = archive.find_speakers(text)
    assert (found.matches or found.nearest)[0].record.id == nearest


@pytest.mark.parametrize("letter", "tjlxpdhTＴ山島商網平東しシ")
def test_one_letter_already_suggests_somebody(archive: Archive, letter: str) -> None:
    assert archive.suggest_speakers(letter)


def test_every_beginning_of_a_name_suggests_whose_it_is(archive: Archive) -> None:
    for speaker in archive.speakers():
        for name in (speaker.record.name, *(name.text for name in speaker.record.names)):
            for length in range(2, len(name)):
                assert speaker in archive.suggest_speakers(name[:length]), name[:length]


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("AI", "ai-and-trends"),
        ("ai", "ai-and-trends"),
        ("ＡＩ", "ai-and-trends"),
        ("人工智能", "ai-and-trends"),
        ("人工知能", "ai-and-trends"),
        ("artificial intelligence", "ai-and-trends"),
        ("carbon", "zero-carbon"),
        ("zero carbon", "zero-carbon"),
        ("脱炭素", "zero-carbon"),
        ("碳", "zero-carbon"),
        ("環境", "zero-carbon"),
        ("环境", "zero-carbon"),
        ("privacy", "data-security"),
        ("隐私", "data-security"),
        ("隱私", "data-security"),
        ("データ保護", "data-security"),
        ("cooperation", "digital-cooperation"),
        ("合作", "digital-cooperation"),
        ("Zero carbonisation gains momentum", "zero-carbon"),
        ("privcay", "data-security"),
        ("beijing-tokyo-17/data-security", "data-security"),
    ],
)
def test_a_theme_by_heading_label_or_keyword(archive: Archive, text: str, theme: str) -> None:
    assert [match.record.id for match in archive.find_themes(text).matches] == [theme]


@pytest.mark.parametrize(
    "text",
    [
        "17th",
        "Beijing-Tokyo Forum",
        "Tokyo-Beijing",
        "東京-北京フォーラム",
        "北京—东京论坛",
        "2021",
        "第17回",
        "genron",
    ],
)
def test_a_forum_in_either_order_of_its_cities(archive: Archive, text: str) -> None:
    assert [match.key for match in archive.find_forums(text).matches] == ["beijing-tokyo-17"]
    assert [forum.key for forum in archive.suggest_forums(text)] == ["beijing-tokyo-17"]


def test_no_text_lists_everybody_in_the_order_of_the_article(archive: Archive) -> None:
    assert archive.suggest_speakers("") == archive.speakers()
    assert [speaker.record.name for speaker in archive.suggest_speakers("", 2)] == [
        "Xu Zhilong",
        "Tatsuo Yamasaki",
    ]


@pytest.mark.unmeasured
@given(text=st.text(max_size=300))
def test_folding_settles_at_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.unmeasured
@settings(deadline=None)
@given(text=st.text(max_size=300))
def test_no_text_is_an_error(archive: Archive, text: str) -> None:
    found = archive.find_speakers(text)
    assert found.matches or len(found.nearest) == 3
    assert len(archive.suggest_speakers(text)) <= AUTOCOMPLETE_CHOICES
    assert archive.find_themes(text).matches or archive.find_themes(text).nearest


@pytest.mark.unmeasured
@given(seed=st.integers())
def test_a_slip_in_a_long_name_is_forgiven(archive: Archive, seed: int) -> None:
    random = Random(seed)
    speaker = random.choice(archive.speakers())
    name = speaker.record.name
    place = random.randrange(1, len(name) - 1)
    kinds = [name[:place] + name[place + 1 :], name[:place] + random.choice("bcdfgkmw") + name[place:]]
    slipped = random.choice(kinds)
    # A short name may come to mean somebody else's by one letter; it must still be among those offered.
    found = archive.find_speakers(slipped)
    assert speaker in (found.matches or found.nearest)


def test_a_word_is_parted_into_syllables_however_many_ways_there_are() -> None:
    assert syllables("zhilong") == ("zhi", "long")
    assert syllables("fangan") == ("fang", "an")
    assert syllables("shimadax") == ()
    assert syllables("ang" * 60 + "x") == ()
    assert syllables("") == ()
