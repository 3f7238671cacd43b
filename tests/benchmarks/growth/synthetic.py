"""Forums that nobody held: valid records of any size, the same for the same numbers.

Each forum needs as many quotes as it has themes.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

import yaml

from tests.benchmarks.growth.vocabulary import VOCABULARIES, Vocabulary
from tests.support.forums import Plain

LANGUAGES: Final = tuple(VOCABULARIES)
THEMES: Final = 8
"""Of each forum."""
_PER_FILE: Final = 8000
_FAMILY: Final = {
    "en": [
        "Abbot",
        "Baker",
        "Cole",
        "Dalton",
        "Ellis",
        "Foster",
        "Grant",
        "Hale",
        "Irving",
        "Jensen",
        "Keller",
        "Lowe",
        "Mason",
        "Norris",
        "Osborn",
    ],
    "zh-Hans": [*"赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张"],
    "ja": [
        "佐藤",
        "鈴木",
        "高橋",
        "田中",
        "伊藤",
        "渡辺",
        "山本",
        "中村",
        "小林",
        "加藤",
        "吉田",
        "山田",
        "佐々木",
        "山口",
        "松本",
        "井上",
    ],
}
_GIVEN: Final = {
    "en": [
        "Ada",
        "Ben",
        "Clara",
        "Dan",
        "Eva",
        "Finn",
        "Greta",
        "Hugo",
        "Ida",
        "Jan",
        "Kate",
        "Leo",
        "Mia",
        "Noel",
        "Olga",
        "Paul",
        "Rosa",
        "Sam",
        "Tess",
        "Ugo",
    ],
    "zh-Hans": [*"伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉"],
    "ja": [
        "太郎",
        "花子",
        "一郎",
        "美咲",
        "健太",
        "陽子",
        "翔",
        "恵子",
        "直樹",
        "由美",
        "大輔",
        "久美子",
        "誠",
        "真理",
        "浩二",
        "幸子",
    ],
}
_ROLE: Final = {
    "en": ("chairperson", "the {} Institute", "{title} of {organisation}"),
    "zh-Hans": ("所长", "{}研究所", "{organisation}{title}"),
    "ja": ("所長", "{}研究所", "{organisation}{title}"),
}
_SAID: Final = {
    "en": "{name} said at the forum that",
    "zh-Hans": "{name}在论坛上表示，",
    "ja": "{name}氏は会議で、",
}


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is."""

    quotes: int
    speakers: int
    forums: int


SIZES: Final = {
    20: Size(20, 6, 1),
    1_000: Size(1_000, 90, 3),
    10_000: Size(10_000, 600, 3),
    100_000: Size(100_000, 4_000, 6),
    1_000_000: Size(1_000_000, 20_000, 24),
}


