"""Every mail in every language: whole, and about the right person."""

import re

import pytest
import time_machine
from django.utils import translation

from tests.training.mails.made import NAME, NOW, TITLE, make_mail, make_session
from training.mail_kinds import MailName
from training.mails.rendering import render

pytestmark = pytest.mark.django_db

KINDS = list(MailName)
LANGUAGES = ["fr", "de", "en"]


@pytest.fixture(autouse=True)
def _at_new_year():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def session(site_root):
    return make_session()


def rendered(mail):
    with translation.override(mail.language):
        return render(mail)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_is_whole(session, kind, language):
    message = rendered(make_mail(session, kind, language=language))
    for words in (message.text, message.html):
        assert NAME in words
        assert TITLE in words
        assert "Metz" in words
        assert re.findall(r"[{}]", re.sub(r"(?s)<style>.*?</style>", "", words)) == []
        assert "formations@commande-publique.example" in words
    assert f'<html lang="{language}">' in message.html
    assert (message.html.count("<h1>"), message.reply_to) == (1, "formations@commande-publique.example")
