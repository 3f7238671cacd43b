"""A speaker by any spelling; nobody by a name that is nobody's."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.archive import Archive
from bot.archive.fold import fold
from bot.limits import AUTOCOMPLETE_CHOICES

SPELLINGS = {
    "xu-zhilong": [
        "Xu Zhilong",
        "XU ZHILONG",
        "xu zhilong",
        "Zhilong Xu",
        "Xu, Zhilong",
        "xuzhilong",
        "zhilongxu",
        "Xu Zhi Long",
        "Xú Zhìlóng",
        "Xǔ Zhìlóng",
        "Xu",
        "Zhilong",
        "许志龙",
        "許志龍",
        "許 志龍",
        "Xu Zhilnog",
        "Xu Zhiong",
        "ＸＵ　Ｚｈｉｌｏｎｇ",
        "Mr. Xu Zhilong",
        "许志龙先生",
        "Science and Technology Daily",
        "科技日报",
        "科技日報",
        "editor-in-chief",
        "X. Zhilong",
        "Z. Xu",
        "“Xu Zhilong”",
    ],
    "tatsuo-yamasaki": [
        "Tatsuo Yamasaki",
        "Yamasaki Tatsuo",
        "yamasaki",
        "Yamazaki",
        "Tatsuo Yamazaki",
        "YAMAZAKI TATSUO",
        "Tatsuo",
        "山﨑達雄",
        "山崎達雄",
        "山崎达雄",
        "山碕達雄",
        "山﨑",
        "山崎",
        "Yamsaki",
        "T. Yamasaki",
        "Prof. Yamasaki",
        "山崎達雄教授",
        "山崎さん",
        "国際医療福祉大学",
        "国际医疗福祉大学",
        "International University of Health and Welfare",
        "distinguished professor",
        "Yama saki",
        "やまさき",
        "ヤマザキ",
        "やまさき たつお",
        "tatuo yamasaki",
    ],
    "pang-dazhi": [
        "Pang Dazhi",
        "Dazhi Pang",
        "pangdazhi",
        "Páng Dàzhì",
        "Pang Da Zhi",
        "庞大智",
        "龐大智",
        "厖大智",
        "NetEase",
        "网易",
        "網易",
        "Pang Dahzi",
        "网易副总裁",
        "网易的副总裁",
        "網易副總裁",
        "Pang",
    ],
    "duan-dawei": [
        "Duan Dawei",
        "Dawei Duan",
        "duandawei",
        "Duàn Dàwéi",
        "Duan",
        "Dawei",
        "iFLYTEK",
        "iflytek co ltd",
        "科大讯飞",
        "科大訊飛",
        "アイフライテック",
        "Duan Dawie",
        "段大为",
        "段大為",
    ],
    "taro-shimada": [
        "Taro Shimada",
        "Shimada Taro",
        "shimada",
        "Tarou Shimada",
        "Tarō Shimada",
        "Simada Taro",
        "島田太郎",
        "岛田太郎",
        "島田 太郎",
        "島田",
        "岛田",
        "しまだたろう",
        "しまだ・たろう",
        "シマダタロウ",
        "ｼﾏﾀﾞ",
        "しまだ",
        "たろう",
        "Toshiba",
        "TOSHIBA corporation",
        "東芝",
        "东芝",
        "Shimda",
        "島田太郎さん",
        "T. Shimada",
        "Shimada T.",
        "Senior VP",
        "株式会社東芝",
        "taro",
        "shimada-taro",
        "shimada-san",
        "Shimada sensei",
        "東芝のシニアバイスプレジデント",
    ],
    "jeff-shi": [
        "Jeff Shi",
        "Shi Jeff",
        "Shi",
        "Jeff",
        "史军",
        "史軍",
        "SenseTime",
        "商汤科技",
        "商湯科技",
        "商汤",
        "センスタイム",
        "Sense Time",
        "J. Shi",
    ],
    "junichi-hasegawa": [
        "Junichi Hasegawa",
        "Hasegawa Junichi",
        "Jun'ichi Hasegawa",
        "Jun’ichi Hasegawa",
        "Zyunichi Hasegawa",
        "hasegawa",
        "長谷川",
        "长谷川",
        "長谷川氏",
        "Preferred Networks",
        "PFN",
        "プリファード・ネットワークス",
        "COO",
        "Hasegwa",
        "はせがわ",
        "ハセガワ ジュンイチ",
        "はせがわじゅんいち",
        "長谷川順一",
        "Hasegawa, Junichi",
    ],
    "liu-song": [
        "Liu Song",
        "Song Liu",
        "Liu",
        "liusong",
        "Liú Sōng",
        "刘松",
        "劉松",
        "平凯星辰",
        "平凱星辰",
        "Pingkai Xingchen",
        "Pingkai",
    ],
    "hiromi-yamaoka": [
        "Hiromi Yamaoka",
        "Yamaoka Hiromi",
        "yamaoka",
        "Hiromi",
        "山岡浩巳",
        "山冈浩巳",
        "山岡",
        "山冈",
        "やまおか",
        "ヤマオカヒロミ",
        "やまおか・ひろみ",
        "Future corporation",
        "Future",
        "フューチャー",
        "board member",
        "Yamoaka",
    ],
}


@pytest.mark.parametrize(
    ("speaker", "spelling"), [(speaker, text) for speaker, texts in SPELLINGS.items() for text in texts]
)
def test_a_spelling_finds_its_speaker_alone(archive: Archive, speaker: str, spelling: str) -> None:
    found = archive.find_speakers(spelling)
    assert [match.record.id for match in found.matches] == [speaker]
    assert archive.suggest_speakers(spelling)[0].record.id == speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vice president", {"pang-dazhi", "duan-dawei", "jeff-shi", "liu-song"}),
        ("副总裁", {"pang-dazhi", "duan-dawei", "taro-shimada", "jeff-shi", "liu-song"}),
        ("Yama", {"tatsuo-yamasaki", "hiromi-yamaoka"}),
        ("山", {"tatsuo-yamasaki", "hiromi-yamaoka"}),
        ("Da", {"pang-dazhi", "duan-dawei"}),
    ],
)
def test_what_fits_several_is_offered_whole(archive: Archive, text: str, expected: set[str]) -> None:
    assert {match.record.id for match in archive.find_speakers(text).matches} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Elon Musk",
        "zzzz",
        "田中",
        "習近平",
        "Smith",
        "",
        " ",
        "!!!",
        "\u202e",
        "🦊",
        "佐藤花子",
        "Yoshida",
        "陈",
        "断",
        "たなか",
        "王小明",
        "x" * 6000,
    ],
)
def test_nobodys_name_is_nobody(archive: Archive, text: str) -> None:
    found = archive.find_speakers(text)
    assert found.matches == ()
    assert len(found.nearest) == 3


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


@given(text=st.text(max_size=300))
def test_folding_settles_at_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(text=st.text(max_size=300))
def test_no_text_is_an_error(archive: Archive, text: str) -> None:
    found = archive.find_speakers(text)
    assert found.matches or len(found.nearest) == 3
    assert len(archive.suggest_speakers(text)) <= AUTOCOMPLETE_CHOICES
    assert archive.find_themes(text).matches or archive.find_themes(text).nearest


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
