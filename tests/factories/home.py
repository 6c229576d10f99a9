import factory

from home.models import AccessibilityPage, ContentPage, GlossaryPage
from tests.factories.core import PageFactory


class ContentPageFactory(PageFactory):
    class Meta:
        model = ContentPage


class AccessibilityPageFactory(PageFactory):
    class Meta:
        model = AccessibilityPage

    title = "Accessibilité"
    slug = "accessibilite"
    declared_on = factory.Faker("date_object")


class GlossaryPageFactory(PageFactory):
    class Meta:
        model = GlossaryPage

    title = "Glossaire"
    slug = "glossaire"
