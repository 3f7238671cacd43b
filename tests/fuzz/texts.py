"""Texts that somebody with bad intentions types: markup around a word that can be told from all others."""

from random import Random
from typing import Final

WORD: Final = "xqa"
"""Stands inside every piece of hostile markup, close to its marks: shown as markup, it gives itself away."""
EVIL: Final = "evil.example"

MARKUP: Final = (
    *(f"{mark}{WORD}{mark}" for mark in ("*", "**", "***", "_", "__", "~~", "||", "`", "``", "```")),
    *(f"{mark} {WORD}" for mark in ("#", "##", "###", "-#", ">", ">>>", "-", "*", "+", "1.", "7)")),
    *(f"[{WORD}]({address})" for address in (f"https://{EVIL}", f"<https://{EVIL}>", f"http://{EVIL}/a(b)c")),
    f"https://{EVIL}/{WORD}",
    f"<https://{EVIL}>",
    f"steam://{EVIL}/{WORD}",
    f"discord://{EVIL}/{WORD}",
    f"[https://{EVIL}](https://{EVIL})",
    f"\\[{WORD}\\](https://{EVIL})",
    f"[{WORD}]\n(https://{EVIL})",
    f"\\**{WORD}**",
    *(f"\\{mark}{WORD}\\{mark}" for mark in ("*", "_", "`")),
    *(f"\\{mark}\\{mark}{WORD}\\{mark}\\{mark}" for mark in "*~|"),
    f"\\\\**{WORD}**",
    f"`\\`**{WORD}**`",
    f"**\u200b{WORD}**",
    f"*\u202e*{WORD}**",
    f"\u3000# {WORD}",
    f"\r\n# {WORD}",
    f"\u2028> {WORD}",
    f"\x0b- {WORD}",
)
MENTIONS: Final = (
    "@everyone",
    "@here",
    "@\u200beveryone",
    "<@80351110224678912>",
    "<@!80351110224678912>",
    "<@&165511591545143296>",
    "<#103735883630395392>",
    "</airhorn:816437322781949972>",
    "</settings language:816437322781949972>",
    "<:mmLol:216154654256398347>",
    "<a:b1nzy:392938283556143104>",
    ":smile:",
    "<t:1618953630:R>",
    "<t:1618953630>",
    "<id:customize>",
    "<@" * 40,
)
QUERIES: Final = (
    "' OR 1=1 --",
    "'; DROP TABLE quote; --",
    '" OR "',
    "NEAR(",
    'NEAR("a" "b", 5',
    "AND OR NOT",
    "*",
    "AI*",
    '"',
    '"AI" AND',
    "^AI",
    "kind:quote",
    "text : AI",
    "{kind text}: AI",
    "- AI",
    "+AI",
    "(AI",
    "%_%",
    "?1",
    "AI OR carbon NOT",
)
STRANGE: Final = (
    "",
    " ",
    "\n" * 50,
    "\0",
    "\0AI\0",
    "\ud800",
    "\udfff\ud800AI",
    "\ufeff",
    "\u202eabc",
    "\u200f\u200e" * 30,
    "﷽" * 60,
    "👨‍👩‍👧‍👦" * 20,
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "e" + "\u0301" * 400,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
    "ﬃ㎏㍿①Ａ",
    "İıſß",
    "\x1b[31mred",
    "\u2066a\u2069",
    "\U000e0041\U000e0042",
    "{0} {name} %s %(x)s ${x}",
    "{ $speaker }",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "&lt;&#64;everyone&gt;",
    "-1",
    "99999999999999999999",
    "NaN",
    "null",
)
SAID: Final = (
    "AI can help solve the productivity shortfall",
    "Common sense has been reached on the sharing of logistics data",
    "AI helps develop new materials such as new catalysts",
    "human society is inseparable from computers",
)
FAIR: Final = (
    *("Shimada", "島田", "岛田太郎", "Liu", "vice president", "Toshiba", "しまだ", "Jeff Shi"),
    *("AI", "carbon", "data security", "数据", "経済", "zero carbon", "17", "Beijing"),
    *SAID,
)
LONGEST: Final = 6000


def text_of(random: Random) -> str:
    """Something that an option of text may hold, mostly hostile."""
    kind = random.random()
    if kind < 0.25:
        return random.choice(FAIR)
    if kind < 0.65:
        return random.choice((*MARKUP, *MENTIONS, *QUERIES, *STRANGE))
    if kind < 0.9:
        pieces = random.choices((*MARKUP, *MENTIONS, *QUERIES, *STRANGE, *FAIR), k=random.randint(2, 6))
        return random.choice(("", " ", "\n", "\\", "\u200b")).join(pieces)[:LONGEST]
    if kind < 0.95:
        # A sentence on record with something woven into it: told as altered, and shown with the alteration.
        words = random.choice(SAID).split()
        words.insert(random.randrange(len(words)), random.choice((*MARKUP, *MENTIONS, *STRANGE)))
        return " ".join(words)
    if kind < 0.98:
        return "".join(chr(_code_point(random)) for _ in range(random.randint(1, 120)))
    piece = random.choice((*MARKUP, *MENTIONS, *QUERIES, *FAIR))
    return (piece * (LONGEST // len(piece) + 1))[: random.choice((99, 100, 101, 200, 4000, LONGEST))]


def _code_point(random: Random) -> int:
    """Any, with those before which programs stumble often among them."""
    ranges = ((0, 0x20), (0x20, 0x7F), (0x80, 0x2FFF), (0x3000, 0x9FFF), (0xD800, 0xDFFF), (0xFE00, 0x10FFFF))
    return random.randint(*random.choice(ranges))
