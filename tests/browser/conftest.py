"""The demo as a newcomer gets it, in a real browser.

The site runs in a process of its own, as `make demo` starts it, with a database of its own: what a browser shows is the
hashed files, the headers and the error pages of a server, and no other test sees its data.
"""

import re
import socket
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests import prepared_demo
from tests.conftest import chromium_path

READY = "Ready: "
#: How long a window waits for anything, in milliseconds.
PATIENCE = 30_000
# Without these, Chromium looks for its makers' servers at every start.
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Demo:
    """The running demo: where it answers, the passwords it made, and the environment of a command about it."""

    def __init__(self, url: str, folder: Path, environment: dict[str, str]) -> None:
        self.url, self.environment = url, environment
        accounts = (folder / "demo-accounts.txt").read_text("utf-8")
        self.passwords = dict(line.split() for line in accounts.splitlines())


@pytest.fixture(scope="session")
def demo(tmp_path_factory, folder_of_the_run):
    folder = tmp_path_factory.mktemp("demo")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    prepared_demo.bring(folder_of_the_run, folder)
    environment = prepared_demo.environment_of(folder)
    command = [*prepared_demo.COMMAND, "--port", str(port)]
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(
            command, cwd=prepared_demo.ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
        )
    said = []
    for line in process.stdout:
        said.append(line)
        if READY in line:
            break
    else:
        pytest.fail("The demo did not start:\n" + "".join(said) + (folder / "log.txt").read_text()[-3000:])
    yield Demo(f"http://127.0.0.1:{port}", folder, environment)
    process.terminate()
    process.wait(timeout=20)
    process.stdout.close()


# Of the folder and not of the session: while Playwright runs, Django takes this thread for an asynchronous one.
@pytest.fixture(scope="package")
def chromium():
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


class Windows:
    """Windows of one browser, each watched: what it complains of is kept.

    A page may not ask anything of another host, complain on its console or break a script.
    """

    def __init__(self, chromium: Browser, url: str) -> None:
        self.chromium, self.url = chromium, url
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def open(self, *, width=1280, javascript=True, **options):
        context = self.chromium.new_context(
            base_url=self.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            locale="fr-FR",
            **options,
        )
        self.contexts.append(context)
        context.set_default_timeout(PATIENCE)
        # Of the context and not of the page: a preview opens a window of its own.
        context.on("request", self.watch)
        context.on("console", self.listen)
        context.on("weberror", lambda found: self.complaints.append(str(found.error)))
        return context.new_page()

    def watch(self, request):
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.complaints.append(f"asked another host: {request.url}")

    def listen(self, message):
        # What is not found, or an automatic save that is refused, is said on the console too: some tests ask for it.
        if message.type == "error" and not re.search("status of 40[034]", message.text):
            self.complaints.append(message.text)

    def close(self):
        for context in self.contexts:
            context.close()


@pytest.fixture
def open_browser(chromium, demo):
    """Open a window: ``open_browser(width=320, javascript=False)``. Every window is watched until the test ends."""
    windows = Windows(chromium, demo.url)
    yield windows.open
    windows.close()
    assert windows.complaints == []


@pytest.fixture(scope="package")
def readers(chromium, demo):
    """The windows of a reader, with scripts and without: a new one for each page would cost more than the page."""
    windows = Windows(chromium, demo.url)
    yield windows, {javascript: windows.open(javascript=javascript) for javascript in (True, False)}
    windows.close()
    assert windows.complaints == []


@pytest.fixture
def reader(readers):
    """The window of somebody who has read other pages before: ``reader[True]`` with scripts; watched as all are."""
    windows, pages = readers
    yield pages
    # What comes too late for this test is the next one's.
    complaints, windows.complaints = windows.complaints, []
    assert complaints == []


@pytest.fixture
def log_in(open_browser, demo):
    """Open a window of somebody of the team: ``log_in("redaction")``."""

    def enter(login):
        page = open_browser()
        page.goto("/admin/login/")
        page.fill("input[name=username]", login)
        page.fill("input[name=password]", demo.passwords[login])
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/admin/")
        return page

    return enter
