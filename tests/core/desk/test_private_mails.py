"""What is between the site and the holder of an account is closed to those who run the mails, superusers included."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.enums import Language
from core.mail_states import MailState, PauseReason
from core.mails.record import private_names
from core.models import MailText, OutboxMail
from core.outbox.board import read_board
from core.outbox.pauses import pause
from tests.factories.core import UserFactory
from tests.factories.outbox import OutboxMailFactory
from tests.factories.roles import member_of

pytestmark = pytest.mark.django_db

READERS = ("formations", "administration", "superuser")
PAGES = ("mail", "retry", "correct", "skip")


@pytest.fixture(params=READERS)
def reader(request, site_root, noted, client):
    is_superuser = request.param == "superuser"
    client.force_login(UserFactory(is_superuser=True) if is_superuser else member_of(request.param))


@pytest.fixture
def rows():
    """Each private mail in each state, long due."""
    then = timezone.now() - timedelta(hours=1)
    more = {MailState.SENT: {"sent_at": then}}
    return [
        OutboxMailFactory(kind=name, recipient="", state=state, next_try_at=then, **more.get(state, {}))
        for name in private_names()
        for state in MailState
    ]


@pytest.mark.usefixtures("reader")
def test_journal_neither_lists_shows_nor_resends_them(rows, client):
    open_mail = OutboxMailFactory(state=MailState.FAILED)
    page = client.get(reverse("core_outbox"))
    assert [mail.pk for mail in page.context["object_list"]] == [open_mail.pk]
    kinds = [value for value, _label in page.context["view"].filters.form.fields["kind"].choices]
    assert set(kinds) & set(private_names()) == set()
    before = list(OutboxMail.objects.order_by("pk").values())
    addresses = [reverse(f"core_outbox_{name}", args=[row.pk]) for row in rows for name in PAGES]
    answers = {client.get(address).status_code for address in addresses}
    answers |= {client.post(address, {"address": "voleur@commune.example"}).status_code for address in addresses[1::4]}
    assert (answers, list(OutboxMail.objects.order_by("pk").values())) == ({404}, before)


@pytest.mark.usefixtures("reader")
def test_their_words_are_nobodys_to_change(client):
    names = private_names()
    assert all(name not in client.get(reverse("core_mail_texts")).content.decode() for name in names)
    for name in names:
        for language in Language.values:
            for page in ("core_mail_text", "core_restore_mail_text"):
                address = reverse(page, args=[name, language])
                assert client.post(address, {"subject": "Autre", "body": "Autre"}).status_code == 404
    assert MailText.objects.count() == 0


@pytest.mark.usefixtures("noted")
def test_board_does_not_count_them(rows):
    board = read_board()
    assert (board.waiting, board.failed, board.oldest_due, board.is_late) == (0, 0, None, False)


def test_end_of_a_pause_counts_what_the_team_sees(rows, site_root, noted, client):
    client.force_login(member_of("formations"))
    OutboxMailFactory()
    pause(reason=PauseReason.STAFF)
    assert "1 message part aussitôt." in client.get(reverse("core_outbox_resume")).content.decode()
