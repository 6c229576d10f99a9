"""Sign-up forms in the admin: the training team writes them, and one that sessions use stays."""

import copy

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests.counting import queries_of
from tests.factories.core import UserFactory
from tests.factories.roles import member_of
from tests.factories.training import SessionPageFactory, SignUpFormFactory, make_course, question
from tests.factories.translations import translate
from training.models import SignUpForm, SignUpQuestion

pytestmark = pytest.mark.django_db

INDEX = "signupform:index"


@pytest.fixture(scope="module")
def shared_session(shared_home):
    return SessionPageFactory(parent=make_course(), title="Metz", sign_up_form=SignUpFormFactory(title="Habituel"))


@pytest.fixture
def session(shared_session, db):
    return copy.deepcopy(shared_session)


def log_in(client, who):
    """Somebody of a role, or a superuser."""
    client.force_login(UserFactory(is_superuser=True) if who == "superuser" else member_of(who))


def row(**changes):
    """A question as the admin’s form sends it."""
    words = {f"{name}_{code}": "" for name in ("label", "help", "options") for code in ("fr", "de", "en")}
    return words | {"kind": "short_text", "label_fr": "Vos attentes ?"} | changes


def sent(*questions, initial=0, **changes):
    """What a browser sends for a sign-up form."""
    fields = {
        "title": "Formulaire",
        "organisation": "required",
        "organisation_kind": "optional",
        "department": "no",
        "function": "no",
        "questions": inline_formset(questions, initial=initial),
    }
    return nested_form_data(fields | changes)


def test_team_writes_a_form_with_its_questions(session, client):
    log_in(client, "formations")
    questions = row(), row(kind="one_choice", label_fr="Niveau ?", options_fr="Un\r\nDeux", is_required="on")
    response = client.post(reverse("signupform:add"), sent(*questions, is_default="on"))
    form = SignUpForm.objects.get(title="Formulaire")
    assert (response.status_code, form.is_default, form.organisation, form.asks_access_needs) == (
        302,
        True,
        "required",
        False,
    )
    assert list(form.questions.values_list("label_fr", "kind", "is_required")) == [
        ("Vos attentes ?", "short_text", False),
        ("Niveau ?", "one_choice", True),
    ]


def test_question_changed_in_the_admin_is_the_same_question(session, client):
    log_in(client, "formations")
    before = SignUpFormFactory(questions=[question("Avant")]).questions.get()
    data = sent(row(id=before.pk, label_fr="Après", ORDER=1), initial=1)
    assert client.post(reverse("signupform:edit", args=[before.form_id]), data).status_code == 302
    after = SignUpQuestion.objects.get(form_id=before.form_id)
    assert (after.uid, after.label_fr) == (before.uid, "Après")


@pytest.mark.parametrize(
    ("flaw", "field"),
    [
        ({"kind": "one_choice"}, "options_fr"),
        ({"kind": "one_choice", "options_fr": "Un"}, "options_fr"),
        ({"kind": "several_choices", "options_fr": "Un\r\nUn"}, "options_fr"),
        ({"kind": "one_choice", "options_fr": "Un\r\nDeux", "options_de": "Eins"}, "options_de"),
        ({"label_fr": ""}, "label_fr"),
    ],
)
def test_question_with_a_flaw_is_refused_beside_its_field(session, client, flaw, field):
    log_in(client, "formations")
    response = client.post(reverse("signupform:add"), sent(row(**flaw)))
    [errors] = response.context["form"].formsets["questions"].errors
    assert (response.status_code, list(errors), SignUpForm.objects.count()) == (200, [field], 1)


@pytest.mark.parametrize(("number", "status"), [(10, 302), (11, 200)])
def test_form_has_ten_questions_at_most(session, client, number, status):
    log_in(client, "formations")
    questions = [row(label_fr=f"Question {position}") for position in range(number)]
    assert client.post(reverse("signupform:add"), sent(*questions)).status_code == status


def test_second_default_form_is_refused(session, client):
    SignUpFormFactory(is_default=True)
    log_in(client, "formations")
    response = client.post(reverse("signupform:add"), sent(is_default="on"))
    assert (response.status_code, len(response.context["form"].non_field_errors())) == (200, 1)


@pytest.mark.parametrize("who", ["superuser", "formations", "administration"])
def test_form_that_a_session_uses_is_not_deleted_and_one_is_told(session, client, who):
    log_in(client, who)
    url = reverse("signupform:delete", args=[session.sign_up_form_id])
    page = BeautifulSoup(client.get(url).content, "html.parser")
    assert page.select(f"form[action='{url}']") == []
    response = client.post(url, follow=True)
    told = gettext("Sessions use this form: choose another one for them first.") in response.content.decode()
    assert (response.status_code, told, SignUpForm.objects.count()) == (200, True, 1)


@pytest.mark.parametrize("who", ["formations", "administration"])
def test_form_that_no_session_uses_is_deleted(session, client, who):
    form = SignUpFormFactory(questions=[question()])
    log_in(client, who)
    assert client.get(reverse("signupform:delete", args=[form.pk])).status_code == 200
    client.post(reverse("signupform:delete", args=[form.pk]))
    assert (SignUpForm.objects.filter(pk=form.pk).exists(), SignUpQuestion.objects.count()) == (False, 0)


@pytest.mark.parametrize("who", ["redaction", "relecture", "traduction", "label"])
def test_forms_are_written_by_no_other_role(session, client, who):
    log_in(client, who)
    assert client.get(reverse(INDEX)).status_code == 302
    client.post(reverse("signupform:add"), sent())
    client.post(reverse("signupform:delete", args=[SignUpFormFactory().pk]))
    assert SignUpForm.objects.count() == 2


@pytest.mark.parametrize(("who", "shown"), [("formations", True), ("label", False), ("redaction", False)])
def test_menu_leads_to_the_forms_those_who_may_write_them(session, client, who, shown):
    log_in(client, who)
    assert (reverse(INDEX) in client.get(reverse("wagtailadmin_home")).content.decode()) is shown


def test_form_is_not_copied(session, client):
    log_in(client, "superuser")
    url = reverse("signupform:edit", args=[session.sign_up_form_id]).replace("edit", "copy")
    assert client.get(url).status_code == 404


def test_list_counts_a_session_once_whatever_its_languages(session, client):
    translate(session, "de", slug="metz-de")
    log_in(client, "formations")
    [form] = client.get(reverse(INDEX)).context["object_list"]
    assert (form.sessions_count, form.questions_count) == (1, 0)


def test_list_costs_the_same_however_many_forms(session, client):
    log_in(client, "formations")
    one = len(queries_of(client, reverse(INDEX)))
    for _ in range(2):
        SignUpFormFactory(questions=[question()])
    assert len(queries_of(client, reverse(INDEX))) == one


@pytest.mark.parametrize("query", ["q=habit", "q=%00", "p=abc", "ordering=title"])
def test_list_answers_any_question(session, client, query):
    log_in(client, "formations")
    assert client.get(f"{reverse(INDEX)}?{query}").status_code == 200
