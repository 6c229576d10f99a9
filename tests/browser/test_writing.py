"""An editor writes a guide with every block, from the empty form to what a reader sees."""

from playwright.sync_api import expect

from core.blocks import BodyBlock
from tests.browser.editing import add_block, press, publish, start_guide, write_rich_text

TITLE = "Acheter des vélos de service"
ALTERNATIVE = "body-2-value-image-alt_text"
#: By its name in the picker, what an editor types in a block: the end of a field's name, the words.
WORDS = {
    "Titre de partie": {"": "Avant de choisir"},
    "Texte": {"rich": "Un vélo de service remplace la moitié des trajets courts."},
    "Image": {"-image-alt_text": "Trois vélos devant une mairie.", "-caption": "Le parc en mars."},
    "Image et texte": {"-image-alt_text": "Un atelier.", "rich": "L’atelier répare en deux jours."},
    "Encadré": {"-title": "Le point sur l’assurance", "rich": "La commune est son propre assureur."},
    "Étapes": {"-steps-0-value-title": "Compter les trajets"},
    "Liste de contrôle": {"-items-0-value": "Le local ferme à clé"},
    "Clause à copier": {"-title": "Réparer avant de remplacer", "-text": "Le titulaire répare sous [nombre] jours."},
    "Chiffres clés": {
        "-figures-0-value-value": "57",
        "-figures-0-value-label": "trajets de moins de 5 km",
        "-figures-0-value-year": "2026",
        "-figures-0-value-source": "Relevé de la commune, exemple",
    },
    "Tableau": {
        "-table-caption": "Prix de trois modèles",
        "-table-column-0-heading": "Modèle",
        "-table-cell-0-0": "Vélo cargo",
    },
    "Citation": {"-text": "Nous ne louons plus de voiture."},
    "Questions et réponses": {"-items-0-value-question": "Faut-il un casque ?", "rich": "Oui, fourni."},
    "Documents": {"-title": "À télécharger"},
    "Vidéo": {
        "-title": "Un an de vélos",
        "-url": "https://video.example/videos/embed/velos",
        "rich": "Bonjour. Voici nos vélos.",
    },
    "Cartes de liens": {"-cards-0-value-title": "Trouver un atelier", "-cards-0-value-url": "https://www.example.org/"},
    "Prochaines sessions": {"-title": "Se former aux achats de véhicules"},
    "Inscription": {"-title": "Choisir sa date"},
}


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


CHOICES = {
    "Image": choose_picture,
    "Image et texte": choose_picture,
    "Tableau": add_column,
    "Documents": choose_document,
    "Prochaines sessions": choose_training,
    "Inscription": choose_course,
}


def fill_block(page, label, position):
    """Insert a block, choose in the libraries what it shows, type its words."""
    block = add_block(page, label)
    if label in CHOICES:
        CHOICES[label](page, block)
    for field, words in WORDS[label].items():
        if field == "rich":
            write_rich_text(block, words)
        else:
            block.locator(f"[name='body-{position}-value{field}']").fill(words)


def words_read():
    """What a page with every block says, in its order."""
    return [
        words for fields in WORDS.values() for field, words in fields.items() if not field.endswith(("url", "alt_text"))
    ]


def test_guide_with_every_block_is_written_previewed_published_and_read(log_in, open_browser):
    assert len(WORDS) == len(BodyBlock.base_blocks)
    page = log_in("relecture")
    start_guide(page, TITLE)
    for position, label in enumerate(WORDS):
        fill_block(page, label, position)

    # Wagtail offers the description of the picture; here it is said that nobody wrote one.
    page.fill(f"[name={ALTERNATIVE}]", "")
    press(page, "Publier")
    refused = page.locator(".error-message")
    refused.first.wait_for()
    assert refused.all_inner_texts() == ["Veuillez ajouter un texte alternatif ou marquer l'image comme décorative"]
    page.fill(f"[name={ALTERNATIVE}]", "Trois vélos devant une mairie.")

    page.get_by_role("button", name="Afficher/masquer la prévisualisation").click()
    preview = page.frame_locator("#w-preview-iframe").get_by_role("main")
    for words in words_read():
        expect(preview).to_contain_text(words)
    expect(preview.get_by_alt_text("Trois vélos devant une mairie.")).to_be_visible()
    publish(page)

    reader = open_browser()
    assert TITLE in guides_of_commitment(reader)
    reader.get_by_role("complementary").get_by_role("link", name=TITLE).click()
    reader.wait_for_url("**/guides/acheter-des-velos-de-service/")
    main = reader.get_by_role("main")
    shown = main.text_content()
    assert [words for words in words_read() if words not in shown] == []
    assert main.locator("img").evaluate_all("pictures => pictures.map(picture => picture.alt)") == [
        "Trois vélos devant une mairie.",
        "Un atelier.",
    ]
    assert main.get_by_role("link", name="Trouver un atelier").get_attribute("href") == "https://www.example.org/"
    assert main.locator(".documents a").count() == 1
    next_sessions, dates = main.locator(".agenda").all()
    assert (next_sessions.locator("a").count(), dates.locator("a.btn").count()) == (3, 2)
    assert main.get_by_role("button", name="Charger la vidéo").is_visible()
