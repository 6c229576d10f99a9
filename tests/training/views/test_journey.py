"""The way of a participant through the pages, from the form to a withdrawal: no account, no cookie."""

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup

from core.models import OutboxMail
from tests.factories.training import SessionPageFactory, make_course, slot
from training.mails.links import Purpose, path_to
from training.models import SignUp
from training.rules.states import SignUpState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _december():
    with time_machine.travel("2026-12-01 09:00Z", tick=False):
        yield


@pytest.fixture
def session(site_root):
    return SessionPageFactory(parent=make_course(), seats=1, slots=[slot(datetime.date(2027, 1, 12))])


def test_participant_goes_from_the_form_to_a_seat_and_leaves_it(session, client, settings):
    settings.SIGN_UP_FORM_SECONDS = (0, 3600)
    page = BeautifulSoup(client.get(f"{session.url}inscription/").content, "html.parser")
    form = page.main.form
    data = {field["name"]: field.get("value", "") for field in form.find_all("input")}
    answer = client.post(
        form["action"],
        data
        | {
            "name": "Zoé Lambert",
            "email": "zoe@mairie-fictive.example",
            "organisation": "Mairie fictive",
            "department": "57",
            "function": "acheteuse",
            "organisation_kind": "*",
        },
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{session.url}inscription/demande/")
    assert client.get(answer.headers["Location"]).status_code == 200
    sign_up = SignUp.objects.get()
    assert sign_up.state == SignUpState.REQUESTED
    url = path_to("confirm", sign_up, Purpose.CONFIRM)
    assert len(BeautifulSoup(client.get(url).content, "html.parser").main.find_all("button")) == 1
    answer = client.post(url)
    assert answer.status_code == 303
    mine = answer.headers["Location"]
    assert client.get(mine).status_code == 200
    for name in ("cancel", "erase", "correct", "hand_over", "change", "calendar"):
        assert client.get(path_to(name, sign_up)).status_code == 200, name
    answer = client.post(path_to("cancel", sign_up))
    assert (answer.status_code, answer.headers["Location"]) == (303, mine)
    assert client.get(mine).status_code == 200
    sign_up.refresh_from_db()
    assert sign_up.state == SignUpState.CANCELLED
    assert [mail.kind for mail in OutboxMail.objects.order_by("pk")] == [
        "confirm_address",
        "seat_confirmed",
        "withdrawn",
    ]
    assert dict(client.cookies) == {}
