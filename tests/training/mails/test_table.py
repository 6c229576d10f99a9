"""The table of mails: one record a name, and what it says is what the mail does."""

import pytest
from django.utils import translation

from core.mails.record import asked_by_anybody, mail_named
from training.mails.table import MAILS
from training.rules.mail_names import MailName


def test_every_name_has_one_record_and_is_known_to_the_outbox():
    assert [mail.name for mail in MAILS] == list(MailName)
    assert [mail_named(name) for name in MailName] == list(MAILS)


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.name)
def test_a_letter_fills_the_placeholders_of_its_mail_and_no_others(site_root, mail):
    with translation.override("de"):
        letter = mail.example("de")
    assert set(letter.values) - set(mail.barred) == {placeholder.name for placeholder in mail.placeholders}


def test_mails_that_anybody_can_ask_for_are_limited_each_day():
    ours = {mail.name for mail in MAILS}
    limited = [name for name in asked_by_anybody() if name in ours]
    assert limited == [MailName.CONFIRM_ADDRESS, MailName.ALREADY_SIGNED_UP, MailName.LINKS]


#: Addresses that nobody has confirmed: no word that somebody typed.
UNCONFIRMED = ("confirm_address", "seat_received", "address_corrected")
#: For each mail: what it may hold beyond what all have; what it must hold (!), what is too long for a subject (…).
WRITTEN = """
    confirm_address    échéance
    already_signed_up  situation!…
    seat_confirmed
    waiting            rang situation…
    session_full
    offer              échéance situation…
    offer_lapsed
    offer_declined
    withdrawn          situation!…
    session_cancelled  motif!… situation!…
    session_moved      situation!…
    handed_over        collègue
    seat_received
    other_session      ancienne-session
    address_corrected  situation…
    reminder           délai
    queue_closed
"""


def test_placeholders_are_those_that_somebody_wrote_out():
    written = {line.split()[0]: line.split()[1:] for line in WRITTEN.strip().splitlines()}
    everybody = ["personne", "formation", "dates", "contact"]
    shown = {
        mail.name: [
            f"{holder.name}{'!' * holder.required}{'' if holder.in_subject else '…'}" for holder in mail.placeholders
        ]
        for mail in MAILS
    }
    expected = {
        name: [*(word for word in everybody if word != "personne" or name not in UNCONFIRMED), *own]
        for name, own in written.items()
    }
    assert shown == expected | {"links": ["contact"]}
