"""What the server answers about dates while they are typed."""

import pytest
from django.urls import reverse

from tests.factories.roles import member_of

pytestmark = pytest.mark.django_db
URL = reverse("core_typed_dates")


@pytest.fixture
def ask(client, site_root):
    client.force_login(member_of("formations"))

    def ask(*pairs):
        response = client.get(URL, {"as": [kind for kind, _text in pairs], "text": [text for _kind, text in pairs]})
        assert response.status_code == 200
        return {key: words.replace("\u00a0", " ") for key, words in response.json().items()}

    return ask


@pytest.mark.parametrize(
    ("pairs", "answer"),
    [
        ([("day", "12.2.27")], {"understood": "vendredi 12 février 2027"}),
        ([("moment", "12/02/2027 9h30")], {"understood": "vendredi 12 février 2027 à 9 h 30"}),
        (
            [("day", "12/02/2027"), ("hour", "9h30"), ("hour", "12:30")],
            {"understood": "vendredi 12 février 2027, de 9 h 30 à 12 h 30"},
        ),
        ([("day", "12/02/2027"), ("hour", "9h30"), ("hour", "")], {"understood": "vendredi 12 février 2027, 9 h 30"}),
        ([("day", " ")], {"understood": ""}),
        ([], {"understood": ""}),
        (
            [("day", "30/02/2027"), ("hour", "9h30"), ("hour", "tard")],
            {
                "refused": "« 30/02/2027 » : Ce jour n’existe pas dans le calendrier. « tard » : Cette heure n’est pas "
                "comprise. Écrivez par exemple 9 h 30."
            },
        ),
    ],
)
def test_answer_says_what_was_understood_or_why_not(ask, pairs, answer):
    assert ask(*pairs) == answer


@pytest.mark.parametrize("question", [{"as": "day"}, {"as": "century", "text": "XXI"}, {"text": "9h"}])
def test_question_that_no_field_asks_is_refused(client, site_root, question):
    client.force_login(member_of("formations"))
    assert client.get(URL, question).status_code == 400


def test_only_the_team_may_ask(client):
    assert client.get(URL, {"as": "day", "text": "12/02/2027"}).status_code == 302


def test_asking_is_all_one_can_do(client, site_root):
    client.force_login(member_of("formations"))
    assert client.post(URL).status_code == 405
