"""Pages whose law is to be checked again wait for those who may edit them."""

import pytest

from core.desk.law_waiting import LAW
from home.roles import ROLES
from tests.core.models.test_law import reference
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.label_directory import DirectoryIndexPageFactory
from tests.factories.roles import member_of
from tests.factories.training import make_course
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db

#: One a page type, the site and its settings; none for a page.
QUERIES = 16


def cited(title, checked_on):
    page = ContentPageFactory(title=title)
    page.legal_references = reference(page, checked_on=checked_on)
    page.save_revision(clean=False).publish()
    return page


@pytest.fixture
def clock(site_root, time_machine):
    time_machine.move_to("2027-06-01T10:00Z", tick=False)


def found(user=None):
    return list(LAW.find(user or UserFactory(is_superuser=True)))


@pytest.mark.parametrize("role", sorted(ROLES))
def test_it_is_for_those_who_edit_pages(site_root, role):
    make_course()
    DirectoryIndexPageFactory()
    # Translators edit below the home pages of other languages, and there is none.
    edits = "change_page" in ROLES[role].pages and role != "traduction"
    assert LAW.is_for(member_of(role)) is edits


def test_overdue_pages_are_named_the_oldest_first_and_those_without_a_day_before(clock):
    fresh, late, later = cited("Récente", "2027-03-01"), cited("Échue", "2026-06-30"), cited("Ancienne", "2026-01-15")
    undated = ContentPageFactory(title="Sans date")
    type(undated).objects.filter(pk=undated.pk).update(summary="Selon l’article L3.")
    [waiting] = found()
    assert fresh.title not in [item.title for item in waiting.items]
    assert [(item.title, item.url, item.note.replace("\u00a0", " ")) for item in waiting.items] == [
        ("Sans date", f"/admin/pages/{undated.pk}/edit/", "une date de vérification manque"),
        ("Ancienne", f"/admin/pages/{later.pk}/edit/", "à vérifier depuis le 15 juillet 2026"),
        ("Échue", f"/admin/pages/{late.pk}/edit/", "à vérifier depuis le 30 décembre 2026"),
    ]
    assert (waiting.many, waiting.text) == (3, "Le droit de 3 pages est à vérifier à nouveau")


def test_nothing_waits_while_every_check_is_fresh(clock):
    cited("Récente", "2027-03-01")
    assert found() == []


def test_draft_and_translation_do_not_wait_beside_their_page(clock, site_root):
    page = cited("Échue", "2026-06-30")
    translated(site_root)
    translated(page)
    draft = ContentPageFactory(title="Brouillon", live=False)
    draft.legal_references = reference(draft, checked_on="2026-01-01")
    draft.save_revision(clean=False)
    assert [item.title for item in found()[0].items] == ["Échue"]


def test_one_page_is_said_in_the_singular_on_the_first_page_of_the_admin(clock, client):
    cited("Échue", "2026-06-30")
    client.force_login(member_of("redaction"))
    assert "Le droit de 1 page est à vérifier à nouveau" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_number_of_queries_does_not_depend_on_the_pages(clock, django_assert_num_queries, number):
    for rank in range(number):
        cited(f"Échue {rank}", "2026-06-30")
    user = UserFactory(is_superuser=True)
    found(user)
    with django_assert_num_queries(QUERIES):
        [waiting] = found(user)
    assert waiting.many == number
