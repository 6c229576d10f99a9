"""Files as the team has them: a telephone's picture, a scan, an animation, a list, a letter with a password."""

from playwright.sync_api import expect

from tests.browser.editing import add_block, press, start_guide
from tests.corpus import documents, pictures

MANY = [sample for sample in pictures.PICTURES if sample.name in ("telephone.heic", "grey-16-bits.png", "moving.webp")]
PAPERS = [sample for sample in documents.DOCUMENTS if sample.name in ("like-a-bitmap.csv", "locked.docx")]


def sent(samples):
    return [
        {"name": sample.name, "mimeType": "application/octet-stream", "buffer": sample.make()} for sample in samples
    ]


def upload(page, library, samples):
    """Send files together, as one drops them; returns what stands beside each, by its name."""
    page.goto(f"/admin/{library}/multiple/add/")
    page.locator("input[type=file]").set_input_files(sent(samples))
    lines = page.locator("#upload-list > li")
    expect(page.locator("#upload-list > li:is(.upload-success, .upload-failure)")).to_have_count(len(samples))
    return lines


def test_files_are_taken_or_refused_in_words(log_in):
    page = log_in("relecture")
    lines = upload(page, "images", MANY)
    expect(page.locator("#upload-list > li.upload-success")).to_have_count(2)
    expect(page.locator("#upload-list > li.upload-failure")).to_contain_text("Cette image est animée")
    upload(page, "documents", PAPERS)
    expect(page.locator("#upload-list > li.upload-success")).to_have_count(1)
    expect(page.locator("#upload-list > li.upload-failure")).to_contain_text("protégé par un mot de passe")
    assert lines.count() == len(PAPERS)


def test_name_of_a_file_describes_no_picture_and_a_host_is_judged_at_once(log_in):
    page = log_in("relecture")
    start_guide(page, "Décrire ses images")
    block = add_block(page, "Image")
    block.get_by_role("button", name="Choisir une image").click()
    page.locator(".modal a[data-chooser-modal-choice], .modal .image-choice").first.click()
    expect(page.locator(".modal")).to_have_count(0)
    words = block.locator("[name$='-alt_text']")
    expect(words).to_have_value("")
    words.fill("IMG_1234")

    video = add_block(page, "Vidéo")
    expect(video).to_contain_text("Hébergeurs acceptés : video.example.")
    address = video.locator("[name$='-url']")
    address.fill("https://ailleurs.example/embed/1")
    address.blur()
    verdict = video.get_by_role("status")
    expect(verdict).to_have_text("Cet hébergeur n’est pas accepté. Hébergeurs acceptés : video.example.")
    expect(address).to_have_value("https://ailleurs.example/embed/1")
    address.fill("https://video.example/embed/1")
    address.blur()
    expect(verdict).to_be_empty()

    press(page, "Publier")
    expect(block.locator(".error-message")).to_contain_text("le nom d’un fichier")
