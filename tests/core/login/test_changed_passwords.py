"""A changed password is told, whichever screen or command changed it; each mail of an account has a whole example."""

import pytest
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.management.commands import changepassword
from django.core.management import call_command
from django.urls import reverse
from wagtail.admin.forms.auth import PasswordChangeForm

from core.enums import Language
from core.login import letters
from core.login.mails import MAILS, PASSWORD_CHANGED
from core.mails.rendering import preview
from core.mails.wording import shipped_text
from core.models import OutboxMail
from tests.core.desk.test_team import account_form, edit_url
from tests.factories.core import UserFactory

OLD, NEW = "mot-de-passe-des-tests", "une-toute-autre-phrase"


def by_somebody_who_administers(user, client, monkeypatch):
    client.force_login(UserFactory(is_superuser=True))
    client.post(edit_url(user), account_form(user, password1=NEW, password2=NEW))


def by_oneself(user, client, monkeypatch):
    fields = {"old_password": OLD, "new_password1": NEW, "new_password2": NEW}
    form = PasswordChangeForm(user, fields)
    assert form.is_valid(), form.errors
    form.save()


def by_a_reset(user, client, monkeypatch):
    form = SetPasswordForm(user, {"new_password1": NEW, "new_password2": NEW})
    assert form.is_valid(), form.errors
    form.save()


def by_the_command(user, client, monkeypatch):
    monkeypatch.setattr(changepassword.getpass, "getpass", lambda prompt: NEW)
    call_command("changepassword", user.username, verbosity=0)


@pytest.mark.django_db
@pytest.mark.parametrize("road", [by_somebody_who_administers, by_oneself, by_a_reset, by_the_command])
def test_holder_is_told_once_by_every_road(site_root, client, monkeypatch, road):
    user = UserFactory(username="camille")
    road(user, client, monkeypatch)
    user.refresh_from_db()
    told = list(OutboxMail.objects.values_list("kind", "context"))
    assert (user.check_password(NEW), told) == (True, [(PASSWORD_CHANGED, {"accounts": [user.pk]})])


@pytest.mark.django_db
@pytest.mark.parametrize("language", Language.values)
@pytest.mark.parametrize("mail", [*MAILS, *letters.MAILS], ids=lambda mail: mail.name)
def test_example_of_each_mail_is_whole(mail, language):
    message = preview(mail, shipped_text(mail, language), language)
    assert ("{" in message.text, "camille.exemple" in message.text) == (False, True)
    assert f"http://localhost:8000{reverse('wagtailadmin_password_reset')}" in message.text
