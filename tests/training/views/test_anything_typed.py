"""Whatever is sent to the form has a clean answer: never an error of the site, never a trace of what was refused."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.links import issue_form_token
from core.models import OutboxMail
from tests.factories.training import sign_up
from tests.training.views.conftest import ZOE, main_of, nothing_written
from training.mails.links import path_to
from training.models import SignUp

pytestmark = pytest.mark.django_db

URLENCODED = "application/x-www-form-urlencoded"
ANYTHING = st.text(st.characters(codec=None, exclude_categories=["Cs"]), max_size=250)
HARD = [
    "\x00",
    "Zoé\r\nBcc: x@evil.example",
    "\u202eabc",
    "=1+1",
    "é",
    "e\u0301",
    "🙂",
    "李明",
    "محمد",
    "a" * 200,
    "a" * 5000,
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.dictionaries(
        st.sampled_from([*ZOE, "access_needs", "token", "website", "unknown"]), ANYTHING | st.sampled_from(HARD)
    )
)
def test_form_answers_anything_typed(session, browser, said):
    answer = browser.post(f"{session.url}inscription/", {**ZOE, "token": issue_form_token(), **said})
    assert answer.status_code in (200, 303)
    assert answer.status_code == 303 or main_of(answer).form is not None


@pytest.mark.parametrize("name", ["李明", "محمد", "O’Brien-Łukasz", "Zoe\u0301 Lambert", "Zoé 🙂", "Z" * 120])
def test_name_of_any_script_is_taken(send, name):
    assert (send(name=name).status_code, SignUp.objects.count()) == (303, 1)


@pytest.mark.parametrize("name", ["Zoé\r\nBcc: x@evil.example", "Zoé \u202eLambert", "Zoé\x00", "Z" * 201, ""])
def test_name_that_hides_something_is_refused_in_words(send, name):
    with nothing_written():
        answer = send(name=name)
    assert [link["href"] for link in main_of(answer).select(".error-summary a")] == ["#id_name"]


BODIES = {
    "five megabytes": b"name=" + b"a" * 5_000_000,
    "ten thousand fields": b"&".join(b"f%d=x" % number for number in range(10_000)),
    "ten thousand names": b"&".join([b"name=x"] * 10_000),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize("address", ["form", "own page"])
def test_what_is_no_form_of_ours_is_refused_before_it_is_read(session, browser, body, address):
    url = f"{session.url}inscription/" if address == "form" else path_to("correct", sign_up(session))
    with nothing_written():
        answer = browser.post(url, body, content_type=URLENCODED)
    assert (answer.status_code, "Le site n’a pas compris" in answer.content.decode()) == (400, True)


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"name=%FF%FE&email=%80", URLENCODED, 200),
        (b"\xff\xfe=\x80&name=\xe9", URLENCODED, 200),
        (b"", URLENCODED, 200),
        (b"name=x", "text/plain", 400),
        (b"{}", "application/json", 400),
        (b"name=x", "application/x-www-form-urlencoded; charset=utf-16", 400),
        (b"no boundary", "multipart/form-data", 400),
        (b"cut", "multipart/form-data; boundary=x", 200),
        (bytes(range(256)) * 8, URLENCODED, 200),
    ],
)
def test_bytes_that_are_no_text_have_a_clean_answer(session, browser, body, content_type, status):
    with nothing_written():
        answer = browser.post(f"{session.url}inscription/", body, content_type=content_type)
    assert answer.status_code == status


def test_field_that_nobody_asked_for_is_not_kept(send):
    assert send(state="confirmed", rank="1", session_key="x").status_code == 303
    kept = SignUp.objects.get()
    assert (kept.state, kept.rank) == ("requested", None)
    assert OutboxMail.objects.count() == 1


@pytest.mark.parametrize("field", ["organisation_kind", "department"])
def test_wrong_choice_is_refused_without_repeating_it(send, field):
    with nothing_written():
        answer = send(**{field: "<script>" * 20})
    assert [link["href"] for link in main_of(answer).select(".error-summary a")] == [f"#id_{field}"]
    assert b"&lt;script" not in answer.content
