"""Pages for members only: readers come to the login page of the house, and back."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory

pytestmark = pytest.mark.django_db


def test_page_for_members_leads_to_the_login_page_of_the_house_and_back(client, site_root):
    page = ContentPageFactory()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    user = UserFactory()
    response = client.get(page.url)
    assert response.url == f"{reverse('wagtailadmin_login')}?next={page.url}"
    response = client.post(response.url, {"username": user.username, "password": "mot-de-passe-des-tests"})
    assert (response.status_code, response.url) == (302, page.url)
    assert client.get(page.url).status_code == 200
