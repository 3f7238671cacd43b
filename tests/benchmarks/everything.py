"""Every command, as people of each language use it: what is only seen when somebody asks for it."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

Json = dict[str, Any]
LOCALES: Final = ("en-US", "ja", "zh-CN", "zh-TW")
_STRING, _BOOLEAN = 3, 5
_THEMES: Final = ("trends", "health", "動向", "人工智能", "人工智慧")
_WORDS: Final = ("data", "データ", "数据", "資料", "digital society", "疫情", "nobody says this")
_SENTENCES: Final = (
    "Hydraulic engineering needs intelligent methods, and these methods need data.",
    "これは誰の言葉でもありません。",
)


def everything(names: Sequence[str]) -> Iterator[Json]:
    """What is typed, command by command; `names` are of people. Private where one may say so."""
    first, second = names[0], names[-1]
    yield _typed("quote")
    for name in names:
        yield _typed("quote", speaker=name)
        yield _typed("speaker", name=name)
    for theme in _THEMES:
        yield _typed("theme", name=theme)
        yield _typed("compare", first=first, second=second, theme=theme)
    yield _typed("compare", first=first, second=second)
    for text in _WORDS:
        yield _typed("search", text=text)
    for sentence in _SENTENCES:
        yield _command("identify", text=sentence)
    yield _typed("forum")
    for name in ("help", "privacy", "stats"):
        yield _command(name)


def _command(name: str, /, **texts: str) -> Json:
    options = [{"name": option, "type": _STRING, "value": text} for option, text in texts.items()]
    return {"id": "1", "type": 1, "name": name, "options": options}


def _typed(name: str, /, **texts: str) -> Json:
    typed = _command(name, **texts)
    typed["options"].append({"name": "private", "type": _BOOLEAN, "value": True})
    return typed
