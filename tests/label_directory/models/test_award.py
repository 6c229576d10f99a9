"""What the database refuses of an award."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from label_directory.models import Award
from tests.factories.label_directory import AwardFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("valid_until", [date(2026, 4, 1), date(2026, 3, 31), date(2020, 1, 1)])
def test_award_that_ends_before_it_starts_is_refused(valid_until):
    organisation = OrganisationFactory()
    dates = {"awarded_on": date(2026, 4, 1), "valid_until": valid_until}
    with pytest.raises(ValidationError) as refusal:
        Award(organisation=organisation, **dates).full_clean()
    assert refusal.value.messages == [_("The label must end after the day it is awarded.")]
    with transaction.atomic(), pytest.raises(IntegrityError):
        AwardFactory(organisation=organisation, **dates)


def test_award_of_one_day_and_the_next_is_accepted():
    award = AwardFactory(awarded_on=date(2026, 4, 1), valid_until=date(2026, 4, 2))
    award.full_clean()
    assert str(award).endswith(" · 2026-04-01")


def test_award_is_given_once_a_day_to_an_organisation():
    award = AwardFactory()
    with transaction.atomic(), pytest.raises(IntegrityError):
        AwardFactory(organisation=award.organisation, awarded_on=award.awarded_on, valid_until=date(2030, 1, 1))
    with pytest.raises(ValidationError):
        Award(organisation=award.organisation, awarded_on=award.awarded_on, valid_until=date(2030, 1, 1)).full_clean()
    AwardFactory(awarded_on=award.awarded_on)
    assert Award.objects.count() == 2


def test_organisation_with_an_award_is_not_deleted():
    award = AwardFactory()
    with transaction.atomic(), pytest.raises(ProtectedError):
        award.organisation.delete()
    assert Award.objects.count() == 1
