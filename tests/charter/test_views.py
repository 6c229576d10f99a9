"""The pages of the charter as readers get them: whole, linked together, in few queries however many they list."""

import re

import pytest
from wagtail.models import PageViewRestriction

from charter.models import StakePage
from tests.counting import queries_of
from tests.factories.charter import CommitmentFactory, CommitmentPageFactory, make_charter
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.training import CoursePageFactory, TrainingIndexPageFactory

pytestmark = pytest.mark.django_db

#: What the pages of the charter take at most, uncached: reached, and not to be lost again.
QUERIES_OF_A_PAGE = 16


def text_of(client, page):
    """The page as a reader gets it."""
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def the_pages(commitment):
    """Each page above a commitment and its own, by name."""
    block = commitment.get_parent()
    stake = block.get_parent()
    return {"charter": stake.get_parent(), "stake": stake, "block": block, "commitment": commitment}


@pytest.fixture(params=["charter", "stake", "block", "commitment"])
def kind(request):
    return request.param


def test_page_of_the_charter_can_be_read(client, site_root, kind):
    _charter, [commitment] = make_charter([7])
    page = the_pages(commitment)[kind]
    text = text_of(client, page)
    assert len(re.findall("<h1", text)) == 1
    assert page.title in text


def test_page_of_the_charter_leads_to_every_commitment(client, site_root, kind):
    _charter, pages = make_charter([1, 2, 3])
    text = text_of(client, the_pages(pages[0])[kind])
    assert [page.number for page in pages if f'href="{page.url}"' not in text] == []


def test_empty_page_of_the_charter_can_be_read(client, site_root, kind):
    _charter, [commitment] = make_charter([7])
    page = the_pages(commitment)[kind]
    if kind != "commitment":
        page.get_children().delete()
        page.refresh_from_db()
    assert client.get(page.url).status_code == 200


def serve(commitment, guides, training):
    """One more guide and one more course that serve a commitment."""
    served = {"commitments": [commitment]}
    GuidePageFactory(parent=guides, many_to_many=served)
    CoursePageFactory(parent=training, many_to_many=served)


def test_page_of_the_charter_takes_as_many_queries_for_one_as_for_three(client, site_root, kind):
    _charter, [commitment] = make_charter([7])
    guides, training = GuideIndexPageFactory(), TrainingIndexPageFactory()
    page = the_pages(commitment)[kind]
    serve(commitment.commitment, guides, training)
    one = queries_of(client, page.url)
    for number in (6, 8):
        CommitmentPageFactory(parent=commitment.get_parent(), commitment__number=number)
        serve(commitment.commitment, guides, training)
    three = queries_of(client, page.url)
    assert len(three) == len(one)
    assert len(three) <= QUERIES_OF_A_PAGE
    assert len(set(three)) == len(three)


def test_commitment_shows_its_guides_and_courses_only(client, site_root):
    _charter, [page, other] = make_charter([7, 8])
    guides, training = GuideIndexPageFactory(), TrainingIndexPageFactory()
    for number, name in ((7, "Celui-ci"), (8, "Un autre")):
        served = {"commitments": [CommitmentFactory(number=number)]}
        GuidePageFactory(parent=guides, many_to_many=served, title=f"{name} : guide")
        CoursePageFactory(parent=training, many_to_many=served, title=f"{name} : cours")
    text = text_of(client, page)
    names = ["Celui-ci : guide", "Celui-ci : cours", "Un autre : guide", "Un autre : cours"]
    assert [name for name in names if name in text] == names[:2]


def test_commitment_without_guide_or_course_has_no_empty_section(client, site_root):
    _charter, [page] = make_charter([7])
    side = text_of(client, page).partition('<aside class="side"')[2]
    assert len(re.findall("<h2", side)) == 1


def test_commitment_never_shows_a_private_guide(client, site_root):
    _charter, [page] = make_charter([7])
    served = {"commitments": [CommitmentFactory(number=7)]}
    guide = GuidePageFactory(parent=GuideIndexPageFactory(), many_to_many=served, title="Pour l’équipe")
    PageViewRestriction.objects.create(page=guide, restriction_type=PageViewRestriction.LOGIN)
    assert "Pour l’équipe" not in text_of(client, page)


@pytest.mark.parametrize(("wording", "shown"), [("illustrative", True), ("charter", False)])
def test_commitment_says_when_its_wording_is_not_the_charters(client, site_root, wording, shown):
    _charter, [page] = make_charter([7])
    page.wording, page.wording_source = wording, "https://www.example.org/"
    page.save_revision().publish()
    assert ("Formulation illustrative" in text_of(client, page)) is shown


def test_commitment_leads_to_its_neighbours(client, site_root):
    _charter, pages = make_charter([1, 2, 3])
    text = text_of(client, pages[1])
    assert re.findall(r'<a rel="(\w+)" href="([^"]+)"', text) == [("prev", pages[0].url), ("next", pages[2].url)]


def test_commitment_is_marked_in_its_grid(client, site_root):
    _charter, pages = make_charter([1, 2, 3])
    text = text_of(client, pages[1])
    marked = re.findall(r'<a[^>]*aria-current="page"[^>]*>', text)
    assert any(pages[1].url in anchor for anchor in marked)


def test_draft_commitment_is_no_page(client, site_root):
    _charter, [page] = make_charter([7])
    url = page.url
    page.unpublish()
    assert client.get(url).status_code == 404


def test_charter_shows_the_stakes_in_the_order_of_the_tree(client, site_root):
    charter, _pages = make_charter([1], tone="dialogue")
    make_charter([2], tone="perform")
    text = text_of(client, charter)
    ids = [stake.url for stake in StakePage.objects.order_by("path")]
    assert [url for url in re.findall(r'<h3[^>]*><a href="([^"]+)"', text) if url in ids] == ids


def test_grid_names_every_commitment_without_colour(client, site_root):
    charter, pages = make_charter([1, 2, 3])
    text = text_of(client, charter)
    assert [page.title for page in pages if page.title not in text] == []


def test_commitment_page_does_not_lead_to_a_block_taken_offline(client, site_root):
    _charter, [page] = make_charter([7])
    block = page.get_parent()
    assert f'href="{block.url}"' in client.get(page.url).content.decode()
    block.unpublish()
    assert f'{block.url}"' not in client.get(page.url).content.decode()
