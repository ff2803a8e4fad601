"""`gw2optimizer try` as a newcomer meets it: the real command, a real browser, a real build code."""

import contextlib
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from pydantic import SecretStr

from bot.gateways.vault import Vault

ROOT = Path(__file__).parents[2]
ARTIFACTS = ROOT / "artifacts"
PICTURE = ROOT / "cogs" / "picture.png"
"""The picture in the README; `UPDATE_PICTURE=1` lets this test take it anew."""
MIRAGE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SECONDS = 30
ATTEMPTS = 6
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")


@pytest.fixture
def trial(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "bot", "try", "--no-open", "--fresh"]
    environment = {**os.environ, "DATA_FOLDER": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+/#\S+", line):
            return found.group()
    pytest.fail("`try` ended without printing an address")


def test_prints_its_address_and_ends_cleanly_on_ctrl_c(trial: "subprocess.Popen[str]", tmp_path: Path) -> None:
    _address(trial)
    trial.send_signal(signal.SIGINT)
    assert trial.wait(SECONDS) == 0
    assert (tmp_path / "try.sqlite3").exists()
    Vault([SecretStr((tmp_path / "try.secret").read_text())])


def test_second_start_finds_what_was_saved(trial: "subprocess.Popen[str]", tmp_path: Path) -> None:
    _address(trial)
    again = [sys.executable, "-m", "bot", "try", "--no-open"]
    environment = {**os.environ, "DATA_FOLDER": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(  # noqa: S603 - our own command
        again, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True
    ) as second:
        _address(second)
        second.kill()
    with closing(sqlite3.connect(tmp_path / "try.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM teams").fetchone() == (1,)


@pytest.mark.parametrize("flags", [("--channel", "nowhere"), ("--port", "{taken}")])
def test_what_cannot_be_served_is_told_in_a_line(flags: tuple[str, str], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        options = [flag.format(taken=taken.getsockname()[1]) for flag in flags]
        ended = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "bot", "try", "--no-open", *options],
            env={**os.environ, "DATA_FOLDER": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ended.returncode == 2
    assert ended.stderr.startswith("gw2optimizer: ")
    assert "Traceback" not in ended.stderr


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        expect.set_options(timeout=SECONDS * 1000)
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        yield page
        browser.close()


@needs_browser
def test_newcomer_saves_and_publishes_a_build(trial: "subprocess.Popen[str]", page: Page) -> None:
    page.goto(_address(trial))
    expect(page.get_by_text("Wednesday raid").last).to_be_visible()

    _choose_command(page, "/build save")
    page.keyboard.type(MIRAGE)
    page.keyboard.press("Enter")

    expect(page.get_by_text("Saved. Only you can see it until you publish it.").last).to_be_visible()
    expect(page.get_by_text("Mirage Mantle").last).to_be_visible()
    page.get_by_role("button", name="Publish here").last.click()
    expect(page.get_by_text("Public in this server.").last).to_be_visible()
    _keep_picture(page)

    page.select_option("#viewer-picker", label="Leo (raid leader)")
    _choose_command(page, "/build show")
    page.keyboard.type("mira")
    # what was offered for fewer letters goes away first: Enter takes the topmost option
    expect(page.get_by_text("OPTIONS MATCHING MIRA", exact=True)).to_be_visible()
    expect(page.get_by_role("listbox").last.get_by_role("option").first).to_have_text(re.compile("Mirage · Mirage"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("option", name="Mirage · Mirage")).to_have_count(0)
    # Enter may land in the field once more, which then looks for the id that was chosen
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("button", name="Show in channel").last).to_be_visible()
    expect(page.get_by_role("heading", name="Mirage", exact=True).last).to_be_visible()


def _choose_command(page: Page, command: str) -> None:
    composer, offered = page.locator("#channel-composer-input"), page.get_by_role("option", name=command).first
    # the page is drawn anew after a change of person, and what was typed a moment too early is gone
    for _ in range(ATTEMPTS):
        composer.click()
        composer.fill("")
        composer.press_sequentially(command)
        with contextlib.suppress(PlaywrightTimeout):
            offered.wait_for(timeout=SECONDS * 1000 / ATTEMPTS)
            break
    expect(offered).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text(command, exact=True).last).to_be_visible()


def _keep_picture(page: Page) -> None:
    page.get_by_role("button", name="Messages").click()
    page.wait_for_timeout(500)
    ARTIFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTIFACTS / "try.png")
    if os.environ.get("UPDATE_PICTURE"):
        shutil.copy(ARTIFACTS / "try.png", PICTURE)
