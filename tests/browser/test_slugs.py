"""The end of an address follows the title while it is typed, as the server would write it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from core.slugs import slug_of

#: Every letter of Western and Central Europe, then what stands between letters.
LETTERS = [chr(code) for code in range(0xC0, 0x180)]
SIGNS = list("’'‘ʼ\u2013\u2014-«»„“”\"°ºª€%&½²₂ﬁ…!?/_") + ["\u00a0", "\u202f", "\u00ad", "\u200b", "a\u0308", "e\u0301"]
TITLES = {
    "fr": ["L’été des œuvres", "«\u00a0Cœur\u00a0» – n°\u00a05 & 20\u00a0% — l'Haÿ", "10\u202f000\u00a0€, 1ʳᵉ partie…"],
    "de": ["Größe für Bürger", "Ä ö ü ß – „Grimm’sche“ GROẞE"],
    "en": ["Buyer’s guide: “don't” – 5%", "Naïve façade"],
}
#: As many as a title holds, each with a letter on both sides.
PARTS = [*(LETTERS[start : start + 48] for start in range(0, len(LETTERS), 48)), SIGNS]
BETWEEN = ["".join(f"x{sign}y " for sign in signs) for signs in PARTS]


HOME = (
    "SELECT page.id FROM wagtailcore_page AS page JOIN wagtailcore_locale AS locale ON locale.id = page.locale_id"
    " WHERE page.depth = 2 AND locale.language_code = ?"
)


def home_of(demo, language):
    """Number of the home page of a language: the admin shows it in addresses alone."""
    with closing(sqlite3.connect(Path(demo.environment["VAR_DIR"], "db.sqlite3"))) as database:
        return database.execute(HOME, [language]).fetchone()[0]


@pytest.mark.parametrize("language", TITLES)
def test_browser_writes_the_slug_that_the_server_would(log_in, demo, language):
    page = log_in("administration")
    page.goto(f"/admin/pages/add/home/contentpage/{home_of(demo, language)}/")
    for title in [*TITLES[language], *BETWEEN]:
        page.fill("[name=title]", title)
        page.press("[name=title]", "Tab")
        expect(page.locator("[name=slug]")).to_have_value(slug_of(title, language))
