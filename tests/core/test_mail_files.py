"""Mails of a local machine are files that a mail program opens."""

import stat

import pytest
from django.core.mail import EmailMessage, get_connection

from core.mail_files import mail_file, mail_files, read_mail, written_at


@pytest.fixture
def folder(settings, tmp_path):
    settings.MAIL_DIR = tmp_path / "mails"
    return settings.MAIL_DIR


def write(*subjects) -> int:
    connection = get_connection("core.mail_files.EmailBackend")
    return connection.send_messages(
        [EmailMessage(subject, "Bonjour", "site@achats.example", ["zoe@mairie.example"]) for subject in subjects]
    )


def test_each_mail_is_a_file_that_only_its_owner_reads(folder):
    assert write("Un", "Deux") == 2
    assert [read_mail(path)["Subject"] for path in mail_files()] == ["Deux", "Un"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in mail_files()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(folder.glob("*.part")) == []


def test_name_of_a_file_says_when_it_was_written(folder, time_machine):
    time_machine.move_to("2026-03-02T08:30:00+00:00", tick=False)
    write("Un")
    assert written_at(mail_files()[0]).isoformat() == "2026-03-02T08:30:00+00:00"


def test_folder_that_does_not_exist_holds_no_mail(folder):
    assert mail_files() == []


@pytest.mark.parametrize("name", ["../db.sqlite3", "x.eml", "", "20260302-083000-000000-abcdef01.eml/..", "\x00"])
def test_name_leads_to_a_mail_or_nowhere(folder, name):
    write("Un")
    assert mail_file(name) is None
    assert mail_file(mail_files()[0].name) == mail_files()[0]
