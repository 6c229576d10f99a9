"""The guides of the demo."""

from datetime import date

from wagtail.models import Page

from charter.models import Commitment
from core.blocks import BodyBlock
from core.demo import publish_under, read_content, references, stream
from core.models import Audience
from guides.blocks import GuideDocumentsBlock, GuideFiguresBlock
from guides.models import GuideIndexPage, GuidePage, LegalLever, PurchaseFamily, Stage


def load(home: Page) -> None:
    """Publish the library and its guides, unless there is one.

    :param home: home page in the source language.
    """
    if GuideIndexPage.objects.child_of(home).exists():
        return
    content = read_content(__file__, "guides")
    library = GuideIndexPage(
        title="Guides",
        slug="guides",
        summary="Des guides, des fiches et des clauses prêtes à l’emploi, à chaque étape de l’achat.",
        show_in_menus=True,
    )
    publish_under(home, library)
    for guide in content["guides"]:
        page = GuidePage(
            title=guide["title"],
            slug=guide["slug"],
            kind=guide["kind"],
            summary=guide["summary"],
            body=stream(BodyBlock(), guide["body"], home),
            figures=stream(GuideFiguresBlock(), [{"type": "figure", "value": v} for v in guide["figures"]], home),
            documents=stream(
                GuideDocumentsBlock(), [{"type": "document", "value": v} for v in guide.get("documents", [])], home
            ),
            legal_references=references(guide, home),
            authors=guide["authors"],
            last_reviewed_on=date.fromisoformat(guide["last_reviewed_on"]),
            review_every_months=guide["review_every_months"],
        )
        page.commitments = Commitment.objects.filter(number__in=guide["commitments"])
        page.stages = Stage.objects.filter(slug__in=guide["stages"])
        page.families = PurchaseFamily.objects.filter(slug__in=guide["families"])
        page.levers = LegalLever.objects.filter(slug__in=guide["levers"])
        page.audiences = Audience.objects.filter(slug__in=guide["audiences"])
        publish_under(library, page)
