"""On a page that was put online incomplete, each French word says that it is French."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from core.blocks import BodyBlock
from core.translation.french_words import with_french_marked
from core.translation.publication import publish_translation
from tests.block_previews import filled, stored_preview
from tests.core.translation.bodies import body_of, keys
from tests.factories.core import DocumentFactory, ImageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.training import TrainingIndexPageFactory, make_course
from tests.factories.translations import begin, fill

#: Told apart from what stands around it: blocks that show nothing of their own, or words of the interface.
NAMES = [name for name in BodyBlock().child_blocks if name not in ("next_sessions", "sign_up", "video")]


def language_of(node):
    """The language that a browser takes some words for."""
    for element in [node, *node.parents]:
        if getattr(element, "attrs", None) and element.get("lang"):
            return element["lang"]
    return ""


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_words_of_each_block_in_french_are_marked(home, name):
    ImageFactory(), DocumentFactory(), TrainingIndexPageFactory(parent=home), make_course()
    (key,) = keys(1)
    value = filled(BodyBlock().child_blocks[name], stored_preview(BodyBlock().child_blocks[name]))
    page = ContentPageFactory(title="Titre", slug="titre", summary="Résumé court.", body=body_of((name, value, key)))
    translation = begin(page)
    fill(translation, only=2)
    copy = publish_translation(translation=translation, user=None, reason="Le marché ouvre demain.")
    soup = BeautifulSoup(Client().get(copy.url).content.decode(), "html.parser")
    french = {" ".join(segment.string.data.split()) for segment in translation.source.stringsegment_set.all()[2:]}
    found = [
        (str(node), language_of(node))
        for node in soup.find("main").find_all(string=True)
        if " ".join(str(node).split()) in french and any(letter.isalpha() for letter in node)
    ]
    assert {language for _words, language in found} <= {"fr"}
    assert len(found) > 0
    assert soup.find("meta", attrs={"name": "description"})["lang"] == "fr"
    assert language_of(soup.find("h1")) == "de"


HTML = """<!DOCTYPE html><html lang="de"><head><title>Ein Titel</title>
<script type="application/ld+json">{"name": "Ein Titel", "description": "Un r\\u00e9sum\\u00e9 &amp; plus"}</script>
</head>
<body><p>Un  mot</p><p>Mit <b>Un mot</b> darin</p><p>Ein Wort: Un mot</p><p>Un mot <em>mehr</em></p>
<img alt="Un mot" src="/a.png">
<a href="/a?b=1&amp;c=2">Weiter</a></body></html>"""


def test_page_is_marked_and_is_else_the_same():
    soup = BeautifulSoup(with_french_marked(HTML, {"Un mot", "Un résumé &amp; plus"}), "html.parser")
    assert [element.name for element in soup.find_all(lang="fr")] == ["p", "b", "span", "img"]
    assert json.loads(soup.script.string) == {
        "name": "Ein Titel",
        "description": {"@value": "Un résumé &amp; plus", "@language": "fr"},
    }
    soup.find("span").unwrap()
    for element in soup.find_all(lang="fr"):
        del element["lang"]
    before = BeautifulSoup(HTML, "html.parser")
    assert [str(element) for element in soup.body.find_all(True)] == [
        str(element) for element in before.body.find_all(True)
    ]
