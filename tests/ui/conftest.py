"""Every card made in these tests is one that Discord would take."""

from collections.abc import Callable

import pytest
from discord import ui

from bot.i18n import Catalogues, Words
from bot.languages import Language
from bot.ui.presses import parse
from tests.support.catalogues import shipped_catalogues
from tests.support.payload_reading import buttons_of, text_of, walk
from tests.support.payloads import assert_valid_message, message_of


class Card:
    """A card as it goes to Discord."""

    def __init__(self, view: ui.LayoutView) -> None:
        payload = message_of(view)
        assert_valid_message(payload)
        self.components = payload["components"]
        (self.container,) = self.components
        self.text = text_of(self.components)
        self.buttons = buttons_of(self.components)
        self.lines = self.text.split("\n")
        presses = [parse(custom_id) for custom_id in self.buttons.values()]
        self.turns = [press for press in presses if press and press.turn]
        """Where the buttons that turn pages lead, in any language."""
        self.ids = [str(part["custom_id"]) for part in walk(self.components) if "custom_id" in part]


Read = Callable[[ui.LayoutView], Card]


@pytest.fixture
def read() -> Read:
    return Card


@pytest.fixture(scope="session")
def catalogues() -> Catalogues:
    return shipped_catalogues()


@pytest.fixture
def words(catalogues: Catalogues) -> Words:
    return catalogues.words(Language.EN)


@pytest.fixture(params=list(Language))
def any_words(request: pytest.FixtureRequest, catalogues: Catalogues) -> Words:
    return catalogues.words(request.param)
