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
    assert refusal.value.messages == [_("The label must expire after the day on which it is awarded.")]
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


@pytest.mark.parametrize(
    "days", [("0226-04-01", "2029-04-01"), ("2026-04-01", "2929-04-01"), ("1999-12-31", "2001-01-01")]
)
def test_award_of_another_century_is_refused(days):
    awarded_on, valid_until = map(date.fromisoformat, days)
    with pytest.raises(ValidationError) as refusal:
        Award(organisation=OrganisationFactory(), awarded_on=awarded_on, valid_until=valid_until).full_clean()
    assert len(refusal.value.message_dict) == 1


@pytest.mark.parametrize(
    ("days", "refused"),
    [
        (("2025-01-01", "2025-04-01"), True),
        (("2028-03-31", "2030-01-01"), True),
        (("2024-01-01", "2030-01-01"), True),
        (("2026-01-01", "2026-02-01"), True),
        (("2022-01-01", "2025-03-31"), False),
        (("2028-04-01", "2031-01-01"), False),
    ],
)
def test_award_over_another_of_the_same_organisation_is_refused(days, refused):
    award = AwardFactory(awarded_on=date(2025, 4, 1), valid_until=date(2028, 3, 31))
    award.full_clean()
    awarded_on, valid_until = map(date.fromisoformat, days)
    Award(organisation=OrganisationFactory(), awarded_on=awarded_on, valid_until=valid_until).full_clean()
    try:
        Award(organisation=award.organisation, awarded_on=awarded_on, valid_until=valid_until).full_clean()
        found = False
    except ValidationError:
        found = True
    assert found is refused
