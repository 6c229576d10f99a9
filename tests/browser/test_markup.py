"""What a browser makes of texts: nothing but the list, of what was not on it; the language and the meaning of words."""

import json

import pytest

from core.markup import BLOCK_TAGS, INLINE_TAGS, WORD_ATTRIBUTES, clean_shown, clean_stored
from tests import hostile
from tests.browser.editing import add_block, start_guide, write_rich_text

#: The elements of a text as a page of this browser holds them, each with its attributes.
ELEMENTS = """html => {
  const whole = `<!doctype html><body><div id="text">${html}</div><p id="after">`;
  const page = new DOMParser().parseFromString(whole, "text/html");
  const all = [...page.querySelectorAll("*")].filter(one => !["html", "head", "body"].includes(one.localName));
  const attributes = one => Object.fromEntries([...one.attributes].map(a => [a.name, a.value]));
  return all.map(one => [one.localName, attributes(one), one.protocol ?? null]);
}"""
#: None: an element that leads nowhere. Empty or the page's own: a link without address.
PROTOCOLS = (None, "", ":", "http:", "https:", "ftp:", "mailto:", "tel:", "about:")
#: What stands around the text in that page.
AROUND = [["div", {"id": "text"}, None], ["p", {"id": "after"}, None]]


@pytest.fixture
def read(chromium):
    context = chromium.new_context()
    page = context.new_page()
    yield lambda html: page.evaluate(ELEMENTS, html)
    context.close()


def strangers(elements):
    """Elements that no editor could type, or that broke out of the text."""
    assert [one for one in elements if one[1].get("id") in ("text", "after")] == AROUND
    known = {tag: set(WORD_ATTRIBUTES.get(tag, {})) for tag in (*INLINE_TAGS, *BLOCK_TAGS)} | hostile.SENT
    return [
        [tag, attributes, protocol]
        for tag, attributes, protocol in elements
        if [tag, attributes, protocol] not in AROUND
        and (tag not in known or set(attributes) - known[tag] or protocol not in PROTOCOLS)
    ]


TEXTS = [f"<p>{words}</p>" for words in hostile.MARKUP] + [f'<p><a href="{url}">x</a></p>' for url in hostile.ADDRESSES]


def test_browser_finds_nothing_but_the_list_in_what_readers_get(read):
    for clean in (clean_shown, lambda html: clean_shown(clean_stored(html))):
        found = {html: strangers(read(clean(html))) for html in TEXTS}
        assert {html: elements for html, elements in found.items() if elements} == {}


def test_editor_says_the_language_and_the_meaning_of_words(log_in):
    page = log_in("redaction")
    start_guide(page, "Mots d’ailleurs")
    block = add_block(page, "Texte")
    write_rich_text(block, "Vergabe")
    stored = block.locator("input[type=hidden][value*=Vergabe]")
    page.keyboard.press("Control+a")
    page.locator("[name=LANGUAGE_DE]").first.click()
    block.locator("input[type=hidden][value*=LANGUAGE_DE]").wait_for(state="attached")
    page.on("dialog", lambda dialog: dialog.accept("attribution d’un marché"))
    page.locator("[name=ABBREVIATION]").first.click()
    block.locator("input[type=hidden][value*=ABBREVIATION]").wait_for(state="attached")
    content = json.loads(stored.input_value())
    assert [entity["data"] for entity in content["entityMap"].values()] == [{"title": "attribution d’un marché"}]
    assert block.locator("abbr").get_attribute("title") == "attribution d’un marché"
