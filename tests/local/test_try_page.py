"""The page of `try`, in a real browser: type a command, read the card, press its buttons."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, Response, async_playwright, expect
from simcord.backend.errors import SetupError

from bot.archive import open_archive
from bot.archive.entities import Pool
from bot.local.try_page import WELCOME, serve
from bot.local.world import KEEPER, VIEWERS
from bot.settings import JournalSettings, Settings
from bot.shipped import shipped
from tests.local.browser import FLAGS, chromium

ROOT = Path(__file__).parent.parent.parent
PATIENCE_MS = 20_000
PATIENCE_S = 30

# What the page says when nothing is under way: what is typed before that is typed into a page that goes.
QUIET = re.compile("^(Preview ready|Viewport updated|Viewer switched)$")

# Discord's desktop window, and a phone.
WINDOWS = [{"width": 1200, "height": 900}, {"width": 390, "height": 844}]


def settings_in(folder: Path) -> Settings:
    return Settings(cache=folder / "cache", journal=JournalSettings(folder=folder / "state"))


async def start(folder: Path, *options: str, **environment: str) -> tuple[Process, str]:
    """`try` as a process of its own, with state in `folder`, and its address."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "try", *(options or ("--no-open",))),
        env=os.environ
        | {
            "PYTHONPATH": str(ROOT),
            "FORUM_BOT_CACHE": str(folder / "cache"),
            "FORUM_BOT_JOURNAL__FOLDER": str(folder / "state"),
        }
        | environment,
        stdout=PIPE,
        stderr=PIPE,
    )
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE_S):
        line = (await process.stdout.readline()).decode()
    return process, line.partition(": ")[2].strip()


async def ended(process: Process) -> None:
    """It ends by itself, as it should and without a word."""
    async with asyncio.timeout(PATIENCE_S):
        said, errors = await process.communicate()
    assert (process.returncode, errors.decode()) == (0, "")
    assert WELCOME in said.decode()


@pytest.fixture
async def address(later_start: Path) -> AsyncIterator[str]:
    """The address of a page; SIGTERM must end it cleanly."""
    process, url = await start(later_start.parent)
    yield url
    process.send_signal(signal.SIGTERM)
    await ended(process)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        path = await asyncio.to_thread(chromium, Path(playwright.chromium.executable_path))
        # Headless, with a fresh profile: both are playwright's defaults.
        opened = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield opened
        await opened.close()


async def open_page(browser: Browser, address: str, window: dict[str, int] | None = None) -> Page:
    width, height = (window or WINDOWS[0]).values()
    opened = await browser.new_page(viewport={"width": width, "height": height})
    opened.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    await opened.goto(address)
    await expect(opened.locator("#action-status")).to_have_text(QUIET)
    return opened


async def send(page: Page, command: str, option: str = "") -> None:
    """Type a command, choose it, type into its first option and take the first suggestion, send."""
    composer = page.locator("#channel-composer-input")
    await composer.click()
    await composer.press_sequentially(f"/{command}")
    await expect(page.locator("#command-picker-listbox [role=option]").first).to_contain_text(command)
    await composer.press("Enter")
    if option:
        entry = page.locator("input.command-option-input").first
        more = page.locator(".command-ghost")
        await expect(entry.or_(more).first).to_be_visible()
        if not await entry.count():
            # Options that may be left out are offered one by one.
            await more.click()
            await page.locator("[role=listbox]:visible [role=option]").first.click()
        await entry.press_sequentially(option)
        await expect(page.locator("#command-suggestion-listbox [role=option]")).to_have_count(1)
        await entry.press("Enter")
    await page.locator("#send-message").click()


def cards(page: Page) -> Locator:
    return page.get_by_role("button", name="Another quote")


def private(page: Page) -> Locator:
    return page.get_by_text("Only you can see this")


async def view_as(page: Page, name: str) -> None:
    def switching(response: Response) -> bool:
        return response.url.endswith("/api/action") and '"viewer"' in (response.request.post_data or "")

    async with page.expect_response(switching) as switched:
        await page.get_by_label("Viewing as").select_option(label=name)
    await (await switched.value).finished()
    await expect(page.locator("#action-status")).to_have_text(QUIET)


async def text_of(page: Page) -> str:
    return " ".join((await page.locator("body").inner_text()).split())


