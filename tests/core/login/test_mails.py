"""What the site tells the holder of an account: to whoever has it when the mail leaves, and to nobody else."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail as sent_mails
from django.utils import timezone
from wagtail.users.models import UserProfile

from core.enums import Language
from core.login.mails import NEW_PASSWORD, PASSWORD_CHANGED, tell, write
from core.mail_states import MailError, MailState, PauseReason
from core.models import OutboxMail
from core.outbox.delivery import deliver_due
from core.outbox.pauses import pause
from tests.factories.core import UserFactory
from tests.whole_database import whole_database

pytestmark = pytest.mark.django_db

LINK = re.compile(r"http://localhost:8000(/admin/password_reset/confirm/(\w+)/([\w-]+)/)")
WORDS = {
    "fr": ("Choisissez un nouveau mot de passe", "Le mot de passe de votre compte a changé"),
    "de": ("Wählen Sie ein neues Passwort", "Das Passwort Ihres Kontos wurde geändert"),
    "en": ("Choose a new password", "The password of your account has changed"),
}


@pytest.fixture
def camille():
    return UserFactory(username="camille", email="Camille@commande-publique.example")


def states():
    return list(OutboxMail.objects.order_by("pk").values_list("state", "error_code"))


@pytest.mark.parametrize("language", Language.values)
def test_mails_speak_the_language_of_the_account(camille, language):
    UserProfile.objects.create(user=camille, preferred_language=language)
    tell(camille, NEW_PASSWORD)
    tell(camille, PASSWORD_CHANGED)
    deliver_due()
    assert tuple(mail.subject for mail in sent_mails.outbox) == WORDS[language]
    assert [mail.to for mail in sent_mails.outbox] == [["Camille@commande-publique.example"]] * 2


@pytest.mark.parametrize("chosen", [None, "", "es"])
def test_mails_are_french_for_whoever_has_chosen_no_language_of_the_site(camille, chosen):
    if chosen is not None:
        UserProfile.objects.create(user=camille, preferred_language=chosen)
    tell(camille, PASSWORD_CHANGED)
    assert OutboxMail.objects.get().language == "fr"


def test_link_is_made_when_its_mail_leaves_and_no_row_keeps_it(camille):
    tell(camille, NEW_PASSWORD)
    assert (OutboxMail.objects.get().recipient, OutboxMail.objects.get().context) == ("", {"accounts": [camille.pk]})
    deliver_due()
    (mail,) = sent_mails.outbox
    _address, _key, token = LINK.search(mail.body).groups()
    assert default_token_generator.check_token(camille, token)
    assert token in mail.alternatives[0].content
    row = OutboxMail.objects.get()
    assert (row.state, row.recipient, "[…]" in row.text) == (MailState.SENT, "", True)
    assert token.replace("-", "") not in whole_database()


def test_holder_of_two_accounts_gets_a_link_for_each(camille):
    other = UserFactory(username="camille-admin", email="camille@Commande-Publique.example")
    write(NEW_PASSWORD, [camille.pk, other.pk], "fr")
    deliver_due()
    body = sent_mails.outbox[0].body
    tokens = [token for _address, _key, token in LINK.findall(body)]
    checked = [default_token_generator.check_token(*pair) for pair in zip([camille, other], tokens, strict=True)]
    assert checked == [True, True]
    assert ["« camille »" in body, "« camille-admin »" in body] == [True, True]


def gone(user):
    user.delete()


def asleep(user):
    user.is_active = False
    user.save()


def without_address(user):
    user.email = ""
    user.save()


def without_password(user):
    user.set_unusable_password()
    user.save()
    OutboxMail.objects.filter(kind=PASSWORD_CHANGED).delete()


@pytest.mark.parametrize("changed", [gone, asleep, without_address, without_password])
def test_new_password_is_for_accounts_that_may_have_one_when_the_mail_leaves(camille, changed):
    tell(camille, NEW_PASSWORD)
    changed(camille)
    deliver_due()
    assert (states(), sent_mails.outbox) == ([(MailState.SKIPPED, MailError.NOT_RELEVANT)], [])


def test_mail_to_nobody_is_skipped():
    write(NEW_PASSWORD, [], None)
    deliver_due()
    assert states() == [(MailState.SKIPPED, MailError.NOT_RELEVANT)]


@pytest.mark.parametrize(("minutes", "state"), [(119, MailState.SENT), (121, MailState.SKIPPED)])
def test_new_password_that_was_asked_for_long_ago_is_not_sent(camille, minutes, state):
    tell(camille, NEW_PASSWORD)
    OutboxMail.objects.update(created_at=timezone.now() - timedelta(minutes=minutes))
    deliver_due()
    assert OutboxMail.objects.get().state == state


@pytest.mark.parametrize("reason", PauseReason)
@pytest.mark.parametrize("what", [NEW_PASSWORD, PASSWORD_CHANGED])
def test_no_pause_holds_what_the_holder_of_an_account_is_told(camille, reason, what):
    tell(camille, what)
    pause(reason=reason)
    deliver_due()
    assert (states(), len(sent_mails.outbox)) == ([(MailState.SENT, "")], 1)


def test_change_of_password_is_dated_when_it_happened(camille):
    camille.set_password("une-autre-phrase-longue")
    camille.save()
    OutboxMail.objects.update(created_at=timezone.datetime(2026, 11, 30, 8, 5, tzinfo=timezone.get_default_timezone()))
    deliver_due()
    body = sent_mails.outbox[0].body.replace("\n", " ")
    assert "« camille », dans l’espace des équipes, a changé : 30 novembre 2026, 8 h 05" in body


def test_account_that_is_made_or_saved_is_told_nothing(camille):
    camille.first_name = "Camille"
    camille.save()
    new = UserFactory.build()
    new.set_password("une-première-phrase")
    new.save()
    assert list(OutboxMail.objects.all()) == []


def test_stronger_hash_of_the_same_password_is_told_to_nobody(camille, settings):
    camille.set_password("une-autre-phrase-longue")
    camille.save()
    OutboxMail.objects.all().delete()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher", *settings.PASSWORD_HASHERS]
    before = camille.password
    assert camille.check_password("une-autre-phrase-longue")
    camille.refresh_from_db()
    assert (camille.password != before, OutboxMail.objects.count()) == (True, 0)
