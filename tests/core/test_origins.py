"""What another site sends is refused on every request that writes, also where no cookie is needed."""

import pytest
from django.test import Client
from django.urls import reverse

OWN, FOREIGN, TRUSTED = "http://testserver", "https://evil.example", "https://ami.example"
pytestmark = pytest.mark.django_db

CASES = [
    ({}, True, True),
    ({"Origin": OWN}, True, True),
    ({"Origin": OWN, "Sec-Fetch-Site": "same-origin"}, True, True),
    ({"Origin": TRUSTED, "Sec-Fetch-Site": "cross-site"}, True, True),
    ({"Origin": "https://a.region.example"}, True, True),
    ({"Origin": "http://a.region.example"}, False, False),
    ({"Origin": "https://region.example.evil.example"}, False, False),
    ({"Origin": FOREIGN}, False, False),
    ({"Origin": FOREIGN, "Sec-Fetch-Site": "same-origin"}, False, False),
    ({"Origin": "http://testserver.evil.example"}, False, False),
    ({"Origin": "https://testserver"}, False, False),
    ({"Origin": "http://testserver:8000"}, False, False),
    ({"Origin": ""}, False, False),
    ({"Sec-Fetch-Site": "cross-site"}, False, False),
    ({"Sec-Fetch-Site": "same-site"}, False, False),
    ({"Sec-Fetch-Site": "none"}, True, True),
    ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, True, True),
    ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, False, False),
    # Our personal pages, in an old browser.
    ({"Origin": "null"}, True, False),
]


@pytest.mark.parametrize(("headers", "on_personal_pages", "elsewhere"), CASES)
def test_a_foreign_origin_is_refused_whatever_is_written(site_root, settings, headers, on_personal_pages, elsewhere):
    settings.CSRF_TRUSTED_ORIGINS = [TRUSTED, "https://*.region.example"]
    client = Client()
    personal = reverse("sign_ups:lost_link")
    for method in ("post", "put", "patch", "delete"):
        answers = [getattr(client, method)(path, headers=headers).status_code for path in (personal, site_root.url)]
        assert [status != 403 for status in answers] == [on_personal_pages, elsewhere], method
    assert [client.get(path, headers=headers).status_code for path in (personal, site_root.url)] == [200, 200]
