"""The Chromium of this machine, driven by playwright (a package of those who work on the site)."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
# Without these, Chromium looks for its makers' servers at every start.
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The same letters, whatever the machine's screen.
    "--hide-scrollbars",
    "--font-render-hinting=none",
]


class NoBrowserError(Exception):
    """Says what is missing, and how to get it."""


@contextmanager
def open_chromium() -> Iterator["Browser"]:
    """Open a browser without a window."""
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else NAMES
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        raise NoBrowserError("no Chromium was found (Debian: apt-get install chromium, or name yours by CHROMIUM=)")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - optional: not in the packages of a server
    except ModuleNotFoundError as error:
        raise NoBrowserError("playwright is not installed (make setup)") from error
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield browser
        browser.close()
