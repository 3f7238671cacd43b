"""A small forum of its own, printed in Japanese: what holds for the shipped one must hold for any."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

SAILINGS = range(10, 40)
_LEAVING = "、".join(f"第{number}便が出る" for number in SAILINGS)

SOURCE = f"""第3回みなと会議は2024年5月1日に横浜で開催された。

海と街

佐藤花子みなと大学教授は「海は街の入口である。」と述べた。さらに「港は人を結ぶ。」と語った。

鈴木一郎海洋社長は、船の電化が進むと述べた。

佐藤花子みなと大学教授は、また鈴木一郎海洋社長は、{_LEAVING}と述べた。
"""
"""Its last paragraph holds words enough for many quotes more."""

FORUM: dict[str, Any] = {
    "id": "minato-3",
    "language": "ja",
    "name": {
        "printed": "第3回みなと会議",
        "translations": {"en": "3rd Minato Meeting", "zh-Hans": "第三届港口会议"},
    },
    "edition": {"printed": "第3回", "translations": {"en": "3rd", "zh-Hans": "第三届"}},
    "dates": {"printed": "2024年5月1日", "first": "2024-05-01", "last": "2024-05-01", "source": "paper"},
    "session": {
        "printed": "みなと会議",
        "day": {"printed": "5月1日", "first": "2024-05-01", "last": "2024-05-01", "source": "paper"},
        "topic": {"printed": "海と街", "translations": {"en": "Sea and town", "zh-Hans": "海与城"}},
    },
    "places": [{"printed": "横浜", "translations": {"en": "Yokohama", "zh-Hans": "横滨"}}],
    "format": {"printed": "開催", "translations": {"en": "held", "zh-Hans": "举行"}},
    "hosts": [{"printed": "みなと大学", "translations": {"en": "Minato University", "zh-Hans": "港口大学"}}],
    "topics": [{"printed": "海と街", "translations": {"en": "Sea and town", "zh-Hans": "海与城"}}],
    "article": "paper",
    "sources": {"paper": {"title": "みなと新聞", "language": "ja"}},
}

SPEAKERS: list[dict[str, Any]] = [
    {
        "id": "sato-hanako",
        "name": "佐藤花子",
        "family": "佐藤",
        "given": "花子",
        "role": {
            "printed": "みなと大学教授",
            "as_of": "2024-05",
            "title": {"printed": "教授", "translations": {"en": "professor", "zh-Hans": "教授"}},
            "organisation": {
                "printed": "みなと大学",
                "translations": {"en": "Minato University", "zh-Hans": "港口大学"},
            },
        },
    },
    {
        "id": "suzuki-ichiro",
        "name": "鈴木一郎",
        "family": "鈴木",
        "given": "一郎",
        "names": [{"text": "Ichiro Suzuki", "script": "latin", "grade": "found", "source": "paper"}],
        "role": {
            "printed": "海洋社長",
            "as_of": "2024-05-01",
            "title": {"printed": "社長", "translations": {"en": "president", "zh-Hans": "社长"}},
            "organisation": {"printed": "海洋", "translations": {"en": "Kaiyo", "zh-Hans": "海洋"}},
        },
        "facts": [
            {
                "text": {"en": "Sails.", "zh-Hans": "他航海。", "ja": "航海する。"},
                "source": "paper",
                "dated": "2024-05",
            }
        ],
    },
]

THEMES: list[dict[str, Any]] = [
    {
        "id": "sea",
        "heading": {"printed": "海と街", "translations": {"en": "Sea and town", "zh-Hans": "海与城"}},
        "label": {"en": "Sea", "zh-Hans": "海", "ja": "海"},
        "keywords": ["harbour"],
        "summary": {
            language: [{"text": f"{language} {number}.", "quotes": ["q1", "q2"]} for number in range(3)]
            for language in ("en", "zh-Hans", "ja")
        },
    }
]

QUOTES: list[dict[str, Any]] = [
    {
        "id": "q1",
        "kind": "direct",
        "speaker": "sato-hanako",
        "theme": "sea",
        "text": ["「海は街の入口である。」", "「港は人を結ぶ。」"],
        "attribution": "佐藤花子みなと大学教授は",
        "attributed_by": "name",
        "translations": {
            "en": ["“The sea is the town's gate.”", "“A harbour joins people.”"],
            "zh-Hans": ["“海是城的入口。”", "“港口连接人。”"],
        },
    },
    {
        "id": "q2",
        "kind": "reported",
        "speaker": "suzuki-ichiro",
        "theme": "sea",
        "text": "船の電化が進む",
        "attribution": "鈴木一郎海洋社長は、",
        "attributed_by": "name",
        "translations": {"en": "ships go electric", "zh-Hans": "船舶电动化"},
    },
]


def sailing(name: str, number: int) -> dict[str, Any]:
    """A quote from the last paragraph, by one speaker or the other, of words that no other one holds."""
    return {
        **QUOTES[number % 2],
        "id": name,
        "kind": "reported",
        "text": f"第{SAILINGS[number]}便が出る",
        "translations": {"en": f"sailing {number} leaves", "zh-Hans": f"第{number}班船开出"},
    }


RECORDS: dict[str, Any] = {"forum": FORUM, "speakers": SPEAKERS, "themes": THEMES, "quotes": QUOTES}
"""By the name of the file that holds them."""


class Plain(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc] # libyaml's, where it is
    """Writes the same text out wherever it stands, as people do."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def write_forum(folder: Path, **changed: Any) -> Path:
    """Write the small forum into `folder`; a file named in `changed` gets that content instead.

    Data is written as YAML, text and bytes as they are; None leaves the file out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    contents: dict[str, Any] = {
        "forum": FORUM,
        "speakers": SPEAKERS,
        "themes": THEMES,
        "quotes": QUOTES,
        "source": SOURCE,
    } | changed
    for stem, content in contents.items():
        path = folder / ("source.txt" if stem == "source" else f"{stem}.yaml")
        if content is None:
            path.unlink(missing_ok=True)
        elif isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            text = yaml.dump(content, Dumper=Plain, allow_unicode=True, sort_keys=False)
            path.write_text(text, encoding="utf-8")
    return folder


def changed(records: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """A copy of `records` with one value replaced; `...` removes it."""
    copy = deepcopy(records)
    place = copy
    for step in path[:-1]:
        place = place[step]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return copy
