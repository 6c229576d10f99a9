"""What the words of a mail server mean. What follows from them: test_outcomes.py."""

import smtplib
import ssl

import pytest

from core.outbox.answers import Scope, judge_opening, judge_sending

ZOE = "zoe.lambert@mairie.example"


def verdict(found):
    return found.scope, found.code


def to_recipient(code, answer=b"no"):
    return judge_sending(smtplib.SMTPRecipientsRefused({ZOE: (code, answer)}), ZOE)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConnectionRefusedError(111, "Connection refused"), "server-down"),
        (smtplib.SMTPConnectError(421, b"later"), "server-down"),
        (smtplib.SMTPConnectError(499, b"later"), "server-down"),
        (smtplib.SMTPConnectError(500, b"never"), "server-settings"),
        (smtplib.SMTPAuthenticationError(535, b"wrong"), "server-settings"),
        (smtplib.SMTPNotSupportedError("no STARTTLS"), "server-settings"),
        (ssl.SSLCertVerificationError("expired"), "server-settings"),
    ],
)
def test_connection_that_fails_is_the_server_s_affair(error, code):
    assert verdict(judge_opening(error)) == (Scope.SERVER, code)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (420, (Scope.LATER, "later")),
        (421, (Scope.LATER, "dropped")),
        (422, (Scope.LATER, "later")),
        (499, (Scope.LATER, "later")),
        (500, (Scope.FINAL, "recipient-refused")),
        (501, (Scope.FINAL, "recipient-refused")),
        (529, (Scope.FINAL, "recipient-refused")),
        (530, (Scope.SERVER, "server-settings")),
        (531, (Scope.FINAL, "recipient-refused")),
        (533, (Scope.FINAL, "recipient-refused")),
        (534, (Scope.SERVER, "server-settings")),
        (535, (Scope.SERVER, "server-settings")),
        (536, (Scope.FINAL, "recipient-refused")),
        (537, (Scope.FINAL, "recipient-refused")),
        (538, (Scope.SERVER, "server-settings")),
        (539, (Scope.FINAL, "recipient-refused")),
    ],
)
def test_recipient_is_refused_for_ever_for_now_or_not_at_all(code, expected):
    assert verdict(to_recipient(code)) == expected


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (smtplib.SMTPDataError(554, b"spam"), (Scope.FINAL, "message-refused")),
        (smtplib.SMTPDataError(451, b"later"), (Scope.LATER, "later")),
        (smtplib.SMTPHeloError(499, b"later"), (Scope.SERVER, "later")),
        (smtplib.SMTPHeloError(500, b"who"), (Scope.SERVER, "server-settings")),
        (smtplib.SMTPSenderRefused(550, b"no", "site@example.org"), (Scope.SERVER, "server-settings")),
        (smtplib.SMTPSenderRefused(451, b"later", "site@example.org"), (Scope.SERVER, "later")),
        # Said to the sender, but of this mail: the line is closed, the mail is too big.
        (smtplib.SMTPSenderRefused(421, b"bye", "site@example.org"), (Scope.LATER, "dropped")),
        (smtplib.SMTPSenderRefused(552, b"too big", "site@example.org"), (Scope.FINAL, "message-refused")),
        (smtplib.SMTPSenderRefused(551, b"no", "site@example.org"), (Scope.SERVER, "server-settings")),
        (smtplib.SMTPServerDisconnected("gone"), (Scope.LATER, "dropped")),
        (TimeoutError(110, "timed out"), (Scope.LATER, "dropped")),
        (smtplib.SMTPRecipientsRefused({}), (Scope.LATER, "later")),
    ],
)
def test_refusal_that_would_hit_every_mail_costs_none(error, expected):
    assert verdict(judge_sending(error, ZOE)) == expected


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (b"5.1.1 <zoe.lambert@mairie.example> unknown", "550 5.1.1 <…> unknown"),
        (b"no ZOE.LAMBERT here", "550 no … here"),
        (b"xzoe.lambert y", "550 xzoe.lambert y"),
        (b"zoe.lamberts y", "550 zoe.lamberts y"),
        (b"ask (other@host.example)", "550 ask (…)"),
        (b"two\r\nlines\x00 and   spaces", "550 two lines and spaces"),
        ("déjà", "550 déjà"),
        (b"\xff", "550 �"),
    ],
)
def test_words_of_a_server_are_kept_on_a_line_and_name_nobody(answer, text):
    assert to_recipient(550, answer).text == text


def test_words_of_a_server_are_cut():
    assert to_recipient(550, b"a" * 400).text == "550 " + "a" * 296


def test_address_without_a_name_before_its_sign_takes_nothing_else_out():
    error = smtplib.SMTPDataError(554, b"no mail for nobody")
    assert judge_sending(error, "@mairie.example").text == "554 no mail for nobody"


def test_words_of_a_machine_are_its_error_and_no_path():
    assert judge_opening(ConnectionRefusedError(111, "Connection refused", "/run/smtp")).text == (
        "ConnectionRefusedError Connection refused"
    )
    assert judge_opening(smtplib.SMTPServerDisconnected("at 192.0.2.7")).text == "SMTPServerDisconnected"
    assert judge_opening(OSError(1, "b" * 400)).text == "PermissionError " + "b" * 284
    assert judge_opening(smtplib.SMTPConnectError(421, b"host a@b.example")).text == "421 host …"
