import datetime

import factory

from guides.models import GuideIndexPage, GuidePage, PurchaseFamily, Stage
from tests.factories.core import PageFactory


class StageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Stage

    slug = factory.Sequence(lambda n: f"stage-{n}")
    name_fr = factory.Sequence(lambda n: f"Étape {n}")


class PurchaseFamilyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PurchaseFamily

    slug = factory.Sequence(lambda n: f"family-{n}")
    name_fr = factory.Sequence(lambda n: f"Famille {n}")


class GuideIndexPageFactory(PageFactory):
    class Meta:
        model = GuideIndexPage

    title = "Guides"
    slug = "guides"


class GuidePageFactory(PageFactory):
    """A guide; give its lists as ``many_to_many={"commitments": [...]}``."""

    class Meta:
        model = GuidePage

    summary = "L’essentiel du guide."
    last_reviewed_on = datetime.date(2026, 11, 4)
