"""What must not be in a log is not in what the console writes."""

import io
import logging
from uuid import UUID

import pytest
from django.http import Http404, HttpResponse
from django.urls import path, reverse
from hypothesis import example, given
from hypothesis import strategies as st

from config import urls
from core.links import token_for
from core.log_filters import PrivacyFilter, redact, watch_web_server

NUMBER = UUID("2b1c5e0a-7a51-4c55-9a0f-3f5a1d0c7b11")
TOKEN = "qQrPrquc5MlH_scsYRddyCk72P-"
MAIL = "zoe.exemple+formation@mairie.example"


def refuse(request, public_id, token):
    raise Http404


def fail(request, public_id, token):
    raise LookupError(f"nothing for {request.path}, asked by {MAIL}")


def forget_argument(request, public_id, token):
    return HttpResponse(reverse("lost", kwargs={"token": token, "key": public_id}))


urlpatterns = [
    path("inscriptions/offre/<uuid:public_id>/<str:token>/", refuse),
    path("anmeldungen/angebot/<uuid:public_id>/<str:token>/", fail),
    path("sign-ups/offer/<uuid:public_id>/<str:token>/", forget_argument),
    *urls.urlpatterns,
]


@pytest.fixture
def console():
    """What the console's handler writes from now on."""
    handler = next(handler for handler in logging.getLogger("django").handlers if handler.name == "console")
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def line(logger: str, *arguments, **options) -> None:
    logging.getLogger(logger).error(*arguments, **options)


@pytest.mark.usefixtures("site_root")
@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        (f"/inscriptions/offre/{NUMBER}/{TOKEN}/", 404, f"Not Found: /inscriptions/offre/{NUMBER}/[token]/"),
        # Leads nowhere: the token is no less right.
        (f"/Inscription/{str(NUMBER).upper()}/{TOKEN}/", 404, f"Not Found: /Inscription/{str(NUMBER).upper()}/[token]"),
        (f"/inscriptions/offre/{NUMBER}/{TOKEN[:-1]}/", 404, f"/{NUMBER}/[token]/"),
        (
            f"/anmeldungen/angebot/{NUMBER}/{TOKEN}/",
            500,
            f"LookupError: nothing for /anmeldungen/angebot/{NUMBER}/[token]/",
        ),
        (f"/sign-ups/offer/{NUMBER}/{TOKEN}/", 500, "NoReverseMatch: Reverse for 'lost' not found."),
    ],
)
def test_request_that_fails_is_logged_without_its_token(client, settings, console, address, status, said):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    assert client.get(address).status_code == status
    assert said in console.getvalue()
    assert TOKEN[:-1] not in console.getvalue()
    assert MAIL not in console.getvalue()


@pytest.mark.parametrize("logger", ["django.request", "training.services", "core.outbox", ""])
def test_every_logger_passes_by_the_filter(console, logger):
    roots = [handler for handler in logging.getLogger().handlers if handler.name == "console"]
    before = roots[0].setStream(console)
    try:
        line(logger, "Refused: %s", MAIL)
    finally:
        roots[0].setStream(before)
    assert console.getvalue().endswith("Refused: [e-mail]\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"/x/{NUMBER}/{TOKEN}/", f"/x/{NUMBER}/[token]/"),
        (f"/x/{NUMBER}/{TOKEN}. Then", f"/x/{NUMBER}/[token]. Then"),
        (f"?next=%2Fx%2F{NUMBER}%2F{TOKEN}%2F", f"?next=%2Fx%2F{NUMBER}%2F[token]%2F"),
        (f"(UUID('{NUMBER}'), '{TOKEN}')", f"(UUID('{NUMBER}'), '[token]')"),
        (f"{{'public_id': '{NUMBER}', 'token': '{TOKEN}'}}", f"{{'public_id': '{NUMBER}', 'token': '[token]'}}"),
        (f"token={TOKEN}&x=1", "token=[token]&x=1"),
        (
            "/admin/password_reset/confirm/MQ/d1w2e3-0123456789abcdef0123456789abcdef/",
            "/admin/password_reset/confirm/MQ/[token]/",
        ),
        # What is not private stays, to find what is wrong.
        (f"/admin/x/{NUMBER}/edit/", f"/admin/x/{NUMBER}/edit/"),
        ("/formations/achats-responsables-en-collectivite/", "/formations/achats-responsables-en-collectivite/"),
        ("the token is wrong", "the token is wrong"),
        (
            'File "/srv/site/core/links.py", line 7, in f\n    @cached_property',
            'File "/srv/site/core/links.py", line 7, in f\n    @cached_property',
        ),
        (f"{{'{MAIL}': (550, b'no')}}", "{'[e-mail]': (550, b'no')}"),
        (f"To: Zoé <{MAIL}>,other@commune.example;", "To: Zoé <[e-mail]>,[e-mail];"),
        ("?email=zoe%40mairie.example&x", "?email=[e-mail]&x"),
        ("d’été@mairie.example o'brien@mairie.example", "[e-mail] [e-mail]"),
        (
            "duplicate key\nDETAIL:  Key (session_key, person_key)=(7, zoé (exemple)) already exists.\n",
            "duplicate key\nDETAIL:  Key (session_key, person_key)=(…) already exists.\n",
        ),
        ("DETAIL:  Failing row contains (1, Zoé,\n 06 00 (x)).\nnext", "DETAIL:  Failing row contains (…)\nnext"),
    ],
)
def test_redaction_takes_out_what_is_private_and_no_more(text, expected):
    assert redact(text) == expected


def test_redaction_knows_the_tokens_that_are_given():
    for version in range(50):
        token = token_for("manage", NUMBER, version)
        assert token not in redact(f"Not Found: /x/{NUMBER}/{token}/")


def test_line_of_wrong_arguments_is_written_without_them(console, capsys):
    line("django.request", "%d seats for", MAIL)
    assert console.getvalue().endswith("A line that could not be put together: '%d seats for'\n")
    assert MAIL not in capsys.readouterr().err


def test_stack_is_redacted(console):
    line("django.request", "x", stack_info=MAIL == "")
    record = logging.LogRecord("x", logging.ERROR, "x", 1, "x", (), None, sinfo=f"Stack: {MAIL}")
    PrivacyFilter().filter(record)
    assert record.stack_info == "Stack: [e-mail]"


def test_web_server_has_the_filter_once():
    watch_web_server()
    filters = logging.getLogger("gunicorn.error").filters
    assert [type(known) for known in filters] == [PrivacyFilter]


def test_web_server_is_logged_without_tokens(caplog):
    logger = logging.getLogger("gunicorn.error")
    logger.addHandler(caplog.handler)
    try:
        line("gunicorn.error", "Error handling request %s", f"/x/{NUMBER}/{TOKEN}/")
    finally:
        logger.removeHandler(caplog.handler)
    assert set(caplog.messages) == {f"Error handling request /x/{NUMBER}/[token]/"}


@given(st.text(), st.one_of(st.text(), st.integers(), st.none()))
@example("%s %s", "x")
def test_any_line_passes(text, argument):
    record = logging.LogRecord("x", logging.ERROR, "x", 1, text, (argument,), None)
    assert PrivacyFilter().filter(record) is True
    assert record.getMessage() == record.msg


@pytest.mark.parametrize("piece", ["a", f"{NUMBER}/", "a@", "@", "Key (", "Failing row contains (", "token=", "a%40"])
def test_long_line_is_redacted_in_one_go(piece):
    """With the square of the time, this would last for hours."""
    assert redact(piece * 20_000)
