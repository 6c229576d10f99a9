"""A commitment has one number, from 1 to 42, and one page in each language."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import RequestFactory
from wagtail.models import Page

from charter.models import ActionBlockPage, CharterPage, Commitment, CommitmentPage, StakePage
from tests.factories.charter import CommitmentFactory, CommitmentPageFactory, make_charter, make_draft
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db


def test_migrations_make_the_42_commitments():
    assert list(Commitment.objects.values_list("number", flat=True)) == list(range(1, 43))


@pytest.mark.parametrize("number", [0, 43, -1])
def test_database_refuses_a_number_out_of_range(number):
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(number=1).update(number=number)


def test_database_refuses_a_number_twice():
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.create(number=1)


@pytest.mark.parametrize("number", [0, 43])
def test_number_out_of_range_is_refused_with_a_message(number):
    with pytest.raises(ValidationError) as error:
        Commitment(number=number).full_clean()
    assert "number" in error.value.message_dict


def test_commitment_with_a_page_cannot_be_deleted(site_root):
    _charter, [page] = make_charter([7])
    with pytest.raises(ProtectedError):
        page.commitment.delete()


def test_commitment_is_named_by_its_number():
    assert str(CommitmentFactory(number=7)) == "Engagement\u00a07"


def another_page_for(number, parent, locale):
    """A page not yet saved."""
    commitment = CommitmentFactory(number=number)
    place = {"path": f"{parent.path}9999", "depth": parent.depth + 1}
    return CommitmentPage(title="Autre", slug="autre", commitment=commitment, locale=locale, **place)


def test_second_page_for_a_number_in_one_language_is_refused(site_root):
    _charter, [page] = make_charter([7])
    twin = another_page_for(7, page.get_parent(), page.locale)
    with pytest.raises(ValidationError) as error:
        twin.full_clean()
    assert list(error.value.message_dict) == ["commitment"]


def test_page_for_a_free_number_is_accepted(site_root):
    _charter, [page] = make_charter([7])
    another_page_for(8, page.get_parent(), page.locale).full_clean()


def test_page_for_a_number_in_another_language_is_accepted(site_root):
    _charter, [page] = make_charter([7])
    german = translate(page)
    german.full_clean()
    assert (german.number, german.locale.language_code) == (7, "de")


def test_page_saved_again_is_not_its_own_twin(site_root):
    _charter, [page] = make_charter([7])
    page.full_clean()


def test_page_without_a_number_may_wait_in_a_draft(site_root):
    _charter, pages = make_charter([7])
    drafts = [make_draft(pages[0].get_parent()) for _ in range(2)]
    for draft in drafts:
        draft.clean()
    assert [draft.number for draft in drafts] == [None, None]


def test_commitment_page_knows_where_it_stands(site_root):
    charter, [page] = make_charter([7], tone="sustain")
    page = CommitmentPage.objects.get(pk=page.pk)
    assert (page.action_block.specific_class, page.stake.specific_class) == (ActionBlockPage, StakePage)
    assert (page.stake.get_parent().pk, page.number, page.tone) == (charter.pk, 7, "sustain")


def context_of(page):
    return page.get_context(RequestFactory().get("/"))


def neighbours(page):
    context = context_of(page)
    return tuple(context[name] and context[name]["number"] for name in ("previous", "next"))


def test_neighbours_of_a_commitment_are_by_number(site_root):
    # Made out of order, and with gaps: commitments are numbered, not placed.
    _charter, pages = make_charter([9, 3, 27])
    by_number = {page.number: page for page in pages}
    assert {number: neighbours(page) for number, page in by_number.items()} == {
        3: (None, 9),
        9: (3, 27),
        27: (9, None),
    }


def test_neighbours_cross_from_one_stake_to_the_next(site_root):
    _charter, [first] = make_charter([1], tone="dialogue")
    _same, [second] = make_charter([2], tone="simplify")
    assert (neighbours(first), neighbours(second)) == ((None, 2), (1, None))


def test_neighbours_are_never_drafts(site_root):
    _charter, pages = make_charter([1, 2, 3])
    pages[1].unpublish()
    assert neighbours(CommitmentPage.objects.get(pk=pages[0].pk)) == (None, 3)


def test_draft_of_a_commitment_can_be_shown(site_root):
    _charter, pages = make_charter([1, 2])
    pages[0].unpublish()
    assert neighbours(CommitmentPage.objects.get(pk=pages[0].pk)) == (None, None)


def test_translation_reads_its_facts_from_the_source(site_root):
    _charter, [page] = make_charter([7])
    german = translate(page, effort="low")
    page.effort = "high"
    page.save_revision().publish()
    assert (german.facts.effort, german.facts.pk) == ("high", page.pk)


def test_facts_of_the_source_are_its_own(site_root):
    _charter, [page] = make_charter([7])
    assert page.facts is page


def test_charter_context_groups_commitments_by_stake(site_root):
    charter, _pages = make_charter([1, 2], tone="dialogue")
    make_charter([3], tone="perform")
    groups = [
        (stake.tone, [square["number"] for square in squares]) for stake, squares in context_of(charter)["stakes"]
    ]
    assert groups == [("dialogue", [1, 2]), ("perform", [3])]


def test_stake_context_groups_commitments_by_block(site_root):
    charter, [page] = make_charter([2])
    stake = StakePage.objects.child_of(charter).get()
    CommitmentPageFactory(parent=page.get_parent(), commitment__number=1)
    blocks = [
        (block.pk, [commitment.number for commitment in commitments])
        for block, commitments in context_of(stake)["action_blocks"]
    ]
    assert blocks == [(page.get_parent().pk, [1, 2])]


@pytest.mark.parametrize(
    ("model", "parents", "children"),
    [
        (CharterPage, ["home.HomePage"], ["charter.StakePage"]),
        (StakePage, ["charter.CharterPage"], ["charter.ActionBlockPage"]),
        (ActionBlockPage, ["charter.StakePage"], ["charter.CommitmentPage"]),
        (CommitmentPage, ["charter.ActionBlockPage"], []),
    ],
)
def test_charter_pages_stand_in_their_order(model, parents, children):
    def names(models):
        return [found._meta.label for found in models if found is not Page]

    assert (names(model.allowed_parent_page_models()), names(model.allowed_subpage_models())) == (parents, children)
