"""`make screenshots`: pictures of the main pages of the demo, for docs/screenshots/ and the README."""

import io
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from PIL import Image

from workshop.chromium import NoBrowserError, open_chromium
from workshop.demo_pages import BY_NAME, DemoPage
from workshop.measures import check_status
from workshop.running_demo import running_demo

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = settings.BASE_DIR / "docs" / "screenshots"
#: The name of a picture: the page it shows.
SHOWN = {
    "home": "home",
    "charter": "charter",
    "commitment": "commitment",
    "guide": "guide",
    "training": "training",
    "session": "session",
    "directory": "directory",
    "search": "search results",
    "404": "not found",
}
SHOWN_DARK = ("home",)
#: Pages of the other languages.
SHOWN_ABROAD = {
    "home-de": "/de/",
    "guides-de": "/de/leitfaeden/",
    "guide-en": "/en/guides/verifiable-social-integration-clause/",
    "glossary-en": "/en/glossary/",
}
SCREENS = ((320, 800), (1280, 900))
#: The site has few colours: these many draw it well, in a third of the weight.
COLOURS = 96
HEAVIEST = 150_000


class Command(BaseCommand):
    help = "Make docs/screenshots/ again, from a demo in a temporary folder."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        try:
            with open_chromium() as browser, running_demo(self.say) as demo:
                for name, page in SHOWN.items():
                    self.shoot(browser, demo.url, BY_NAME[page], name)
                    if name in SHOWN_DARK:
                        self.shoot(browser, demo.url, BY_NAME[page], name, dark=True)
                for name, address in SHOWN_ABROAD.items():
                    self.shoot(browser, demo.url, DemoPage(name, address), name)
        except NoBrowserError as error:
            raise CommandError(f"No picture was made: {error}.") from error

    def say(self, text: str) -> None:
        """Tell it at once, even into a file."""
        self.stdout.write(text)
        self.stdout.flush()

    def shoot(self, browser: "Browser", site: str, page: DemoPage, name: str, *, dark: bool = False) -> None:
        """Keep what a phone and a computer show of a page before any scroll."""
        for width, height in SCREENS:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                locale="fr-FR",
                color_scheme="dark" if dark else "light",
            )
            window = context.new_page()
            response = window.goto(site + page.address, wait_until="networkidle")
            check_status(page, response.status if response else 0)
            self.keep(f"{name}-{width}{'-dark' if dark else ''}.png", light_png(window.screenshot()))
            context.close()

    def keep(self, name: str, picture: bytes) -> None:
        """Write a picture, unless it is too heavy for a repository."""
        if len(picture) > HEAVIEST:
            raise CommandError(f"{name} would weigh {len(picture)} bytes, more than {HEAVIEST}.")
        (FOLDER / name).write_bytes(picture)
        self.say(f"· {name} ({len(picture) // 1000} kB)")


def light_png(picture: bytes) -> bytes:
    """The same picture in a few colours, without what a page does not need of a PNG."""
    light = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as image:
        # This method keeps the tones of small signs, which the usual one melts into those of the large surfaces.
        few = image.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(light, "PNG", optimize=True)
    return light.getvalue()
