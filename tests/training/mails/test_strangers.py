"""Nobody makes the site write to a stranger: what somebody typed goes to addresses whose owners confirmed them."""

import copy

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from core.enums import Language
from core.mails.record import all_mails
from core.mails.rendering import render
from core.mails.wording import Text, checked
from core.models import MailText
from core.outbox.envelope import compose
from tests.factories.training import sign_up
from tests.training.mails.made import NOW, mail_about, make_mail, make_session
from training.mails.table import MAILS
from training.models import AccessNeed, SignUp
from training.rules.mail_names import MailName
from training.rules.states import ACTIVE, SignUpState

pytestmark = pytest.mark.django_db

CANARY = "Serin"
#: Every placeholder that there is, as an old text of the team may hold it.
ALL_HOLDERS = " ".join(
    f"{{{name}}}" for name in sorted({holder.name for mail in MAILS for holder in mail.placeholders})
)
NAMING_NOBODY = {MailName.CONFIRM_ADDRESS, MailName.SEAT_RECEIVED, MailName.ADDRESS_CORRECTED}


@pytest.fixture(autouse=True)
def _at_new_year():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def shared_session(shared_home):
    return make_session()


@pytest.fixture
def session(shared_session, db):
    return copy.deepcopy(shared_session)


def mail_of_typed_words(session, which, **confirmed):
    """Any mail, everything in it that can be typed being a canary, in the words of an old text of the team.

    :param confirmed: columns of the sign-ups that say whether their address is confirmed.
    """
    MailText.objects.create(mail=which, language="fr", subject="{collègue} {personne}", body=f"Bonjour {ALL_HOLDERS}.")
    mail = make_mail(session, which, name=f"{CANARY}-Lambert")
    rows = SignUp.objects.all()
    rows.filter(name="Ali Bruckner").update(name=f"{CANARY}-Bruckner")
    answer = {"question": "", "label": CANARY, "value": CANARY}
    rows.update(organisation=CANARY, function=CANARY, answers=[answer], **confirmed)
    AccessNeed.objects.bulk_create(AccessNeed(sign_up=row, text=CANARY) for row in rows)
    return mail


def bytes_of(mail):
    """A mail as it travels: headers, texts and calendars, decoded."""
    with translation.override(mail.language):
        message = compose(mail, render(mail)).message()
    headers = [f"{name}: {value}" for part in message.walk() for name, value in part.items()]
    bodies = [part.get_payload(decode=True).decode() for part in message.walk() if not part.is_multipart()]
    return "\n".join([*headers, str(message["Subject"]), *bodies])


@pytest.mark.parametrize("which", list(MailName))
def test_no_typed_word_is_in_a_mail_to_an_address_that_nobody_has_confirmed(session, which):
    mail = mail_of_typed_words(session, which, address_confirmed_at=None)
    assert CANARY not in bytes_of(mail)


@pytest.mark.parametrize("which", list(MailName))
def test_a_confirmed_address_reads_names_and_no_other_typed_word(session, which):
    mail = mail_of_typed_words(session, which, address_confirmed_at=timezone.now())
    found = bytes_of(mail)
    assert (f"{CANARY}-Lambert" in found.replace("\r\n ", "")) == (which not in NAMING_NOBODY - WITH_CALENDAR)
    assert found.count(CANARY) == found.count(f"{CANARY}-Lambert") + found.count(f"{CANARY}-Bruckner")


#: The entry of somebody’s own calendar names them, once they have confirmed.
WITH_CALENDAR = {MailName.SEAT_RECEIVED, MailName.ADDRESS_CORRECTED}


@pytest.mark.parametrize("which", list(MailName))
def test_somebody_elses_confirmation_of_a_shared_mailbox_confirms_nothing(session, which):
    mail = mail_of_typed_words(session, which, address_confirmed_at=None)
    sign_up(session, "cancelled", name="Dan Parti", email=mail.recipient)
    assert CANARY not in bytes_of(mail)


@pytest.mark.parametrize("state", [state for state in SignUpState if state not in ACTIVE])
def test_a_copy_to_another_address_names_nobody(session, state):
    row = sign_up(session, state, name=f"{CANARY}-Lambert")
    mail = mail_about(row, MailName.SESSION_FULL)
    mail.recipient, mail.recipient_key = "ailleurs@commune.example", "ailleurs@commune.example"
    mail.save()
    assert CANARY not in bytes_of(mail)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("mail", [mail for mail in all_mails() if mail.barred], ids=lambda mail: mail.name)
def test_the_team_cannot_write_a_typed_word_into_these(mail, language):
    for name in mail.barred:
        with translation.override(language), pytest.raises(ValidationError) as refused:
            checked(mail, Text(f"Objet {{{name}}}", f"{{{name}}} {{situation}}"))
        assert set(refused.value.message_dict) == {"subject", "body"}
        assert f"{{{name}}}" in refused.value.message_dict["subject"][0]


def test_what_is_barred_and_what_is_typed_are_one_list():
    typed = {holder.name for mail in all_mails() for holder in mail.placeholders if holder.is_typed}
    assert typed == {"personne", "collègue"}
    assert {mail.name: set(mail.barred) & typed for mail in all_mails() if mail.barred} == {
        name: {"personne"} for name in NAMING_NOBODY
    }
