"""What people of the team do again and again in the admin, as they do it."""

import re

from playwright.sync_api import expect


def start_guide(page, title):
    """Open an empty guide from the first page of the admin and fill in what every guide needs."""
    page.get_by_role("link", name="Rédiger un guide").click()
    page.fill("[name=title]", title)
    page.fill("[name=summary]", "Essayer, compter, puis acheter : trois mois suffisent.")
    page.get_by_role("tab", name="Classement").click()
    page.get_by_label("27 · Acheter").check()
    page.get_by_role("tab", name="Relecture").click()
    page.fill("[name=last_reviewed_on]", "04/11/2026")
    page.get_by_role("tab", name="Contenu").click()


def add_block(page, label):
    """Add a block at the end of the body, as an editor does: the plus, the name, the choice. Returns the block."""
    body, search = page.locator("[data-contentpath=body]"), page.get_by_role("combobox", name="Options de recherche")
    position = page.locator("[name=body-count]").input_value()
    # The list of the block before fades away; what is typed in it would go to its place.
    expect(search).to_have_count(0)
    body.get_by_role("button", name="Insérer un bloc").last.click()
    search.fill(label)
    page.get_by_role("option", name=label, exact=True).first.click()
    return body.locator(f"[data-streamfield-child]:has(> [name=body-{position}-type])")


def write_rich_text(field, words):
    """Type in the rich text of a block, and wait until the form has the words: Wagtail gives them a moment later."""
    text = field.locator("[contenteditable=true]")
    text.click()
    expect(text).to_be_focused()
    text.page.keyboard.insert_text(words)
    field.locator(f"input[type=hidden][value*='{words}']").wait_for(state="attached")


def open_editor(page, title):
    """Find a page by its title in the admin, and open it to work on it."""
    # A sign that stands alone, as French puts before a colon, is a word that no page holds.
    words = " ".join(re.findall(r"\w+", title))
    page.goto(f"/admin/pages/search/?q={words}")
    page.get_by_role("link", name=title, exact=True).first.click()
    page.wait_for_url("**/edit/")


def press(page, name):
    """Choose one of the actions under the arrow at the foot of the form."""
    page.locator("footer .w-dropdown__toggle").click()
    page.get_by_role("button", name=name, exact=True).click()


def publish(page):
    """Publish the page being written, and wait until the admin says so."""
    press(page, "Publier")
    page.get_by_text("créée et publiée").or_(page.get_by_text("a été publiée")).first.wait_for()
