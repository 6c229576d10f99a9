"""Names and titles of any kind: the mail leaves, with one subject, and says nothing that it should not."""

import re
from dataclasses import replace

import pytest
import time_machine
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from core.mails.letter import Letter
from core.mails.record import mail_named
from core.mails.rendering import message_of
from core.mails.wording import Text, shipped_text
from core.models import OutboxMail
from tests.factories.training import make_course
from tests.training.mails.made import NOW, make_mail, make_session, rendered
from training.models import SignUp
from training.rules.mail_names import MailName

HOSTILE = [
    "Zoé\r\nBcc: x@evil.example",
    "{contact}",
    "{situation} {personne",
    '<script>alert("x")</script> & <b>Zoé</b>',
    "李明",
    "محمد",
    "O’Brien-Łukasz",
    "e\u0301milie",
    "👩‍🏫 Ada",
    "abc\u202edef",
    "é" * 200,
    "\x0b\x1c\x85\u2028",
    "https://evil.example/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_makes_a_mail_that_leaves(site_root, name):
    with time_machine.travel(NOW, tick=False):
        mail = make_mail(make_session(), MailName.SEAT_CONFIRMED, name="Zoé")
        # By force: no form lets most of these in.
        SignUp.objects.filter(public_id=mail.about).update(name=name)
        message = rendered(mail)
    html = BeautifulSoup(message.html, "html.parser")
    assert re.findall(r"[\r\n\v\f\x85\u2028\u2029]", message.subject) == []
    assert [tag.name for tag in html.select("script, b")] == []
    shown = " ".join(name.split())
    assert shown in " ".join(html.get_text(" ").split())
    assert "Bcc:" not in [line[:4] for line in message.text.splitlines()]
    assert [a["href"] for a in html.select("a") if "evil" in a["href"]] == []


@pytest.mark.django_db
def test_any_title_makes_one_short_line_of_a_subject(site_root):
    with time_machine.travel(NOW, tick=False):
        session = make_session(parent=make_course(title="É" * 240))
        subject = rendered(make_mail(session, MailName.REMINDER)).subject
    assert (len(subject), subject[-2:]) == (150, "É…")


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_value_is_in_the_mail_and_nowhere_else(name, course):
    letter = Letter(values={"personne": name, "formation": course})
    text = shipped_text(mail_named("seat_confirmed"), "fr")
    message = message_of(text, letter, "fr")
    empty = message_of(text, replace(letter, values={"personne": "", "formation": ""}), "fr")
    assert len(re.split(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", message.subject)) == 1
    tags = [[tag.name for tag in BeautifulSoup(html, "html.parser").find_all()] for html in (message.html, empty.html)]
    assert tags[0] == tags[1]
    # A value makes no paragraph.
    assert message.text.count("\n\n") == empty.text.count("\n\n")


@given(st.text(max_size=300))
def test_any_text_of_the_team_makes_a_mail(body):
    letter = Letter(values={"personne": "Zoé"})
    message = message_of(Text("Objet", body), letter, "fr")
    assert BeautifulSoup(message.html, "html.parser").h1.get_text() == "Objet"


def test_mails_hold_no_name_where_logs_could_read_it():
    assert str(OutboxMail(pk=7)) == "7"
