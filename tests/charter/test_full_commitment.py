"""The page of a commitment of which nothing is left empty."""

import pytest

from charter.blocks import FirstStepsBlock, ToolsBlock
from core.blocks import LegalReferencesBlock
from core.demo import stream
from tests.charter.test_views import text_of
from tests.factories.charter import make_charter
from tests.factories.core import DocumentFactory
from tests.factories.home import ContentPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_commitment(shared_home):
    _charter, [page] = make_charter([7])
    tool = ContentPageFactory(title="Une page d’outils", slug="outils")
    gone = ContentPageFactory(title="Une page retirée", slug="retiree")
    document = DocumentFactory(title="Grille d’analyse")
    page.meaning, page.why = "<p>Ce que cela veut dire.</p>", "<p>Pourquoi.</p>"
    page.first_steps = stream(
        FirstStepsBlock(), [{"type": "step", "value": {"title": "Commencer", "text": "Un\ndeux"}}], shared_home
    )
    page.tools = stream(
        ToolsBlock(),
        [
            {"type": "document", "value": document.pk},
            {"type": "link", "value": {"label": "Boîte à outils", "page": tool.pk}},
            {"type": "link", "value": {"label": "Ailleurs", "url": "https://www.example.org/"}},
            {"type": "link", "value": {"label": "Lien mort", "page": gone.pk}},
        ],
        shared_home,
    )
    reference = {"code": "ccp", "article": "L2112-2", "checked_on": "2026-04-01"}
    page.legal_references = stream(LegalReferencesBlock(), [{"type": "reference", "value": reference}], shared_home)
    page.save_revision().publish()
    gone.unpublish()
    return page


@pytest.mark.parametrize(
    "words",
    [
        "Ce que cela veut dire.",
        "Pourquoi.",
        "Commencer",
        "Grille d’analyse",
        'href="/outils/"',
        'href="https://www.example.org/"',
        "Code de la commande publique, article L2112-2",
        "1er\u00a0avril\u00a02026",
    ],
)
def test_commitment_shows_all_it_holds(client, shared_commitment, words):
    assert words in text_of(client, shared_commitment)


def test_commitment_shows_no_link_to_a_page_taken_offline(client, shared_commitment):
    assert "Lien mort" not in text_of(client, shared_commitment)
