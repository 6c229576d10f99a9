"""A page of each type, for what is true of all of them."""

from wagtail.models import Page, get_page_models

from home.models import HomePage
from tests.factories.charter import make_charter
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.home import AccessibilityPageFactory, ContentPageFactory, GlossaryPageFactory
from tests.factories.label_directory import DirectoryIndexPageFactory
from tests.factories.training import SessionPageFactory, make_course

PAGE_TYPES = sorted((model for model in get_page_models() if model is not Page), key=lambda model: model.__name__)


def make_one_of_each() -> dict[type[Page], Page]:
    """A page of each type of the site, online, each below one that may have it; the home page is there already."""
    charter, [commitment] = make_charter([1])
    block = commitment.get_parent()
    course = make_course()
    guides = GuideIndexPageFactory()
    pages = [
        HomePage.objects.in_source_language().get(),
        ContentPageFactory(),
        AccessibilityPageFactory(),
        GlossaryPageFactory(),
        charter,
        block.get_parent(),
        block,
        commitment,
        guides,
        GuidePageFactory(parent=guides),
        DirectoryIndexPageFactory(),
        course.get_parent(),
        course,
        SessionPageFactory(parent=course),
    ]
    made = {page.specific_class: page.specific for page in pages}
    assert sorted(made, key=lambda model: model.__name__) == PAGE_TYPES
    return made
