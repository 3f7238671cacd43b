"""Records to make cards of: a small forum as it is, and the longest that anybody could write."""

from collections.abc import Sequence
from datetime import date

from bot.archive.entities import Forum, Page, Passage, Quote, Speaker, Theme
from bot.languages import Language
from bot.records import models
from bot.records.models import Attribution, Grade, Kind, Script
from bot.records.source import Span
from bot.records.values import judged

EN, JA, HANS = Language.EN, Language.JA, Language.ZH_HANS


def wording(text: str) -> dict[Language, str]:
    return {EN: text, HANS: f"〔中〕{text}", JA: f"〔日〕{text}"}


def printed(text: str, *, hans: str = "译文", ja: str = "訳文") -> models.Printed:
    return models.Printed(printed=text, translations={HANS: hans, JA: ja})


def source(title: str = "Report", url: str | None = "https://example.org/report") -> models.Source:
    return judged(
        {"title": title, "url": url, "publisher": "A publisher", "published": "2021-10-26", "language": "en"},
        models.Source,
    )


def name(
    text: str, script: Script = Script.JA, grade: Grade = Grade.FOUND, note: str | None = None
) -> models.Name:
    return models.Name(
        text=text, script=script, grade=grade, source="report", note=wording(note) if note else None
    )


def quote(
    name: str = "u08",
    *,
    kind: Kind = Kind.DIRECT,
    speaker: str | None = "taro-shimada",
    theme: str = "trends",
    text: Sequence[str] = (
        "“Both China and Japan are committed to improving the toughness of supply chain.”",
    ),
    translations: dict[Language, Sequence[str]] | None = None,
    attribution: str | None = "Taro Shimada, Senior VP of Toshiba corporation, said that",
    attributed_by: Attribution | None = Attribution.NAME,
    note: dict[Language, str] | None = None,
) -> Quote:
    translated = {HANS: ("“中日两国都致力于提高供应链的韧性。”",), JA: ("「中国と日本は取り組んでいる。」",)}
    record = judged(
        {
            "id": name,
            "kind": kind,
            "speaker": speaker,
            "theme": theme,
            "text": list(text),
            "attribution": attribution,
            "attributed_by": attributed_by,
            "translations": translated if translations is None else translations,
            "note": note,
        },
        models.Quote,
    )
    start, spans = 2345, []
    for part in text:
        spans.append(Span(start, start + len(part)))
        start += len(part) + 80
    return Quote(f"bt-17/{name}", "bt-17", record, tuple(spans), 21)


def speaker(
    name: str = "taro-shimada",
    *,
    shown: str = "Taro Shimada",
    names: Sequence[models.Name] = (),
    facts: Sequence[models.Fact] = (),
    role: str = "Senior VP of Toshiba corporation",
    title: str = "Senior VP",
    organisation: str = "Toshiba corporation",
    quote_count: int = 2,
    theme_keys: Sequence[str] = ("bt-17/trends",),
) -> Speaker:
    record = models.Speaker(
        id=name,
        name=shown,
        family=shown.rpartition(" ")[2],
        given=shown.partition(" ")[0],
        names=tuple(names),
        role=models.Role(
            printed=role,
            title=printed(title, hans="高级副总裁", ja="上席常務"),
            organisation=models.Organisation(
                printed=organisation,
                translations={HANS: "东芝公司", JA: "東芝"},
                names=(name_of("株式会社 東芝"),),
            ),
            as_of="2021-10",
        ),
        facts=tuple(facts),
    )
    return Speaker(f"bt-17/{name}", "bt-17", record, quote_count, tuple(theme_keys))


def name_of(text: str) -> models.Name:
    return name(text)


def shimada() -> Speaker:
    """A speaker as they are: three forms of the name, one fact."""
    return speaker(
        names=(
            name("島田太郎"),
            name("しまだ・たろう", Script.KANA),
            name("岛田太郎", Script.ZH_HANS, Grade.DERIVED),
        ),
        facts=(
            models.Fact(
                text=wording("President and chief executive officer of Toshiba from March 1, 2022."),
                source="report",
                dated="2022-03",
            ),
        ),
    )


def theme(
    name: str = "trends",
    *,
    heading: str = "Novel trends and scenarios of digital economy",
    sentences: Sequence[tuple[str, Sequence[str]]] = (("AI may help ageing societies.", ("u08",)),),
    quote_count: int = 2,
    speaker_keys: Sequence[str] = ("bt-17/taro-shimada",),
) -> Theme:
    record = models.Theme(
        id=name,
        heading=printed(heading, hans="数字经济的新趋势、新场景", ja="デジタル経済の新しい潮流"),
        label={EN: "AI and trends", HANS: "AI与新趋势", JA: "AIと新潮流"},
        summary={
            language: tuple(models.SummarySentence(text=text, quotes=tuple(ids)) for text, ids in sentences)
            for language in (EN, HANS, JA)
        },
    )
    return Theme(f"bt-17/{name}", "bt-17", record, quote_count, tuple(speaker_keys))


def forum(
    *,
    name: str = "Beijing-Tokyo Forum",
    sources: dict[str, models.Source] | None = None,
    notes: Sequence[dict[Language, str]] = (),
    topics: int = 2,
) -> Forum:
    dates = models.Dates(
        printed="from October 25 to 26", first=date(2021, 10, 25), last=date(2021, 10, 26), source="report"
    )
    day = models.Dates(
        printed="on October 26", first=date(2021, 10, 26), last=date(2021, 10, 26), source="report"
    )
    record = models.Forum(
        id="bt-17",
        name=printed(name, hans="北京-东京论坛", ja="北京-東京フォーラム"),
        names=(
            models.Name(text="東京-北京フォーラム", script=Script.JA, grade=Grade.FOUND, source="report"),
        ),
        edition=printed("17th", hans="第十七届", ja="第17回"),
        language=EN,
        dates=dates,
        session=models.Session(printed="the sub-forum", day=day, topic=printed("digital society and AI")),
        places=(printed("Beijing"), printed("Tokyo")),
        format=printed("online and offline simultaneously"),
        hosts=(
            models.Organisation(
                printed="the Genron NPO",
                translations={HANS: "言论NPO", JA: "言論NPO"},
                names=(name_of("特定非営利活動法人言論NPO"),),
            ),
        ),
        topics=tuple(printed(f"topic {number}") for number in range(topics)),
        article="report",
        sources={"report": source()} if sources is None else sources,
        notes=tuple(notes),
    )
    return Forum("bt-17", record, 9, 4, 8, 9, 3, "0" * 64, 4998)


def page(items: Sequence[Quote], *, number: int = 0, size: int = 5, total: int | None = None) -> Page[Quote]:
    return Page(tuple(items), number, size, len(items) if total is None else total)


def passage(text: str, *marks: tuple[int, int]) -> Passage:
    return Passage(text, 0, 21, tuple(Span(*mark) for mark in marks))
