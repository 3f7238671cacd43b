"""The catalogue and the code agree: every key used exists, every key is used, with the right arguments."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import bot
from bot import limits
from bot.i18n import Catalogues, WrongArguments
from bot.i18n.bundles import entries
from bot.i18n.words import FOLDER
from bot.journal.events import Outcome
from bot.languages import Language
from bot.records.models import Attribution, Grade, Kind, Script
from bot.ui.privacy import Wish
from tests.support.catalogues import shipped_catalogues

SOURCES = [
    file
    for file in sorted(Path(bot.__file__).parent.rglob("*.py"))
    if "from bot.i18n import" in file.read_text(encoding="utf-8")
]
OF_COMMANDS = re.compile(r"(command|option|choice|menu)-")
CATALOGUES = sorted(FOLDER.glob("*.ftl"))


@dataclass(frozen=True)
class Use:
    """A call of `words(...)` somewhere in the code."""

    where: str
    key: str | None
    arguments: frozenset[str]


def uses() -> Iterator[Use]:
    """Every call of something named `words` (a method's own `words` included)."""
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in {"words", "_words"} and node.args:
                key = node.args[0]
                literal = isinstance(key, ast.Constant) and isinstance(key.value, str)
                yield Use(
                    f"{file.name}:{node.lineno}",
                    str(key.value) if isinstance(key, ast.Constant) and literal else None,
                    frozenset(keyword.arg or "**" for keyword in node.keywords),
                )


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        # `catalogues.words(language)` hands out words; it does not say any.
        return "" if _name(function.value) in {"catalogues", "_catalogues"} else function.attr
    return function.id if isinstance(function, ast.Name) else ""


class Needs(Visitor):
    """The variables and other messages that a message refers to."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - Fluent's name
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802 - Fluent's name
        self.messages.add(node.id.name)


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_read_entry_by_entry_it_says_the_same_as_a_whole(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    whole = [entry for entry in FluentParser().parse(text).body if not isinstance(entry, ftl.BaseComment)]
    each = {name: FluentParser().parse_entry(entry.text) for name, entry in entries(file, text)}
    assert len(each) == len(whole)
    for entry in whole:
        assert isinstance(entry, ftl.Message)
        assert entry.equals(each[entry.id.name], ignored_fields=["span", "comment"])


def test_what_an_entry_refers_to_is_read_with_it(tmp_path: Path) -> None:
    file = tmp_path / "en.ftl"
    file.write_text(
        "-the-forum = Forum\n# A comment\nname = { -the-forum } of { town }\n\ntown = { $town ->\n"
        "    [a] A\n   *[b] { name-of-b }\n }\nname-of-b = B\nround = around { round }\n",
        encoding="utf-8",
    )
    words = Catalogues.load(tmp_path).words(Language.JA)
    assert (words("name", town="b"), words("name", town="a")) == ("Forum of B", "Forum of A")
    with pytest.raises(WrongArguments, match="Cyclic"):
        words("round")


def messages(file: Path) -> dict[str, ftl.Message]:
    resource = FluentParser().parse(file.read_text(encoding="utf-8"))
    return {entry.id.name: entry for entry in resource.body if isinstance(entry, ftl.Message)}


def needs(key: str, catalogue: dict[str, ftl.Message]) -> tuple[set[str], set[str]]:
    """Variables and messages of a message, those of messages that it refers to included."""
    found = Needs()
    found.visit(catalogue[key])
    variables, referred = set(found.variables), set(found.messages)
    for other in found.messages:
        more_variables, more_referred = needs(other, catalogue)
        variables |= more_variables
        referred |= more_referred
    return variables, referred


ENGLISH = messages(FOLDER / "en.ftl")
USES = list(uses())


def test_every_key_is_written_out_where_it_is_used() -> None:
    assert [use.where for use in USES if use.key is None] == []
    assert len(USES) > 50


def test_every_key_used_exists() -> None:
    assert [f"{use.where} {use.key}" for use in USES if use.key not in ENGLISH] == []


def test_every_key_is_used() -> None:
    used = {use.key for use in USES if use.key}
    referred = {other for key in used for other in needs(key, ENGLISH)[1]}
    assert sorted(set(ENGLISH) - used - referred) == []


def test_every_use_gives_the_arguments_that_the_text_needs() -> None:
    wrong = [
        f"{use.where} {use.key}: {sorted(use.arguments)} for {sorted(needs(use.key, ENGLISH)[0])}"
        for use in USES
        if use.key in ENGLISH and use.arguments != needs(use.key, ENGLISH)[0]
    ]
    assert wrong == []


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_a_catalogue_has_each_key_once_and_no_stray_one(file: Path) -> None:
    keys = re.findall(r"^([a-z][a-z0-9-]*) =", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(keys) == sorted(set(keys))
    # What commands say in English stands with them; tests/cogs/test_localisation.py has the rest of the rule.
    of_commands = set() if file.stem == Language.EN else {key for key in keys if OF_COMMANDS.match(key)}
    assert set(keys) - of_commands <= set(ENGLISH)
    assert Language(file.stem)


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_markup_is_left_to_the_cards(file: Path) -> None:
    for key, message in messages(file).items():
        for element in _texts(message):
            assert not re.search(r"[*_`~|<>\\]|^#|^-#", element), key


def _texts(message: ftl.Message) -> Iterator[str]:
    found: list[str] = []

    class Texts(Visitor):
        def visit_TextElement(self, node: ftl.TextElement) -> None:  # noqa: N802 - Fluent's name
            found.append(node.value)

    Texts().visit(message)
    yield from found


@pytest.mark.parametrize("language", list(Language))
def test_each_value_of_the_records_has_a_word_of_its_own(language: Language) -> None:
    words = shipped_catalogues().words(language)
    named = {
        "language": [words("language", language=tag.value) for tag in Language],
        "kind": [words("kind", kind=kind.value) for kind in Kind],
        "way": [words("attributed-by", way=way.value) for way in Attribution if way is not Attribution.NAME],
        "outcome": [words("outcome", outcome=outcome.value) for outcome in Outcome],
        "proof": [
            words("name-proof", script=script.value, proof=words("grade", grade=grade.value))
            for script in Script
            for grade in Grade
        ],
        "caution": [
            words("name-caution", name="x", grade=grade.value)
            for grade in (Grade.DERIVED, Grade.FOUND_BY_ROLE)
        ],
        "not verbatim": [
            words("not-verbatim", kind=kind.value) for kind in (Kind.REPORTED, Kind.UNATTRIBUTED)
        ],
        "bold": [words("context-bold", kind=kind.value) for kind in Kind],
        "translated": [
            words("translated-into", language="ja", printed=printed.value) for printed in Language
        ],
    }
    for what, said in named.items():
        assert len(set(said)) == len(said), what


@pytest.mark.parametrize("language", list(Language))
def test_labels_fit_their_buttons(language: Language) -> None:
    words = shipped_catalogues().words(language)
    for label in (
        words("another-quote"),
        words("more-from", speaker="x" * 40),
        words("this-theme"),
        words("in-context"),
        words("the-quote"),
        words("the-forum"),
        words("share"),
        words("open"),
        words("previous"),
        words("next"),
        words("draw"),
        words("about-speaker"),
        words("all-quotes"),
        words("own-language"),
        *(words("privacy-do", wish=wish.value) for wish in Wish),
    ):
        assert 1 <= len(label) <= limits.BUTTON_LABEL
    for placeholder in (words("picker-placeholder"), words("open-cited"), words("other-languages")):
        assert 1 <= len(placeholder) <= limits.SELECT_PLACEHOLDER
