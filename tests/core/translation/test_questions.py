"""Questions of translators wait for those who write the French page, who answer them beside the text."""

import pytest
from django.urls import reverse

from core.models import PassageQuestion
from core.translation.questions import questions_waiting, unanswered
from core.waiting import waiting_for
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.translations import begin

pytestmark = pytest.mark.django_db


def ask(translation, text="Qui, au juste ?"):
    return PassageQuestion.objects.create(
        translation=translation, passage="Qui publie ce site.", text=text, asked_by=UserFactory()
    )


@pytest.fixture
def question(page):
    return ask(begin(page))


def address(question):
    return reverse("core_answer_question", args=[question.pk])


def test_question_waits_for_those_who_may_edit_the_french_page(question):
    [waiting] = questions_waiting(member_of("redaction"))
    assert (waiting.many, waiting.text, waiting.since) == (1, "1 question de traduction", question.asked_at)
    assert [(item.title, item.url, item.note) for item in waiting.items] == [("Mentions", address(question), "Deutsch")]
    assert waiting in waiting_for(member_of("relecture"))
    assert [source for source in waiting_for(member_of("suivi")) if source.text == waiting.text] == []


def test_questions_wait_at_the_same_cost_however_many(question, django_assert_num_queries):
    writer = member_of("redaction")
    list(unanswered(writer))
    with django_assert_num_queries(1):
        assert len(list(questions_waiting(writer))) == 1
    for number in range(2):
        ask(begin(ContentPageFactory(title=f"Autre {number}", slug=f"autre-{number}")))
    with django_assert_num_queries(1):
        [waiting] = questions_waiting(writer)
    assert (waiting.many, waiting.text) == (3, "3 questions de traduction")


def test_answer_says_what_was_asked_and_is_kept(client, question):
    writer = member_of("redaction")
    client.force_login(writer)
    text = client.get(address(question)).content.decode()
    assert "Qui publie ce site." in text
    assert "Qui, au juste ?" in text
    assert client.post(address(question), {"answer": "La Région."}).url == reverse("wagtailadmin_home")
    question.refresh_from_db()
    assert (question.answer, question.answered_by, list(unanswered(writer))) == ("La Région.", writer, [])
    assert question.answered_at is not None


def test_answer_is_given_once(client, question):
    client.force_login(member_of("redaction"))
    client.post(address(question), {"answer": "La Région."})
    response = client.post(address(question), {"answer": "Autre chose."})
    assert "Quelqu’un a déjà répondu à cette question." in response.content.decode()
    question.refresh_from_db()
    assert question.answer == "La Région."


def test_answer_without_words_is_asked_for_again(client, question):
    client.force_login(member_of("redaction"))
    assert client.post(address(question), {"answer": " "}).status_code == 200
    question.refresh_from_db()
    assert question.answer == ""


def test_question_about_the_whole_page_quotes_nothing(client, page):
    client.force_login(member_of("redaction"))
    question = PassageQuestion.objects.create(translation=begin(page), text="Pour qui ?")
    assert "«" not in client.get(address(question)).context["explanation"][0]


def test_answer_is_closed_to_those_who_may_not_edit_the_page(client, question):
    client.force_login(member_of("suivi"))
    assert client.get(address(question)).status_code in (302, 403)


def test_answer_about_a_page_that_is_gone_is_refused(client, question, page):
    client.force_login(UserFactory(is_superuser=True))
    type(page).objects.get(pk=page.pk).delete()
    assert client.get(address(question)).status_code in (302, 403, 404)


def test_question_keeps_its_words_when_somebody_leaves(question):
    question.asked_by.delete()
    question.refresh_from_db()
    assert (question.asked_by, str(question)) == (None, str(question.pk))
