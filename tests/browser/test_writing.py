"""An editor writes a guide with every block, from the empty form to what a reader sees."""

import re

from bs4 import BeautifulSoup
from playwright.sync_api import expect
from wagtail import blocks

from core.blocks import BodyBlock
from tests.block_previews import TEXTS, leaves, written_preview
from tests.browser.editing import add_block, press, publish, start_guide, write_rich_text

TITLE = "Acheter des vélos de service"
#: A field of the second item of a list, or of a later one; of a table, of a second row or column.
LATER_ITEM = re.compile(r"-[1-9]\d*-value|-column-[1-9]|-cell-(?!0-0)")
BLOCKS = BodyBlock().child_blocks
#: What the pictures of the body show, by the block they are in: a preview does not say.
ALTERNATIVES = {"picture": "Trois vélos devant une mairie.", "picture_text": "Un atelier."}
ALTERNATIVE = f"body-{list(BLOCKS).index('picture')}-value-image-alt_text"


def typed(name):
    """What an editor types in a block, that of its preview: the end of each field's name, its block, the words.

    Of a list, the first item: the form offers one.
    """
    for field, leaf, value in leaves(BLOCKS[name], written_preview(BLOCKS[name])):
        if field.endswith("-alt_text"):
            yield field, leaf, ALTERNATIVES[name]
        elif value not in ("", None) and not isinstance(leaf, blocks.ChoiceBlock) and not LATER_ITEM.search(field):
            yield field, leaf, value


def guides_of_commitment(reader):
    """Titles of the guides that the page of commitment 27 leads to."""
    reader.goto("/charte/")
    reader.locator("main a[href$='/engagement-27/']").first.click()
    reader.wait_for_url("**/engagement-27/")
    return reader.locator("aside a[href^='/guides/']").all_inner_texts()


def choose_picture(page, block):
    block.get_by_role("button", name="Choisir une image").click()
    page.locator(".modal a[data-chooser-modal-choice], .modal .image-choice").first.click()
    expect(page.locator(".modal")).to_have_count(0)


def add_column(page, block):
    block.get_by_role("button", name="Ajouter une colonne").click()
    block.get_by_role("button", name="Texte", exact=True).click()


def choose_document(page, block):
    block.get_by_role("button", name="Choisir un document").click()
    page.locator(".modal a[data-chooser-modal-choice]").first.click()
    expect(page.locator(".modal")).to_have_count(0)


def choose_training(page, block):
    block.get_by_role("button", name="Choisissez une page").click()
    page.locator(".modal").get_by_role("link", name="Explorer").click()
    page.locator(".modal").get_by_role("link", name="Formations", exact=True).click()
    expect(page.locator(".modal")).to_have_count(0)


def choose_course(page, block):
    block.get_by_role("button", name="Choisissez une page").click()
    page.locator(".modal [name=q]").fill("sourçage")
    page.locator(".modal").get_by_role("link", name="Réussir son sourçage").first.click()
    expect(page.locator(".modal")).to_have_count(0)


#: Where something is chosen in a library, and not typed.
CHOICES = {
    "picture": choose_picture,
    "picture_text": choose_picture,
    "table": add_column,
    "documents": choose_document,
    "next_sessions": choose_training,
    "sign_up": choose_course,
}


def fill_block(page, name, position):
    """Insert a block, choose in the libraries what it shows, type its words."""
    block = add_block(page, str(BLOCKS[name].label))
    if name in CHOICES:
        CHOICES[name](page, block)
    for field, leaf, value in typed(name):
        control = block.locator(f"[name='body-{position}-value{field}']")
        if isinstance(leaf, blocks.RichTextBlock):
            write_rich_text(block, plain(value))
        elif isinstance(leaf, blocks.BooleanBlock):
            control.set_checked(value)
        else:
            control.fill(str(value))


def plain(html):
    """The words of a rich text."""
    return BeautifulSoup(html, "html.parser").get_text()


def words_read():
    """What a page with every block says, in its order."""
    return [
        plain(value)
        for name in BLOCKS
        for field, leaf, value in typed(name)
        if isinstance(leaf, TEXTS) and not field.endswith("alt_text")
    ]


def test_guide_with_every_block_is_written_previewed_published_and_read(log_in, open_browser):
    page = log_in("relecture")
    start_guide(page, TITLE)
    for position, name in enumerate(BLOCKS):
        fill_block(page, name, position)

    # Wagtail offers the description of the picture; here it is said that nobody wrote one.
    page.fill(f"[name={ALTERNATIVE}]", "")
    press(page, "Publier")
    refused = page.locator(".error-message")
    refused.first.wait_for()
    assert refused.all_inner_texts() == ["Veuillez ajouter un texte alternatif ou marquer l'image comme décorative"]
    page.fill(f"[name={ALTERNATIVE}]", ALTERNATIVES["picture"])

    page.get_by_role("button", name="Afficher/masquer la prévisualisation").click()
    preview = page.frame_locator("#w-preview-iframe").get_by_role("main")
    for words in words_read():
        expect(preview).to_contain_text(words)
    expect(preview.get_by_alt_text(ALTERNATIVES["picture"])).to_be_visible()
    publish(page)

    reader = open_browser()
    assert TITLE in guides_of_commitment(reader)
    reader.get_by_role("complementary").get_by_role("link", name=TITLE).click()
    reader.wait_for_url("**/guides/acheter-des-velos-de-service/")
    main = reader.get_by_role("main")
    shown = main.text_content()
    assert [words for words in words_read() if words not in shown] == []
    assert main.locator("img").evaluate_all("pictures => pictures.map(picture => picture.alt)") == list(
        ALTERNATIVES.values()
    )
    assert main.get_by_role("link", name="Un exemple").get_attribute("href") == "https://www.example.org/"
    assert main.locator(".documents a").count() == 1
    next_sessions, dates = main.locator(".agenda").all()
    assert (next_sessions.locator("a").count(), dates.locator("a.btn").count()) == (3, 2)
    assert main.get_by_role("button", name="Charger la vidéo").is_visible()
