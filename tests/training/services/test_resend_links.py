import pytest

from core.models import OutboxMail
from training.services.resend_links import resend_links

pytestmark = pytest.mark.django_db


def test_links_are_asked_for_whatever_the_address(clock):
    resend_links(email="Nobody@mairie-fictive.example", language="de")
    mail = OutboxMail.objects.get()
    assert (mail.kind, mail.recipient, mail.language) == ("links", "Nobody@mairie-fictive.example", "de")
    assert (mail.about, mail.context, mail.key.partition(":")[0]) == (None, {}, "links")


def test_address_gets_its_links_no_more_often_than_its_daily_limit(clock, settings):
    settings.SIGN_UP_MAILS_A_DAY = 2
    for _time in range(3):
        resend_links(email="mairie@commune.example", language="fr")
    resend_links(email="other@commune.example", language="fr")
    recipients = OutboxMail.objects.order_by("pk").values_list("recipient", flat=True)
    assert list(recipients) == ["mairie@commune.example"] * 2 + ["other@commune.example"]
