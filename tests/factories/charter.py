import factory

from charter.models import ActionBlockPage, CharterPage, Commitment, CommitmentPage, StakePage
from tests.factories.core import PageFactory


class CommitmentFactory(factory.django.DjangoModelFactory):
    """One of the 42 rows that the migrations make, or made again after a flush."""

    class Meta:
        model = Commitment
        django_get_or_create = ("number",)

    number = 1


class CharterPageFactory(PageFactory):
    class Meta:
        model = CharterPage

    title = "La charte"
    slug = "charte"


class StakePageFactory(PageFactory):
    class Meta:
        model = StakePage

    tone = "dialogue"


class ActionBlockPageFactory(PageFactory):
    class Meta:
        model = ActionBlockPage


class CommitmentPageFactory(PageFactory):
    class Meta:
        model = CommitmentPage

    commitment = factory.SubFactory(CommitmentFactory)


def make_charter(numbers=(1, 2, 3), tone="dialogue", **kwargs):
    """A charter with one stake, one action block and these commitments; returns the charter and their pages."""
    charter = CharterPage.objects.first() or CharterPageFactory(**kwargs)
    stake = StakePageFactory(parent=charter, tone=tone)
    block = ActionBlockPageFactory(parent=stake)
    pages = [
        CommitmentPageFactory(
            parent=block, commitment__number=number, title=f"Engagement n° {number}", slug=f"engagement-{number}"
        )
        for number in numbers
    ]
    return charter, pages


def make_draft(parent):
    """A commitment's page that nobody has given a number yet."""
    page = CommitmentPage(title="Brouillon", slug="", locale=parent.locale, live=False)
    parent.add_child(instance=page)
    return page
