import datetime

import factory

from label_directory.models import Award, DirectoryIndexPage, Organisation, OrganisationType
from tests.factories.core import PageFactory


class DirectoryIndexPageFactory(PageFactory):
    class Meta:
        model = DirectoryIndexPage

    title = "Annuaire du label"
    slug = "annuaire"


class OrganisationTypeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrganisationType
        django_get_or_create = ("slug",)

    slug = "municipality"
    name_fr = "Commune"
    kind = "buyer"


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Commune {n}")
    slug = factory.Sequence(lambda n: f"commune-{n}")
    kind = "buyer"
    type = factory.SubFactory(OrganisationTypeFactory)
    department = "88"
    city = "Valmont"


class AwardFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Award

    organisation = factory.SubFactory(OrganisationFactory)
    awarded_on = datetime.date(2025, 4, 1)
    valid_until = datetime.date(2028, 3, 31)


def make_holder(awarded_on=datetime.date(2025, 4, 1), valid_until=datetime.date(2028, 3, 31), **kwargs):
    """An organisation that was given the label."""
    organisation = OrganisationFactory(**kwargs)
    AwardFactory(organisation=organisation, awarded_on=awarded_on, valid_until=valid_until)
    return organisation
