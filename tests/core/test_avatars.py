"""The picture that somebody of the team gives of themselves: whole, without a word of the camera, and shown."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.core.test_images import SECRETS, halves, upload
from tests.factories.core import UserFactory, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def send(client, user, name="", data=b""):
    """Send the form of the account, with a picture or without; returns its answer."""
    fields = {
        "name_email-first_name": "Camille",
        "name_email-last_name": "Durand",
        "name_email-email": user.email,
        "locale-preferred_language": "",
        "locale-current_time_zone": "",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
    }
    if name:
        fields["avatar-avatar"] = SimpleUploadedFile(name, data)
    return client.post(reverse("wagtailadmin_account"), fields)


def kept(user):
    profile = UserProfile.objects.filter(user=user).first()
    return profile.avatar if profile and profile.avatar else None


@pytest.mark.parametrize("size", [(80, 40), (800, 600)])
def test_avatar_keeps_no_word_of_the_camera_and_is_served(client, member, size):
    assert send(client, member, "moi.jpg", upload("JPEG", halves(size)).read()).status_code == 302
    avatar = kept(member)
    with avatar.open() as file:
        data = file.read()
    assert [secret for secret in SECRETS if secret in data] == []
    response = client.get(avatar.url)
    assert (response.status_code, b"".join(response.streaming_content)) == (200, data)


@pytest.mark.parametrize("size", [(80, 40), (640, 360)])
@pytest.mark.parametrize("picture_format", ["PNG", "JPEG"])
def test_avatar_that_is_damaged_is_refused_with_a_word(client, member, size, picture_format):
    whole = picture_bytes(picture_format, size)
    response = send(client, member, f"moi.{picture_format.lower()}", whole[: len(whole) // 2])
    assert response.status_code == 200
    assert kept(member) is None


def test_avatar_stays_when_the_form_is_sent_without_one(client, member):
    send(client, member, "moi.png", picture_bytes("PNG", (80, 40)))
    before = kept(member).name
    assert send(client, member).status_code == 302
    assert kept(member).name == before
