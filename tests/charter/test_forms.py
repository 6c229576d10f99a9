"""Editors choose a commitment by its title."""

import pytest

from charter.models import CommitmentPage
from guides.models import GuidePage
from tests.factories.charter import make_charter
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


def choices(form, name):
    return [label for value, label in form.fields[name].choices if value]


@pytest.mark.parametrize(("model", "field"), [(CommitmentPage, "commitment"), (GuidePage, "commitments")])
def test_form_offers_the_commitments_with_their_titles(site_root, model, field):
    make_charter([2, 40])
    form = model.get_edit_handler().get_form_class()(instance=model(), for_user=UserFactory())
    labels = choices(form, field)
    assert (len(labels), labels[0], labels[1], labels[39]) == (
        42,
        "1",
        "2 · Engagement n° 2",
        "40 · Engagement n° 40",
    )


def test_form_looks_the_titles_up_once(site_root, django_assert_max_num_queries):
    make_charter(range(1, 6))
    form = CommitmentPage.get_edit_handler().get_form_class()(instance=CommitmentPage(), for_user=UserFactory())
    with django_assert_max_num_queries(1):
        assert len(choices(form, "commitment")) == 42
