"""What a reader may conclude about an organisation, today."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.demo import read_content
from label_directory import demo
from label_directory.enums import LabelStatus
from label_directory.models import Organisation
from label_directory.models.organisation import SOON
from tests.factories.label_directory import AwardFactory, OrganisationFactory, OrganisationTypeFactory, make_holder

pytestmark = pytest.mark.django_db


def at_noon(day):
    return time_machine.travel(f"{day} 12:00+01:00", tick=False)


@pytest.mark.parametrize(
    ("today", "status", "days_left"),
    [
        ("2025-04-01", LabelStatus.VALID, 1095),
        ("2027-12-31", LabelStatus.VALID, SOON.days + 1),
        ("2028-01-01", LabelStatus.SOON, SOON.days),
        ("2028-03-31", LabelStatus.SOON, 0),
        ("2028-04-01", LabelStatus.EXPIRED, -1),
        ("2031-01-01", LabelStatus.EXPIRED, -1006),
    ],
)
def test_organisation_status_follows_the_days(today, status, days_left):
    organisation = make_holder()
    with at_noon(today):
        assert (organisation.status, organisation.days_left) == (status, days_left)


@pytest.mark.parametrize(
    ("now", "status"),
    [("2028-03-31 21:59:59Z", LabelStatus.SOON), ("2028-03-31 22:00:00Z", LabelStatus.EXPIRED)],
)
def test_organisation_label_ends_at_midnight_in_paris(now, status):
    organisation = make_holder(valid_until=date(2028, 3, 31))
    with time_machine.travel(now, tick=False):
        assert organisation.status == status


def test_organisation_without_award_has_no_label():
    organisation = OrganisationFactory()
    assert (organisation.label_until, organisation.status, organisation.days_left) == (None, LabelStatus.NONE, 0)


def test_organisation_label_is_that_of_its_latest_award():
    organisation = make_holder(awarded_on=date(2022, 1, 1), valid_until=date(2025, 1, 1))
    AwardFactory(organisation=organisation, awarded_on=date(2025, 2, 1), valid_until=date(2028, 2, 1))
    with at_noon("2026-11-24"):
        assert (organisation.label_until, organisation.status) == (date(2028, 2, 1), LabelStatus.VALID)


def test_organisation_does_not_hold_an_award_that_has_not_begun():
    organisation = make_holder(awarded_on=date(2022, 1, 1), valid_until=date(2026, 11, 1))
    AwardFactory(organisation=organisation, awarded_on=date(2027, 1, 1), valid_until=date(2030, 1, 1))
    with at_noon("2026-11-24"):
        listed = Organisation.objects.with_label_until().get()
        assert (organisation.label_until, organisation.status) == (date(2026, 11, 1), LabelStatus.EXPIRED)
        assert (listed.label_until, listed.status) == (date(2026, 11, 1), LabelStatus.EXPIRED)
        assert list(Organisation.objects.labelled()) == []


def test_organisation_listed_knows_what_it_knows_alone():
    alone = make_holder()
    AwardFactory(organisation=alone, awarded_on=date(2020, 1, 1), valid_until=date(2022, 1, 1))
    OrganisationFactory()
    with at_noon("2026-11-24"):
        listed = {organisation.pk: organisation.label_until for organisation in Organisation.objects.with_label_until()}
        assert listed == {organisation.pk: organisation.label_until for organisation in Organisation.objects.all()}


def test_organisations_labelled_are_those_of_a_day_bounds_included():
    make_holder(name="A", awarded_on=date(2026, 1, 1), valid_until=date(2026, 6, 30))
    make_holder(name="B", awarded_on=date(2026, 6, 30), valid_until=date(2027, 6, 30))
    OrganisationFactory(name="C")

    def names(*day):
        return [organisation.name for organisation in Organisation.objects.labelled(date(*day))]

    assert names(2025, 12, 31) == []
    assert names(2026, 1, 1) == ["A"]
    assert names(2026, 6, 30) == ["A", "B"]
    assert names(2026, 7, 1) == ["B"]
    assert names(2027, 7, 1) == []


def test_organisation_with_two_awards_is_listed_once():
    organisation = make_holder()
    AwardFactory(organisation=organisation, awarded_on=date(2026, 1, 1), valid_until=date(2029, 1, 1))
    with at_noon("2026-11-24"):
        assert list(Organisation.objects.labelled().with_label_until()) == [organisation]
        assert list(Organisation.objects.once_labelled()) == [organisation]


def test_organisations_once_labelled_are_those_whose_award_has_begun():
    expired = make_holder(awarded_on=date(2020, 1, 1), valid_until=date(2023, 1, 1))
    make_holder(awarded_on=date(2027, 1, 1), valid_until=date(2030, 1, 1))
    OrganisationFactory()
    with at_noon("2026-11-24"):
        assert list(Organisation.objects.once_labelled()) == [expired]


def test_organisation_siret_is_unique_but_may_be_unknown():
    OrganisationFactory(siret=None)
    OrganisationFactory(siret=None)
    OrganisationFactory(siret="73282932000074")
    with transaction.atomic(), pytest.raises(IntegrityError):
        OrganisationFactory(siret="73282932000074")


def test_organisation_siret_is_checked():
    organisation = OrganisationFactory.build(siret="73282932000075", type=OrganisationTypeFactory())
    with pytest.raises(ValidationError) as refusal:
        organisation.full_clean()
    assert list(refusal.value.message_dict) == ["siret"]


@pytest.mark.parametrize(("kind", "refused"), [("buyer", []), ("supplier", ["type"])])
def test_organisation_type_is_of_its_kind(kind, refused):
    organisation = OrganisationFactory.build(kind=kind, type=OrganisationTypeFactory(kind="buyer"))
    try:
        organisation.full_clean()
        found = []
    except ValidationError as refusal:
        found = list(refusal.message_dict)
    assert found == refused


def test_organisations_of_the_demo_have_types_of_their_kind():
    content = read_content(demo.__file__, "organisations")
    kinds = {term["slug"]: term["kind"] for term in content["types"]}
    entries = [*content["organisations"], *demo.composed(content["composed"])]
    assert [entry["name"] for entry in entries if kinds[entry["type"]] != entry["kind"]] == []
