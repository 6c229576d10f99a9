"""Every mail in every language: whole, about the right person, with nothing in it that must not be there."""

import copy
import re

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import MailText
from tests.factories.training import sign_up
from tests.training.mails.made import (
    NAME,
    NOW,
    TITLE,
    WITH_SEAT,
    link_to,
    mail_about,
    make_mail,
    make_session,
    rendered,
)
from training.models import SignUp
from training.rules.mail_names import MailName

pytestmark = pytest.mark.django_db

MAILS = list(MailName)
LANGUAGES = ["fr", "de", "en"]
#: What each mail asks its reader to do, or lets them do.
LINKS = {
    MailName.CONFIRM_ADDRESS: ["confirm"],
    MailName.OFFER: ["offer", "manage"],
    **dict.fromkeys(
        [
            MailName.ALREADY_SIGNED_UP,
            MailName.SEAT_CONFIRMED,
            MailName.SEAT_RECEIVED,
            MailName.OTHER_SESSION,
            MailName.ADDRESS_CORRECTED,
            MailName.LINKS,
            MailName.REMINDER,
            MailName.WAITING,
            MailName.SESSION_MOVED,
            MailName.QUEUE_CLOSED,
        ],
        ["manage"],
    ),
}
#: Nobody has confirmed the address that these go to: they name nobody.
TO_UNCONFIRMED = {MailName.CONFIRM_ADDRESS, MailName.SEAT_RECEIVED, MailName.ADDRESS_CORRECTED}
MEETING = "https://visio.example/salle"
#: Words that only one of the languages has: in a mail of another they would betray a text forgotten.
ONLY_IN = {
    "fr": r"\b(vous|votre|pour|avec|formation|jours|Bonjour)\b",
    "de": r"\b(Sie|Ihr|Ihre|der|und|nicht|Schulung|Guten)\b",
    "en": r"\b(you|your|the|and|with|course|Dear|Hello)\b",
}


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


def own_words(text):
    """A mail without addresses and without what comes from the pages: those are French here."""
    for foreign in (TITLE, "Maison des communes, 1 rue des Tests, 57000 Metz", "Ascenseur depuis la cour."):
        text = re.sub(re.sub(r" ", r"\\s+", re.escape(foreign).replace("\\ ", " ")), "", text)
    text = text.replace("Commande publique responsable", "")
    return re.sub(r"https?://\S+|\S+@\S+", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", MAILS)
def test_every_mail_is_whole(session, which, language):
    mail = make_mail(session, which, language=language)
    message = rendered(mail)
    html = BeautifulSoup(message.html, "html.parser")
    html.style.decompose()
    html.title.decompose()
    for words in (message.text.replace("\n", " "), html.get_text(" ")):
        place = "Maison des communes, 1 rue des Tests, 57000 Metz"
        wanted = [
            *([] if which in TO_UNCONFIRMED else [NAME]),
            TITLE,
            "2027",
            place,
            "formations@commande-publique.example",
        ]
        assert [want for want in wanted if want not in re.sub(r"[ \n]+", " ", words)] == []
        assert re.findall(r"[{}]", words) == []
    row = SignUp.objects.filter(name=NAME).latest("pk")
    personal = [a["href"] for a in html.select("a") if str(row.public_id) in a["href"]]
    assert personal == [link_to(row, purpose) for purpose in LINKS.get(which, [])]
    assert [address for address in personal if address not in message.text.splitlines()] == []
    assert (MEETING in message.text, MEETING in message.html) == (which in WITH_SEAT, which in WITH_SEAT)
    assert (html.html["lang"], len(html.select("h1")), html.h1.get_text()) == (language, 1, message.subject)
    assert (len(message.subject) <= 150, "\n" in message.subject) == (True, False)
    assert message.reply_to == "formations@commande-publique.example"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", MAILS)
def test_every_mail_is_in_one_language(session, which, language):
    message = rendered(make_mail(session, which, language=language))
    words = own_words(message.subject + "\n" + message.text)
    found = {code: len(re.findall(pattern, words)) for code, pattern in ONLY_IN.items()}
    assert {code for code, count in found.items() if count} == {language}


@pytest.mark.parametrize("which", MAILS)
def test_html_asks_nothing_of_anybody(session, which):
    html = BeautifulSoup(rendered(make_mail(session, which)).html, "html.parser")
    assert html.select("img, script, link, iframe, form, table, [src], [style], [onclick]") == []
    hosts = {re.sub(r"^https?://([^/]+).*", r"\1", a["href"]) for a in html.select("a")}
    assert hosts - {"localhost:8000", "visio.example"} == set()
    assert re.findall(r"url\(|@import", html.style.string) == []


def test_plain_text_has_short_lines_and_whole_addresses(session):
    lines = rendered(make_mail(session, MailName.SEAT_CONFIRMED)).text.splitlines()
    assert [line for line in lines if len(line) > 72 and not re.fullmatch(r"https?://\S+", line)] == []
    assert [line for line in lines if "http" in line and not re.fullmatch(r" *https?://\S+", line)] == []


def test_links_are_those_of_the_sign_up_in_the_language_of_the_person(session):
    mail = make_mail(session, MailName.SEAT_CONFIRMED, language="de")
    row = SignUp.objects.get(public_id=mail.about)
    assert link_to(row, "manage").startswith("http://localhost:8000/de/")
    assert link_to(row, "manage") in rendered(mail).text.splitlines()


def test_words_of_a_page_in_another_language_say_so(session):
    html = BeautifulSoup(rendered(make_mail(session, MailName.SEAT_CONFIRMED, language="de")).html, "html.parser")
    assert [(dd["lang"], dd.get_text()) for dd in html.select("dd[lang]")] == [
        ("fr", TITLE),
        ("fr", "Ascenseur depuis la cour."),
    ]


def test_the_teams_own_words_replace_the_shipped_ones(session):
    MailText.objects.create(mail="waiting", language="fr", subject="Rang {rang}", body="À bientôt {personne}.\n\nFin.")
    mail = make_mail(session, MailName.WAITING)
    row, message = SignUp.objects.get(public_id=mail.about), rendered(mail)
    assert (message.subject, message.text.split("\n\n")[:2]) == ("Rang 1", [f"À bientôt {NAME}.", "Fin."])
    # Whatever they wrote, the facts and the links are there.
    assert ("Maison des communes" in message.text, link_to(row, "manage") in message.text) == (True, True)
    assert "À bientôt" not in rendered(make_mail(session, MailName.WAITING, language="de", name="Ali")).text


@pytest.mark.parametrize("which", MAILS)
def test_a_mail_asks_few_questions(session, which):
    mail = make_mail(session, which)
    rendered(mail)
    with CaptureQueriesContext(connection) as captured:
        rendered(mail)
    assert len(captured) <= 25


def test_the_links_of_many_ask_no_more_questions_of_sessions(session):
    def asked(many):
        for number in range(many):
            row = sign_up(session, "confirmed", name=f"Agent {many} {number}", email="mairie@commune.example")
        mail = mail_about(row, MailName.LINKS)
        rendered(mail)
        with CaptureQueriesContext(connection) as captured:
            rendered(mail)
        return len(captured)

    assert asked(1) == asked(8)
