"""A guide goes from French to German and back again, between those who write, translate, review and read."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.editing import add_block, open_editor, publish, start_guide, write_rich_text

SUMMARY = "Essayer, compter, puis acheter : trois mois suffisent."


@pytest.fixture
def reviewer(log_in):
    return log_in("relecture")


@pytest.fixture
def reader(open_browser):
    return open_browser()


def write_guide(page, title, *, text):
    """Publish a guide with a title of the glossary, whose translation is known, and a text."""
    start_guide(page, title)
    add_block(page, "Titre de partie")
    page.fill("[name=body-0-value]", "Marché public")
    write_rich_text(add_block(page, "Texte"), text)
    publish(page)


def send_to_german(page, title):
    """Send a page to translation by its menu, which leads to its German page."""
    open_editor(page, title)
    page.get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name="Traduire cette page").click()
    page.get_by_label("Deutsch").check()
    page.get_by_role("button", name="Soumettre").click()
    page.wait_for_url("**/edit/")
    page.locator(".messages").get_by_text("Envoyée en traduction : Deutsch.").wait_for()


def desk(page):
    """What helps translators, beside the text."""
    return page.get_by_role("complementary", name="Aide à la traduction")


def expect_progress(page, done, total):
    page.reload()
    expect(desk(page).get_by_role("heading", level=2)).to_have_text(f"Passages traduits : {done} sur {total}")


def translate(page, french, german, *, again=False):
    """Translate a passage in the library’s editor, for the first time or again, and wait until it is kept."""
    passage = page.locator(".js-translation-editor li:has(> p)").filter(has=page.get_by_text(french, exact=True))
    passage.get_by_role("button", name="Modifier" if again else "Traduire").click()
    passage.locator("textarea").fill(german)
    passage.get_by_role("button", name="Enregistrer").click()
    passage.get_by_role("button", name="Modifier").wait_for()


def ask_review(page):
    page.reload()
    desk(page).get_by_role("button", name="Demander la relecture").click()
    page.locator(".messages").get_by_text("Envoyée en relecture.").wait_for()
    expect(desk(page)).to_contain_text("attend sa relecture")


def note(reader):
    """What a translated page says of itself."""
    return reader.get_by_role("complementary", name="Zu dieser Übersetzung")


def alternates(reader):
    return reader.locator("link[rel=alternate]").evaluate_all(
        "links => Object.fromEntries(links.map(link => [link.hreflang, new URL(link.href).pathname]))"
    )


def test_guide_is_translated_reviewed_published_and_follows_the_french_page(log_in, reviewer, reader):
    french, german = "/guides/louer-des-velos/", "/de/leitfaeden/fahrraeder-mieten/"
    write_guide(reviewer, "Louer des vélos", text="La location comprend l’entretien.")
    send_to_german(reviewer, "Louer des vélos")
    reader.goto("/de/leitfaeden/")
    listed = reader.get_by_role("main").get_by_role("link", name="Louer des vélos")
    assert (listed.get_attribute("lang"), listed.get_attribute("href")) == ("fr", french)

    # A translator finds the page, what helps, and no way to publish.
    translator = log_in("traduction")
    open_editor(translator, "Louer des vélos")
    expect_progress(translator, 0, 5)
    assert desk(translator).locator("dl").first.inner_text().split("\n") == ["marché public", "öffentlicher Auftrag"]
    assert translator.get_by_role("button", name=re.compile("Publier|Demander|Arrêter")).count() == 0
    assert translator.get_by_role("navigation", name="Actions").get_by_role("link").all_inner_texts() == [
        "Prévisualiser"
    ]
    translate(translator, "Louer des vélos", "Fahrräder mieten")
    translate(translator, SUMMARY, "Ausprobieren, zählen, dann kaufen: Drei Monate genügen.")
    translate(translator, "La location comprend l’entretien.", "Die Miete umfasst die Wartung.")
    expect_progress(translator, 3, 5)
    translator.get_by_role("button", name="Traduire avec la mémoire et le glossaire").click()
    translator.locator(".messages").get_by_text("1 passage rempli avec la mémoire et le glossaire.").wait_for()
    translator.locator(".messages").get_by_text("titre traduit : fahrraeder-mieten").wait_for()
    expect_progress(translator, 5, 5)
    with translator.expect_popup() as opened:
        translator.get_by_role("link", name="Prévisualiser").click()
    preview = opened.value
    expect(preview.locator("h1")).to_have_text("Fahrräder mieten")
    expect(preview.locator("main h2").first).to_have_text("Öffentlicher Auftrag")
    expect(preview.get_by_role("main")).to_contain_text("Die Miete umfasst die Wartung.")
    preview.close()
    ask_review(translator)
    assert translator.get_by_role("button", name=re.compile("Publier|Demander")).count() == 0
    assert reader.goto(german).status == 404

    # A reviewer reads it and puts it online.
    reviewer.goto("/admin/")
    reviewer.get_by_role("link", name="Fahrräder mieten").first.click()
    expect(reviewer.locator("#main table")).to_contain_text("Die Miete umfasst die Wartung.")
    reviewer.get_by_role("button", name="Approuver et publier").click()
    reviewer.locator(".messages").get_by_text("Approuvée et mise en ligne.").wait_for()
    reader.goto("/de/leitfaeden/")
    listed = reader.get_by_role("main").get_by_role("link", name="Fahrräder mieten")
    assert listed.get_attribute("lang") is None
    listed.click()
    reader.wait_for_url(f"**{german}")
    assert reader.locator("html").get_attribute("lang") == "de"
    expect(note(reader)).to_contain_text("Maßgeblich ist der französische Text")
    expect(note(reader)).not_to_contain_text("geändert")
    assert alternates(reader) == {"fr": french, "de": german, "x-default": french}
    note(reader).get_by_role("link").click()
    reader.wait_for_url(f"**{french}")
    assert alternates(reader) == {"fr": french, "de": german, "x-default": french}

    # The French page changes: readers are told, translators too.
    open_editor(reviewer, "Louer des vélos")
    write_rich_text(reviewer.locator("[data-streamfield-child]:has(> [name=body-1-type])"), " Et l’assurance.")
    publish(reviewer)
    reader.goto(german)
    expect(note(reader)).to_contain_text("Die französische Seite wurde seit dem")
    expect(reader.get_by_role("main")).to_contain_text("Die Miete umfasst die Wartung.")
    open_editor(translator, "Fahrräder mieten")
    changes = desk(translator).locator("del, ins").all_inner_texts()
    assert [words.strip() for words in changes] == ["Et l’assurance."]
    expect_progress(translator, 5, 5)
    expect(desk(translator)).to_contain_text("Plus ancien que le texte français")
    expect(desk(translator)).to_contain_text("Die Miete umfasst die Wartung.")
    french_words = "La location comprend l’entretien. Et l’assurance."
    translate(translator, french_words, "Miete mit Wartung und Versicherung.", again=True)
    expect_progress(translator, 5, 5)
    expect(desk(translator)).not_to_contain_text("Plus ancien")
    ask_review(translator)
    open_editor(reviewer, "Fahrräder mieten")
    reviewer.get_by_role("button", name="Publier dans Deutsch").click()
    reviewer.locator(".messages").get_by_text("« Fahrräder mieten » est en ligne.").wait_for()
    assert reader.goto(german).status == 200
    assert alternates(reader) == {"fr": french, "de": german, "x-default": french}
    expect(note(reader)).not_to_contain_text("geändert")
    expect(reader.get_by_role("main")).to_contain_text("Miete mit Wartung und Versicherung.")


def test_incomplete_translation_needs_a_reason_and_says_so(reviewer, reader):
    write_guide(reviewer, "Réparer un vélo", text="Un atelier suffit.")
    send_to_german(reviewer, "Réparer un vélo")
    translate(reviewer, "Réparer un vélo", "Ein Rad reparieren")
    reviewer.get_by_role("tab", name="Partage").click()
    translate(reviewer, "reparer-un-velo", "rad-reparieren")
    reviewer.get_by_role("button", name="Publier dans Deutsch").click()
    reviewer.locator(".messages").get_by_text("Rien n’a été publié. 3 passages").wait_for()
    assert reader.goto("/de/leitfaeden/rad-reparieren/").status == 404

    desk(reviewer).get_by_role("link", name="Publier quand même").click()
    reason, decide = (
        reviewer.get_by_label("Pourquoi publier sans attendre"),
        reviewer.get_by_role("button", name="Publier"),
    )
    reason.fill("Vite.")
    decide.click()
    expect(reviewer.locator(".w-field__errors")).to_contain_text("10")
    expect(reason).to_have_value("Vite.")
    reason.fill("Le salon ouvre demain matin.")
    decide.click()
    reviewer.locator(".messages").get_by_text("« Ein Rad reparieren » est en ligne.").wait_for()
    reader.goto("/de/leitfaeden/rad-reparieren/")
    expect(note(reader)).to_contain_text("Einzelne Abschnitte dieser Seite sind noch auf Französisch.")
    expect(reader.get_by_role("main")).to_contain_text("Un atelier suffit.")


def passages(page):
    """The passages of the library’s editor."""
    return page.locator(".js-translation-editor li:has(> p)")


def test_column_follows_the_passage_in_hand_and_keys_lead_from_gap_to_gap(log_in, reviewer):
    title = "Réussir son sourçage en sept semaines"
    write_guide(reviewer, title, text="Trois mois suffisent.")
    send_to_german(reviewer, title)
    translator = log_in("traduction")
    open_editor(translator, title)

    # A click in the list leads to the passage; what was said of one like it goes into its field.
    desk(translator).get_by_role("button", name=title).click()
    field = passages(translator).first.locator("textarea")
    expect(field).to_be_focused()
    help_shown = desk(translator).get_by_role("region", name="Le passage en cours")
    expect(help_shown.locator("del").first).to_have_text("six")
    expect(help_shown.locator("ins").first).to_have_text("sept")
    expect(help_shown.locator("dl")).to_contain_text("sourçage")
    help_shown.get_by_role("button", name="Reprendre").first.click()
    expect(field).to_be_focused()
    expect(field).to_have_value("Markterkundung in sechs Wochen")
    field.fill("Markterkundung in sieben Wochen")

    # Saved, and at the next gap, by keys alone; the column is anew without a reload.
    translator.keyboard.press("Control+Enter")
    expect(passages(translator).nth(1).locator("textarea")).to_be_focused()
    expect(desk(translator).get_by_role("heading", level=2)).to_have_text("Passages traduits : 1 sur 5")
    translator.keyboard.insert_text("Drei Monate reichen.")
    translator.keyboard.press("Control+Enter")
    expect(passages(translator).nth(2).locator("textarea")).to_be_focused()
    expect(desk(translator).get_by_role("heading", level=2)).to_have_text("Passages traduits : 2 sur 5")

    # Words are looked up, and a question is asked, while something is being typed.
    translator.keyboard.insert_text("Öffent")
    desk(translator).get_by_role("searchbox").fill("sourcage")
    translator.keyboard.press("Enter")
    expect(desk(translator).locator("mark").first).to_have_text("sourçage")
    desk(translator).get_by_text("Poser une question").click()
    # Too long once its lines are sent: told, and still in its field. Then twice in haste: asked once.
    question, button = (
        desk(translator).locator("#translation-question"),
        desk(translator).get_by_text("Poser la question"),
    )
    question.fill("ligne\n" * 166)
    button.click()
    expect(desk(translator).get_by_role("alert")).to_contain_text("1000")
    expect(question).to_have_value("ligne\n" * 166)
    question.fill("Un marché, ou plusieurs ?")
    button.dblclick()
    expect(desk(translator).get_by_text("Pas encore de réponse")).to_be_visible()
    field = passages(translator).nth(2).locator("textarea")
    expect(field).to_have_value("Öffent")

    # The last gap stands in another tab; the address is made of the translated title.
    field.fill("Öffentlicher Auftrag")
    translator.keyboard.press("Control+Enter")
    passages(translator).nth(3).locator("textarea").fill("Drei Monate reichen.")
    translator.keyboard.press("Control+Enter")
    field = passages(translator).nth(4).locator("textarea")
    expect(field).to_be_focused()
    expect(help_shown).to_contain_text("markterkundung-in-sieben-wochen")
    help_shown.get_by_role("button", name="Reprendre").click()
    expect(field).to_have_value("markterkundung-in-sieben-wochen")
    translator.keyboard.press("Control+Enter")
    expect(desk(translator).get_by_role("heading", level=2)).to_have_text("Passages traduits : 5 sur 5")
    desk(translator).get_by_role("button", name="Demander la relecture").wait_for()
    reviewer.goto("/admin/")
    reviewer.get_by_role("link", name="1 question de traduction").click()
    expect(reviewer.get_by_text("Un marché, ou plusieurs ?")).to_be_visible()
    reviewer.get_by_label("Votre réponse").fill("Plusieurs.")
    reviewer.get_by_role("button", name="Envoyer la réponse").click()
    reviewer.locator(".messages").get_by_text("Réponse enregistrée").wait_for()


def test_words_that_could_not_be_saved_stay_in_sight(log_in, reviewer):
    title = "Prêter des outils"
    write_guide(reviewer, title, text="Trois mois suffisent.")
    send_to_german(reviewer, title)
    translator = log_in("traduction")
    open_editor(translator, title)
    passages(translator).nth(1).get_by_role("button", name="Traduire").click()
    # The French passage is no more: its field has lost its place.
    reviewer.get_by_role("link", name="Français", exact=True).click()
    reviewer.fill("[name=summary]", "Tout autre chose.")
    publish(reviewer)
    passages(translator).nth(1).locator("textarea").fill("Ausprobieren, zählen, dann kaufen.")
    translator.keyboard.press("Enter")
    expect(desk(translator).get_by_role("alert")).to_contain_text("Ausprobieren, zählen, dann kaufen.")
    expect(desk(translator).get_by_role("alert")).to_contain_text("Rien n’a été enregistré")
