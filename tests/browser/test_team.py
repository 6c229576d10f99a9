"""The team's journeys in the admin, from an empty form to what a reader sees."""

import re

import pytest

from tests.browser.editing import press, publish, start_guide

#: Notes in the page that Wagtail has begun to look for changes: what is typed before is saved with the next one.
WATCHED = """
document.addEventListener("w-unsaved:watch-edits", () => { document.documentElement.dataset.watched = "" })
"""


def is_automatic(request):
    """Whether the form is sent by itself, a moment after a change, and not by its editor."""
    return request.method == "POST" and request.headers.get("accept") == "application/json"


def hold_automatic_saves(page):
    """Let no automatic save reach the server; returns the list of those that wait."""
    held = []
    page.route("**/pages/**", lambda route: held.append(route) if is_automatic(route.request) else route.continue_())
    return held


def test_guide_published_during_its_first_automatic_save_is_one_page(log_in, open_browser):
    page = log_in("relecture")
    start_guide(page, "Publier sans attendre")
    page.fill("[name=summary]", "")
    press(page, "Publier")
    page.locator(".error-message").first.wait_for()
    held = hold_automatic_saves(page)
    with page.expect_request(is_automatic):
        page.fill("[name=summary]", "Essayer, compter, puis acheter.")
    page.locator("footer .w-dropdown__toggle").click()
    # The server has made the page; the editor’s browser does not know it yet.
    response = held[0].fetch()
    page.get_by_role("button", name="Publier", exact=True).click()
    held[0].fulfill(response=response)
    page.get_by_text("a été publiée").first.wait_for()
    assert open_browser().goto("/guides/publier-sans-attendre/").status == 200


def test_guide_refused_during_an_automatic_save_is_still_its_editors(log_in):
    page = log_in("relecture")
    page.add_init_script(WATCHED)
    start_guide(page, "Corriger")
    page.locator("html[data-watched]").wait_for()
    page.fill("[name=title]", "Corriger sans attendre")
    page.locator("[data-w-autosave-state-value=saved]").wait_for()
    held = hold_automatic_saves(page)
    with page.expect_request(is_automatic):
        page.fill("[name=summary]", "")
    press(page, "Publier")
    held[0].fulfill(response=held[0].fetch())
    page.locator(".error-message").first.wait_for()
    page.unroute_all()
    page.fill("[name=summary]", "Essayer, compter, puis acheter.")
    # No window asks whether to write over what somebody saved elsewhere: nobody did.
    publish(page)


def test_guide_without_essentials_is_kept_as_a_draft_and_not_published(log_in, open_browser):
    page = log_in("relecture")
    start_guide(page, "Un brouillon de guide")
    page.fill("[name=summary]", "")
    press(page, "Publier")
    page.locator(".error-message").first.wait_for()
    assert page.input_value("[name=title]") == "Un brouillon de guide"
    with page.expect_navigation():
        page.get_by_role("button", name="Enregistrer le brouillon").click()
    reader = open_browser()
    assert reader.goto("/guides/un-brouillon-de-guide/").status == 404


def test_writer_submits_and_reviewer_publishes(log_in, open_browser):
    writer = log_in("redaction")
    start_guide(writer, "Un guide à relire")
    press(writer, "Soumettre à Relecture")
    writer.get_by_text("Un guide à relire").first.wait_for()
    reader = open_browser()
    assert reader.goto("/guides/un-guide-a-relire/").status == 404

    reviewer = log_in("relecture")
    reviewer.get_by_role("link", name="Un guide à relire").first.click()
    press(reviewer, "Approuver et Publier")
    reviewer.locator(".messages").get_by_text("Un guide à relire").first.wait_for()
    assert reader.goto("/guides/un-guide-a-relire/").status == 200


def test_training_team_cancels_a_session_and_readers_are_told(log_in, open_browser):
    page = log_in("formations")
    reader = open_browser()
    reader.goto("/formations/animer-ses-engagements/troyes/")
    assert reader.get_by_text("Cette session est annulée").count() == 0
    page.goto("/admin/pages/search/?q=Troyes")
    page.get_by_role("link", name=re.compile("Troyes")).first.click()
    page.get_by_role("button", name=re.compile("^Actions")).first.click()
    page.get_by_role("link", name="Annuler la session").first.click()
    page.get_by_label("Nombre d’inscriptions insuffisant").check()
    page.get_by_role("button", name="Annuler la session").click()
    page.get_by_text("La session est annulée").first.wait_for()
    reader.reload()
    assert reader.get_by_text("Cette session est annulée").count() == 1


@pytest.mark.parametrize("login", ["redaction", "relecture", "traduction", "formations", "label", "administration"])
def test_each_role_enters_and_reads_the_guide_of_the_editors(log_in, login):
    page = log_in(login)
    page.goto("/admin/editor-guide/")
    assert page.locator("h1").inner_text() == "Guide de rédaction"