async def test_a_newcomer_types_a_command_presses_a_button_and_reads(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    page = await open_page(browser, address)
    archive = open_archive(shipped("data"), tmp_path / "cache")
    texts = [
        " ".join(quote.record.text[0].split()) for quote in archive.quotes(Pool(), page=0, size=99).items
    ]
    archive.close()

    def shown_in(words: str) -> set[str]:
        return {text for text in texts if text in words}

    await expect(page.get_by_text(WELCOME).last).to_be_visible()
    await send(page, "quote")
    await expect(cards(page)).to_have_count(1)
    first = shown_in(await text_of(page))
    assert len(first) == 1

    await cards(page).first.click()
    await expect(cards(page)).to_have_count(2)
    both = shown_in(await text_of(page))
    assert len(both) == 2
    assert first < both

    await expect(private(page)).to_have_count(0)
    await page.get_by_role("button", name="In context").first.click()
    await expect(private(page)).to_have_count(1)

    listed = page.get_by_label("Viewing as").locator("option")
    assert await listed.all_inner_texts() == [*VIEWERS, KEEPER]
    first_viewer, *others = VIEWERS
    for name in (others[-1], KEEPER):
        await view_as(page, name)
        # What everybody sees is there; what the first viewer opened privately is theirs.
        await expect(cards(page)).to_have_count(2)
        await expect(private(page)).to_have_count(0)
    await view_as(page, first_viewer)
    await expect(private(page)).to_have_count(1)


@pytest.mark.unmeasured
@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: f"{window['width']} wide")
async def test_a_name_in_its_own_script_is_suggested_and_answered(
    browser: Browser, address: str, window: dict[str, int]
) -> None:
    page = await open_page(browser, address, window)
    await view_as(page, next(name for name in VIEWERS if "日本語" in name))
    await send(page, "speaker", "岛田")
    await expect(page.get_by_text("Senior VP of Toshiba corporation").first).to_be_visible()
    await expect(page.get_by_text("シニア・バイスプレジデント").first).to_be_visible()
    card = page.locator(".message-components").last
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = await card.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= window["width"]


@pytest.mark.unmeasured
@pytest.mark.usefixtures("later_start")
async def test_the_page_ends_the_session_and_what_was_drawn_stays_drawn(
    browser: Browser, tmp_path: Path
) -> None:
    """Liu Song is quoted three times: in three sessions, each quote comes once."""
    drawn = set()
    for _ in range(3):
        process, url = await start(tmp_path)
        page = await open_page(browser, url)
        await send(page, "quote", "Liu Song")
        await expect(cards(page)).to_have_count(1)
        drawn.add(await page.locator("blockquote").first.inner_text())
        await page.get_by_text("More", exact=True).click()
        await page.get_by_role("button", name="End preview session").click()
        await ended(process)
        await page.close()
    assert len(drawn) == 3


async def test_control_c_ends_it(tmp_path: Path) -> None:
    process, _ = await start(tmp_path)
    process.send_signal(signal.SIGINT)
    await ended(process)


def test_a_port_that_is_taken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve(settings_in(tmp_path), port=port, open_browser=False) == 1
    assert capsys.readouterr().err == (
        f"Port {port} cannot be used: address already in use. Leave --port out to take a free one.\n"
    )


def test_other_trouble_is_not_taken_for_a_port(tmp_path: Path) -> None:
    def fail(_: str) -> None:
        raise SetupError("no port at all")

    with pytest.raises(SetupError, match="no port at all"):
        serve(settings_in(tmp_path), port=0, open_browser=False, opened=fail)


@pytest.mark.usefixtures("later_start")
async def test_the_page_is_opened_in_the_readers_browser(tmp_path: Path) -> None:
    script = tmp_path / "browser"
    script.write_text('#!/bin/sh\necho "$1" > "$0.asked"\nkill -TERM $PPID\n', encoding="utf-8")
    script.chmod(0o755)
    process, url = await start(tmp_path, "--port", "0", BROWSER=f"{script} %s")
    await ended(process)
    assert (tmp_path / "browser.asked").read_text(encoding="utf-8").strip() == url


@pytest.mark.parametrize("missing", ["simcord", "markdown_it"])
def test_a_missing_extra_is_told_with_how_to_install_it(tmp_path: Path, missing: str) -> None:
    program = (
        f"import sys; sys.modules[{missing!r}] = None; sys.argv = ['forum-bot', 'try', '--no-open']\n"
        "from bot.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": str(ROOT), "FORUM_BOT_JOURNAL__FOLDER": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 1
    assert f"This needs {missing}" in done.stderr
    assert "pip install --require-hashes -r config/pins/try.txt" in done.stderr
