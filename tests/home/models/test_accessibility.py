"""The accessibility statement says what the law lets it say."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from home.enums import Compliance
from home.models import AccessibilityPage
from tests.factories.home import AccessibilityPageFactory
from tests.factories.translations import translate

AUDIT = {"audited_on": date(2026, 10, 1)}


def statement(**fields):
    return AccessibilityPage(title="Accessibilité", slug="accessibilite", declared_on=date(2026, 11, 1), **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "none"},
        {"state": "none", "rate": 80, **AUDIT},
        {"state": "partial", "rate": 50, **AUDIT},
        {"state": "partial", "rate": 99, **AUDIT},
        {"state": "partial", "rate": 100, **AUDIT},
        {"state": "full", "rate": 100, **AUDIT},
    ],
)
def test_statement_that_the_law_allows_is_accepted(db, fields):
    statement(**fields).clean()


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "partial"},
        {"state": "partial", "rate": 80},
        {"state": "partial", **AUDIT},
        {"state": "full", "rate": 100},
        {"state": "full", "rate": 99, **AUDIT},
        {"state": "full", "rate": 0, **AUDIT},
        {"state": "partial", "rate": 49, **AUDIT},
        {"state": "partial", "rate": 0, **AUDIT},
    ],
)
def test_statement_better_than_its_audit_is_refused(db, fields):
    with pytest.raises(ValidationError) as error:
        statement(**fields).clean()
    assert list(error.value.message_dict) == ["state"]


@pytest.mark.parametrize("rate", [-1, 101])
def test_impossible_rate_is_refused(site_root, rate):
    page = AccessibilityPageFactory()
    page.rate = rate
    with pytest.raises(ValidationError) as error:
        page.full_clean()
    assert "rate" in error.value.message_dict


def test_site_without_an_audit_is_not_compliant():
    assert AccessibilityPage().state == Compliance.NONE


@pytest.mark.parametrize(
    ("state", "mention"),
    [
        ("none", "Accessibilité\u00a0: non conforme"),
        ("partial", "Accessibilité\u00a0: partiellement conforme"),
        ("full", "Accessibilité\u00a0: totalement conforme"),
    ],
)
def test_mention_is_in_the_words_of_the_law(site_root, state, mention):
    assert AccessibilityPageFactory(state=state, rate=100, **AUDIT).mention == mention


def test_mention_of_a_translation_is_the_state_of_the_source(site_root):
    source = AccessibilityPageFactory(state="none")
    german = translate(source, "de", state="full", rate=100, **AUDIT)
    with translation.override("fr"):
        assert german.mention == source.mention


def test_statement_page_can_be_read(client, site_root):
    AccessibilityPageFactory(state="partial", rate="72.50", auditor="Cabinet Exemple", scope="<p>Tout.</p>", **AUDIT)
    text = client.get("/accessibilite/").content.decode()
    wanted = ["partiellement conforme", "Cabinet Exemple", "72,5", "1er\u00a0octobre\u00a02026", "Tout."]
    assert [words for words in wanted if words not in text] == []


def test_statement_without_an_audit_says_so(client, site_root):
    AccessibilityPageFactory()
    text = client.get("/accessibilite/").content.decode()
    assert ("non conforme" in text, "Cabinet" in text) == (True, False)


def test_home_page_has_one_statement(site_root):
    AccessibilityPageFactory()
    site_root.refresh_from_db()
    assert AccessibilityPage.can_create_at(site_root) is False
