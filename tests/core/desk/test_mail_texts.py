"""The words of mails in the admin: who may change them, what is refused, what a preview shows."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import ModelLogEntry

from core.mails.record import mail_named, team_mails
from core.mails.wording import shipped_text
from core.models import MailText, OutboxMail
from tests.factories.roles import member_of
from tests.factories.training import make_course
from training.models import SignUp

pytestmark = pytest.mark.django_db

LIST = "core_mail_texts"
WAITING = mail_named("waiting")


@pytest.fixture
def team(site_root, client):
    make_course()
    user = member_of("formations")
    client.force_login(user)
    return user


def edit_url(name="waiting", language="de"):
    return reverse("core_mail_text", args=[name, language])


def restore_url(name="waiting", language="de"):
    return reverse("core_restore_mail_text", args=[name, language])


def page_of(response):
    return BeautifulSoup(response.content, "html.parser")


def actions():
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", "user", "data"))


def test_texts_are_not_changed_by_others(site_root, client):
    make_course()
    client.force_login(member_of("relecture"))
    urls = (reverse(LIST), edit_url(), restore_url())
    assert [client.get(url).status_code for url in urls] == [302, 302, 302]
    assert client.post(edit_url(), {"subject": "Neu", "body": "Neu."}).status_code == 302
    assert MailText.objects.count() == 0
    assert reverse(LIST) not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_list_shows_every_mail_in_every_language_and_whose_words_it_has(team, client):
    MailText.objects.create(mail="waiting", language="de", subject="Neu", body="Neu.")
    page = page_of(client.get(reverse(LIST)))
    rows = page.select("main table tbody tr")
    assert [len(row.select("td a")) for row in rows] == [3] * len(team_mails())
    assert len(page.select("main table small")) == 1
    assert page.select_one(f"a[href='{edit_url()}']").find_next_sibling("small") is not None


@pytest.mark.parametrize("path", ["nothing/fr", "waiting/it"])
def test_a_mail_or_a_language_that_is_none_is_not_found(team, client, path):
    assert client.get(f"{reverse(LIST)}{path}/").status_code == 404


def test_a_text_begins_with_the_shipped_one(team, client):
    form = client.get(edit_url()).context["form"]
    shipped = shipped_text(WAITING, "de")
    assert (form.initial["subject"], form.initial["body"]) == (shipped.subject, shipped.body)


def test_a_text_is_saved_and_the_log_says_who_not_what(team, client):
    response = client.post(edit_url(), {"subject": " Rang  {rang} ", "body": "Guten Tag.\r\n\r\nBis bald. "})
    text = MailText.objects.get()
    assert (response.status_code, response.url) == (302, edit_url())
    assert (text.mail, text.language, text.subject) == ("waiting", "de", "Rang {rang}")
    assert text.body == "Guten Tag.\n\nBis bald."
    assert actions() == [("core.change_mail_text", team.pk, {})]


def test_a_text_saved_again_unchanged_is_no_change(team, client):
    shipped = shipped_text(WAITING, "de")
    client.post(edit_url(), {"subject": shipped.subject, "body": shipped.body})
    assert (MailText.objects.count(), actions()) == (0, [])


def test_a_text_set_back_to_the_shipped_words_is_the_shipped_one(team, client):
    MailText.objects.create(mail="waiting", language="de", subject="Neu", body="Neu.")
    shipped = shipped_text(WAITING, "de")
    client.post(edit_url(), {"subject": shipped.subject, "body": shipped.body.replace("\n", "\r\n")})
    assert (MailText.objects.count(), [action for action, _user, _data in actions()]) == (
        0,
        ["core.restore_mail_text"],
    )


@pytest.mark.parametrize(
    ("subject", "body", "wrong"),
    [
        ("", "Text.", {"subject"}),
        ("Neu", "", {"body"}),
        ("Neu\x07", "Text.", {"subject"}),
        ("Neu", "Text\u202e.", {"body"}),
        ("Neu", "Guten Tag {nom}.", {"body"}),
        ("Neu {", "Guten Tag {personne.", {"subject", "body"}),
        ("{situation}", "Text.", {"subject"}),
        ("N" * 121, "T" * 4001, {"subject", "body"}),
    ],
)
def test_a_text_with_a_mistake_is_refused_in_words(team, client, subject, body, wrong):
    response = client.post(edit_url(), {"subject": subject, "body": body})
    assert (response.status_code, set(response.context["form"].errors)) == (200, wrong)
    assert response.context["preview"] is None
    assert MailText.objects.count() == 0


def test_a_text_lists_its_placeholders_and_no_others(team, client):
    page = page_of(client.get(edit_url("session_cancelled", "fr")))
    names = [code.get_text() for code in page.select("main td code")]
    assert names == ["{personne}", "{formation}", "{dates}", "{contact}", "{motif}", "{situation}"]
    assert len(page.select("main td strong")) == 2


def test_a_preview_shows_the_words_and_stores_nothing(team, client):
    words = {"subject": "Rang {rang}", "body": "Hallo {personne}, <b>{rang}</b>.", "preview": "1"}
    response = client.post(edit_url(), words)
    preview = page_of(response).select_one("main iframe")
    shown = BeautifulSoup(preview["srcdoc"], "html.parser")
    assert (response.status_code, preview["sandbox"], preview.get("src")) == (200, [], None)
    assert (shown.h1.get_text(), shown.main.p.get_text()) == ("Rang 3", "Hallo Camille Exemple, <b>3</b>.")
    assert "Hallo Camille Exemple, <b>3</b>." in page_of(response).select_one("main pre").get_text()
    counts = (MailText.objects.count(), OutboxMail.objects.count(), SignUp.objects.count())
    assert (counts, actions()) == ((0, 0, 0), [])


@pytest.mark.parametrize("language", ["fr", "de", "en"])
@pytest.mark.parametrize("name", [mail.name for mail in team_mails()])
def test_every_text_has_a_preview(team, client, name, language):
    preview = client.get(edit_url(name, language)).context["preview"]
    assert f'lang="{language}"' in preview.html
    assert (".example" in preview.text, "{" in preview.text, "None" in preview.text) == (True, False, False)


def test_restoring_asks_first(team, client):
    MailText.objects.create(mail="waiting", language="de", subject="Neu", body="Neu.")
    page = page_of(client.get(restore_url()))
    assert (MailText.objects.count(), len(page.select("main form[method=post] button.serious"))) == (1, 1)
    response = client.post(restore_url())
    assert (response.status_code, response.url, MailText.objects.count()) == (302, edit_url(), 0)
    assert [action for action, _user, _data in actions()] == ["core.restore_mail_text"]


def test_restoring_what_is_shipped_changes_nothing(team, client):
    for response in (client.get(restore_url()), client.post(restore_url())):
        page = page_of(response)
        assert (response.status_code, len(page.select("main form"))) == (200, 0)
        assert page.select_one("main [role=alert]").get_text(strip=True) == "Ce texte est le texte d’origine."
    assert actions() == []
