"""A mail is registered once, under a name of its own; what is said of mails is derived from their records."""

from dataclasses import replace

import pytest

from core.mails import record
from core.mails.letter import Letter
from core.mails.record import (
    Mail,
    UnknownMail,
    all_mails,
    asked_by_anybody,
    mail_named,
    private_names,
    register,
    team_mails,
)
from core.models import OutboxMail


@pytest.fixture(autouse=True)
def _no_mails(monkeypatch):
    monkeypatch.setattr(record, "REGISTRY", {})


def make(name="test", **changes):
    return Mail(
        name=name,
        label="A mail of the tests",
        application="lending",
        tell=lambda row: Letter(),
        example=lambda language: Letter(),
        **changes,
    )


def test_registered_mails_are_found_and_listed_in_their_order():
    second, first = make("b"), make("a")
    register(second, first)
    assert (mail_named("a"), mail_named("b"), all_mails()) == (first, second, [second, first])


def test_unknown_mail_is_said():
    with pytest.raises(UnknownMail):
        mail_named("forgotten")


def test_name_belongs_to_one_mail():
    mail = make()
    register(mail)
    register(mail)
    with pytest.raises(ValueError, match="'test' is registered already"):
        register(replace(mail, label="Another"))
    assert all_mails() == [mail]


def test_mails_that_anybody_can_ask_for_are_those_whose_record_says_so():
    register(make("b", asked_by_anybody=True), make("c"), make("a", asked_by_anybody=True))
    assert asked_by_anybody() == ["b", "a"]


def test_mail_without_hooks_has_nothing_to_do():
    plain = make()
    assert [plain.sent(None, None), plain.failed(None, None), plain.corrected(None, "")] == [None, None, None]


def test_private_mail_is_the_one_whose_address_is_found_when_it_leaves():
    plain, private = make("plain"), make("private", addressee=lambda row: "found@commune.example")
    register(plain, private)
    assert (team_mails(), private_names()) == ([plain], ["private"])
    row = OutboxMail(recipient="written@commune.example")
    assert [mail.address_for(row) for mail in all_mails()] == ["written@commune.example", "found@commune.example"]