def write(folder: Path, size: Size) -> Path:
    """Write all forums into `folder`."""
    for number in range(size.forums):
        forum = _Forum(number, size.speakers // size.forums, size.quotes // size.forums)
        forum.write(folder / forum.id)
    return folder


class _Forum:
    """One forum, printed in one of the languages."""

    def __init__(self, number: int, speakers: int, quotes: int) -> None:
        self.id = f"synthetic-{number}"
        self.language = LANGUAGES[number % len(LANGUAGES)]
        self.random = Random(number)
        self.words = VOCABULARIES[self.language]
        self.headings = [self._text(self.words, f"{number}-{theme}") for theme in range(THEMES)]
        self.number, self.quotes = number, quotes
        self.speakers = [self._speaker(one) for one in range(speakers)]

    def write(self, folder: Path) -> None:
        """All its files."""
        (folder / "quotes").mkdir(parents=True)
        source = [
            _PREAMBLE[self.language],
            *(f"{one['role']['printed']} {one['name']}" for one in self.speakers),
        ]
        said: list[str] = []
        first = [-(-theme * self.quotes // THEMES) for theme in range(THEMES)]
        for number in range(self.quotes):
            theme = number * THEMES // self.quotes
            if number == first[theme]:
                source.append(self.headings[theme])
            printed, record = self._quote(number, theme)
            source.append(printed)
            said.append(record)
        for start in range(0, len(said), _PER_FILE):
            file = folder / "quotes" / f"{start // _PER_FILE:04}.yaml"
            file.write_text("".join(said[start : start + _PER_FILE]), encoding="utf-8")
        (folder / "source.txt").write_text("\n\n".join(source) + "\n", encoding="utf-8")
        _write(folder / "forum.yaml", self._forum())
        _write(folder / "speakers.yaml", self.speakers)
        _write(folder / "themes.yaml", [*self._themes(first)])

    def _text(self, words: Vocabulary, number: str) -> str:
        return words.phrase(self.random, number)

    def _translations(self, number: str) -> dict[str, str]:
        return {
            language: self._text(words, number)
            for language, words in VOCABULARIES.items()
            if language != self.language
        }

    def _quote(self, number: int, theme: int) -> tuple[str, str]:
        """A paragraph of the source, and the record of what is said in it, as YAML."""
        speaker = self.speakers[number % len(self.speakers)]
        direct = number % 2 == 0
        unique = f"{self.number}-{number}"
        text, attribution = self._text(self.words, unique), _SAID[self.language].format(name=speaker["name"])
        other = self._translations(unique)
        if direct:
            text = self.words.quoted[0] + text + self.words.quoted[1]
        space = " " if self.language == "en" else ""
        record = (
            f"- id: q{number}\n  kind: {'direct' if direct else 'reported'}\n  speaker: {speaker['id']}\n"
            f"  theme: t{theme}\n  text: {_quoted(text)}\n  attribution: {_quoted(attribution)}\n"
            "  attributed_by: name\n  translations:\n"
            + "".join(f"    {language}: {_quoted(words)}\n" for language, words in other.items())
        )
        return f"{attribution}{space}{text}", record

    def _speaker(self, number: int) -> dict[str, Any]:
        language = self.language
        family, given = (self.random.choice(names[language]) for names in (_FAMILY, _GIVEN))
        middle = self.random.choice(_GIVEN[language])
        name = f"{given} {middle} {family}" if language == "en" else f"{family}{given}{middle}"
        title, where, phrase = _ROLE[language]
        organisation = where.format(self.random.choice(self.words.words))
        latin = f"{self.random.choice(_GIVEN['en'])} {self.random.choice(VOCABULARIES['en'].words).title()}"
        others = [one for one in LANGUAGES if one != language]
        return {
            "id": f"p{self.number}-{number}",
            "name": name,
            "family": family,
            "given": given,
            "names": [{"text": latin, "script": "latin", "grade": "found", "source": "paper"}],
            "role": {
                "printed": phrase.format(title=title, organisation=organisation),
                "as_of": "2024-05",
                "title": {"printed": title, "translations": {one: _ROLE[one][0] for one in others}},
                "organisation": {
                    "printed": organisation,
                    "translations": {
                        one: _ROLE[one][1].format(self.random.choice(VOCABULARIES[one].words))
                        for one in others
                    },
                },
            },
        }

    def _themes(self, first: list[int]) -> Iterator[dict[str, Any]]:
        for number, heading in enumerate(self.headings):
            cited = [f"q{first[number]}"]
            unique = f"{self.number}-{number}"
            yield {
                "id": f"t{number}",
                "heading": {"printed": heading, "translations": self._translations(unique)},
                "label": {
                    one: words.words[self.number * THEMES + number] for one, words in VOCABULARIES.items()
                },
                "summary": {
                    one: [{"text": self._text(words, unique), "quotes": cited} for _ in range(3)]
                    for one, words in VOCABULARIES.items()
                },
            }

    def _forum(self) -> dict[str, Any]:
        words = _PREAMBLE[self.language].split("|")

        def printed(text: str) -> dict[str, Any]:
            return {"printed": text, "translations": {one: text for one in LANGUAGES if one != self.language}}

        dates = {"printed": words[2], "first": "2024-05-01", "last": "2024-05-01", "source": "paper"}
        return {
            "id": self.id,
            "language": self.language,
            "name": printed(words[0]),
            "edition": printed(words[1]),
            "dates": dates,
            "session": {"printed": words[0], "day": dates, "topic": printed(words[0])},
            "places": [printed(words[3])],
            "format": printed(words[4]),
            "hosts": [printed(words[5])],
            "topics": [printed(words[0])],
            "article": "paper",
            "sources": {"paper": {"title": words[0], "language": self.language}},
        }


_PREAMBLE: Final = {
    "en": "Harbour Meeting|3rd|1 May 2024|Yokohama|held|Harbour University",
    "zh-Hans": "港口会议|第三届|2024年5月1日|横滨|举行|港口大学",
    "ja": "みなと会議|第3回|2024年5月1日|横浜|開催|みなと大学",
}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _write(file: Path, records: Any) -> None:
    with file.open("w", encoding="utf-8") as written:
        yaml.dump(records, written, Dumper=Plain, allow_unicode=True, sort_keys=False, width=120)
