"""What a machine is told about this one."""

import pytest
from django.db import DatabaseError
from django.db.migrations.recorder import MigrationRecorder

from core import health


def test_healthz_answers_without_a_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_healthz_is_never_kept(client):
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]


def test_healthz_refuses_a_post(client):
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_readyz_is_ready_when_all_is_migrated(client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_readyz_waits_for_migrations_and_says_no_more(client, caplog):
    MigrationRecorder.Migration.objects.filter(app="label_directory").delete()
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready\n")
    assert response.headers["Retry-After"] == "10"
    assert "migrations wait to be applied" in caplog.text


def test_readyz_without_database_says_no_more(client, monkeypatch, caplog):
    def refuse(*args):
        raise DatabaseError("could not connect to db.example.org as site")

    monkeypatch.setattr(health, "MigrationExecutor", refuse)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready\n")
    assert "db.example.org" not in caplog.text
