"""A second application declares one mail, and has all the rest: it leaves, its text is edited, the journal knows it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from core.mails.record import asked_by_anybody
from core.models import MailText, OutboxMail
from core.outbox.delivery import deliver_due
from core.outbox.queue import enqueue, sent_today
from tests.factories.roles import member_of
from tests.lending.mails import LOAN_LENT
from tests.lending.models import Loan, LoanState

pytestmark = pytest.mark.django_db


@pytest.fixture
def loan():
    return Loan.objects.create(name="Léa Muller", email="lea@mairie-fictive.example")


@pytest.fixture
def team(site_root, client):
    client.force_login(member_of("administration"))


def write(loan, language="fr"):
    return enqueue(
        key=f"{LOAN_LENT}:{loan.pk}", mail=LOAN_LENT, recipient=loan.email, language=language, about=loan.public_id
    )


def text_url(language="fr"):
    return reverse("core_mail_text", args=[LOAN_LENT, language])


@pytest.mark.parametrize(
    ("language", "subject", "line"),
    [
        ("fr", "Votre mallette de jeux, Léa Muller", "La mallette de jeux est prête. Retirez-la à l’accueil."),
        ("de", "Ihr Spielekoffer, Léa Muller", "der Spielekoffer ist bereit. Holen Sie ihn am Empfang ab."),
        ("en", "Your case of games, Léa Muller", "The case of games is ready. Fetch it at the desk."),
    ],
)
def test_its_mail_leaves_in_the_language_of_the_person(loan, mailoutbox, language, subject, line):
    write(loan, language)
    assert deliver_due().counts == {"sent": 1}
    sent = mailoutbox[0]
    assert (sent.subject, sent.body.split("\n\n")[1]) == (subject, line)
    assert (sent.reply_to, sent.alternatives[0].content.count(f'lang="{language}"')) == (
        ["jeux@commande-publique.example"],
        1,
    )


def test_what_follows_is_done_when_it_has_left(loan, mailoutbox):
    write(loan)
    assert Loan.objects.get().state == LoanState.ASKED
    deliver_due()
    assert Loan.objects.get().state == LoanState.LENT


def test_what_follows_is_done_when_its_address_is_none(loan, mailoutbox):
    Loan.objects.update(email="lea")
    write(Loan.objects.get())
    assert deliver_due().counts == {"failed": 1}
    assert Loan.objects.get().state == LoanState.RETURNED


def test_it_is_skipped_when_it_has_nothing_true_to_say(loan, mailoutbox):
    row = write(loan)
    Loan.objects.update(state=LoanState.RETURNED)
    assert deliver_due().counts == {"skipped": 1}
    row.refresh_from_db()
    assert (row.last_error, mailoutbox) == ("The loan is over.", [])


def test_it_counts_towards_the_daily_limit_of_an_address(loan):
    write(loan)
    assert sent_today(loan.email, mails=asked_by_anybody()) == 1


def test_the_teams_own_words_are_checked_saved_and_leave(team, client, loan, mailoutbox):
    refused = client.post(text_url(), {"subject": "Prêt", "body": "Venez, {personne}."})
    assert (set(refused.context["form"].errors), MailText.objects.count()) == ({"body"}, 0)
    client.post(text_url(), {"subject": "Prêt : {emprunteur}", "body": "Venez. {retrait}"})
    write(loan)
    deliver_due()
    assert (mailoutbox[0].subject, mailoutbox[0].body.split("\n\n")[0]) == (
        "Prêt : Léa Muller",
        "Venez. Retirez-la à l’accueil.",
    )


def test_its_text_is_among_the_texts_with_its_placeholders_and_its_preview(team, client):
    listed = BeautifulSoup(client.get(reverse("core_mail_texts")).content, "html.parser")
    assert listed.select_one(f"a[href='{text_url()}']").find_parent("tr").th.get_text() == "Prêt accordé"
    response = client.get(text_url("de"))
    page = BeautifulSoup(response.content, "html.parser")
    assert [code.get_text() for code in page.select("main td code")] == ["{emprunteur}", "{retrait}"]
    assert [item.get_text() for item in page.select("main ul[lang=de] li")] == [
        "Holen Sie ihn am Empfang ab.",
        "Wir senden ihn Ihnen zu.",
    ]
    assert response.context["preview"].subject == "Ihr Spielekoffer, Camille Exemple"
    assert (Loan.objects.count(), OutboxMail.objects.count()) == (0, 0)


def test_the_journal_names_it_and_is_narrowed_to_it(team, client, loan):
    row = write(loan)
    page = BeautifulSoup(client.get(f"/admin/mails/?kind={LOAN_LENT}").content, "html.parser")
    chosen = page.select_one(f"select[name=kind] option[value={LOAN_LENT}]")
    assert (chosen.get_text(), chosen.has_attr("selected")) == ("Prêt accordé", True)
    shown = [link.get_text(strip=True) for link in page.select(f"main a[href='/admin/mails/{row.pk}/']")]
    assert "Prêt accordé" in shown


def test_no_migration_knows_the_mails():
    assert [field.choices for field in (MailText._meta.get_field("mail"), OutboxMail._meta.get_field("kind"))] == [
        None,
        None,
    ]
