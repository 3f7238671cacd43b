"""The page of `try`, in a real browser: type a command, read the card, press its buttons."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.archive import open_archive
from bot.archive.entities import Pool
from bot.local.try_page import serve
from bot.local.world import KEEPER, VIEWERS
from bot.settings import Settings
from bot.shipped import shipped
from tests.local.browser import FLAGS, chromium

ROOT = Path(__file__).parent.parent.parent
PATIENCE_MS = 20_000


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """The address of a page that a process of its own serves; SIGTERM must end it cleanly."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "FORUM_BOT_CACHE": str(tmp_path / "cache"),
        "FORUM_BOT_JOURNAL__FOLDER": str(tmp_path / "state"),
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "try", "--no-open"),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    async with asyncio.timeout(30):
        line = (await process.stdout.readline()).decode()
    yield line.partition(": ")[2].strip()
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(30):
        _, errors = await process.communicate()
    assert process.returncode == 0
    assert errors.decode() == ""


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        path = await asyncio.to_thread(chromium, Path(playwright.chromium.executable_path))
        opened = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield opened
        await opened.close()


@pytest.fixture
async def page(browser: Browser, address: str) -> AsyncIterator[Page]:
    opened = await browser.new_page(viewport={"width": 1200, "height": 900})
    opened.set_default_timeout(PATIENCE_MS)
    await opened.goto(address)
    yield opened
    await opened.close()


async def send(page: Page, command: str, option: str = "") -> None:
    """Type a command, choose it, type into its first option and take the first suggestion, send."""
    composer = page.locator("#channel-composer-input")
    await composer.click()
    await composer.press_sequentially(f"/{command}")
    await expect(page.locator("#command-picker-listbox [role=option]").first).to_contain_text(command)
    await composer.press("Enter")
    if option:
        entry = page.locator("input.command-option-input").first
        await entry.press_sequentially(option)
        await expect(page.locator("#command-suggestion-listbox [role=option]")).to_have_count(1)
        await entry.press("Enter")
    await page.locator("#send-message").click()


def cards(page: Page) -> Locator:
    return page.get_by_role("button", name="Another quote")


async def text_of(page: Page) -> str:
    return " ".join((await page.locator("body").inner_text()).split())


async def test_a_newcomer_types_a_command_presses_a_button_and_reads(page: Page, tmp_path: Path) -> None:
    archive = open_archive(shipped("data"), tmp_path / "cache")
    texts = [
        " ".join(quote.record.text[0].split()) for quote in archive.quotes(Pool(), page=0, size=99).items
    ]
    archive.close()

    def shown_in(words: str) -> set[str]:
        return {text for text in texts if text in words}

    await send(page, "quote")
    await expect(cards(page)).to_have_count(1)
    first = shown_in(await text_of(page))
    assert len(first) == 1

    await cards(page).first.click()
    await expect(cards(page)).to_have_count(2)
    both = shown_in(await text_of(page))
    assert len(both) == 2
    assert first < both

    await page.get_by_role("button", name="In context").first.click()
    await expect(
        page.get_by_text("Only you can see this").or_(page.get_by_text("Dismiss message")).first
    ).to_be_visible()

    viewers = page.get_by_label("Viewing as")
    assert await viewers.locator("option").all_inner_texts() == [*VIEWERS, KEEPER]
    await viewers.select_option(label="ゲスト")
    await expect(cards(page)).to_have_count(2)
    # What the first viewer opened privately is theirs.
    await expect(page.get_by_text("Only you can see this")).to_have_count(0)


async def test_a_name_in_its_own_script_is_suggested_and_answered(page: Page) -> None:
    await send(page, "speaker", "岛田")
    await expect(page.get_by_text("Senior VP of Toshiba corporation").first).to_be_visible()
    await expect(page.get_by_text("島田太郎").first).to_be_visible()


def test_a_port_that_is_taken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings.model_validate(
        {"cache": tmp_path / "cache", "journal": {"folder": tmp_path / "state"}}
    )
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve(settings, port=port, open_browser=False) == 1
    assert f"Port {port} cannot be used" in capsys.readouterr().err
