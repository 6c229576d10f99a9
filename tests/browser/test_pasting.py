"""An editor pastes from five programs: what is stored is what was copied, and one step takes all of it back."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.editing import add_block, start_guide, write_rich_text
from tests.core.pasting.clipboards import BLOCKS, PROGRAMS, clipboard_of, told

LAST_BODY = "SELECT content FROM wagtailcore_revision WHERE content LIKE ? ORDER BY id DESC LIMIT 1"
COPY = """html => document.addEventListener("copy", event => {
  event.clipboardData.setData("text/html", html);
  event.clipboardData.setData("text/plain", "Tout en clair");
  event.preventDefault();
  event.stopImmediatePropagation();
}, { capture: true, once: true })"""


def paste(page, place, html):
    """Put some HTML in the clipboard as a program does, and paste it somewhere with the keyboard."""
    page.evaluate(COPY, html)
    page.keyboard.press("Control+C")
    place.click()
    page.keyboard.press("Control+V")


def in_hand(page):
    """The names of the blocks of the body, and their texts, as the form holds them."""
    return page.evaluate(
        "document.getElementById('body-root').rootBlock.children.map(child => [child.type, child.block.getValue()])"
    )


def stored_body(demo, title):
    """The body of the last draft of a page, as the database holds it, without the keys of the editor."""
    with closing(sqlite3.connect(Path(demo.environment["VAR_DIR"], "db.sqlite3"))) as database:
        [content] = database.execute(LAST_BODY, [f'%"title": "{title}"%']).fetchone()
    body = re.sub(r' data-block-key=\\"\w+\\"', "", json.loads(content)["body"])
    return [(block["type"], block["value"]) for block in json.loads(body)]


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_is_pasted_is_what_is_stored(log_in, demo, program):
    page = log_in("redaction")
    title = f"Essai de {program}"
    start_guide(page, title)
    block = add_block(page, "Texte")
    paste(page, block.locator("[contenteditable=true]"), clipboard_of(program))
    expect(page.locator(".pasted")).to_be_visible()
    if any(name == "rich_text" for name, _value in BLOCKS[program]):
        # Wagtail gives the form its words a moment later.
        page.locator("input[type=hidden][value*='Une surface']").wait_for(state="attached")
    # Not the address: an automatic save may have given the page its own before.
    with page.expect_navigation():
        page.get_by_role("button", name="Enregistrer le brouillon").click()
    # The editor writes one tag for two in a row.
    assert told(stored_body(demo, title)) == [
        (name, value.replace("</b><b>", "") if name == "rich_text" else value) for name, value in BLOCKS[program]
    ]


def test_paste_in_the_middle_of_a_text_parts_it_and_is_taken_back_at_once(log_in):
    page = log_in("redaction")
    start_guide(page, "Essai au milieu")
    block = add_block(page, "Texte")
    write_rich_text(block, "AvantAprès")
    text = block.locator("[contenteditable=true]")
    page.evaluate(COPY, "<p>un</p><h1>Titre</h1><p>deux</p>")
    page.keyboard.press("Control+C")
    text.click()
    page.keyboard.press("Home")
    for _letter in "Avant":
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+V")
    undo = page.get_by_role("button", name="Annuler le collage")
    expect(undo).to_be_visible()
    page.wait_for_function("document.getElementById('body-root').rootBlock.children.length === 4")
    texts = page.locator("[data-streamfield-child]:visible [contenteditable=true]")
    expect(texts).to_have_text(["Avantun", "deux", "Après"])
    undo.click()
    expect(texts).to_have_text(["AvantAprès"])
    assert [name for name, _value in in_hand(page)] == ["rich_text"]


def test_rows_pasted_in_a_table_fill_it_and_are_taken_back_with_the_keyboard(log_in):
    page = log_in("redaction")
    start_guide(page, "Essai de tableau")
    block = add_block(page, "Tableau")
    paste(page, block.locator("[name$=-caption]"), clipboard_of("excel"))
    cells = block.locator("[name*='-cell-']")
    expect(cells).to_have_count(6)
    assert block.locator(".column-heading").evaluate_all("all => all.map(one => one.value)") == [
        "Local",
        "Surface",
        "Page",
    ]
    assert cells.evaluate_all("all => all.map(one => one.value)") == [
        "Mairie",
        "1 200 m²",
        "fiche",
        "Mairie",
        "400",
        "",
    ]
    expect(block.locator(".pasted li")).to_have_count(3)
    paste(page, cells.nth(4), "<table><tr><td>a<td>b<tr><td>c<td>d</table>")
    expect(cells).to_have_count(9)
    assert cells.evaluate_all("all => all.slice(3).map(one => one.value)") == ["Mairie", "a", "b", "", "c", "d"]
    page.keyboard.press("Control+Z")
    expect(cells).to_have_count(6)


def test_what_cannot_be_converted_is_pasted_as_text_and_said(log_in):
    page = log_in("redaction")
    start_guide(page, "Essai sans réponse")
    block = add_block(page, "Texte")
    page.route("**/admin/paste/", lambda route: route.fulfill(status=403, content_type="text/html"))
    paste(page, block.locator("[contenteditable=true]"), clipboard_of("word"))
    expect(block.locator(".pasted")).to_contain_text("seul le texte a été repris")
    expect(block.locator("[contenteditable=true]")).to_have_text("Tout en clair")
