"""Any page, edited by hand and tied again, says what was done by hand, and has the facts of its French page."""

import pytest

from core.blocks import BodyBlock
from core.models import PublishedTranslation
from core.translation.by_hand import Tying, french_page_of
from core.translation.progress import translation_of
from core.translation.publication import publish_translation
from core.translation.tying import tie
from tests.block_previews import filled, stored_preview
from tests.core.translation.bodies import at, body_of, keys, publish, stored
from tests.core.translation.hand import anew, rewrite, stop, strings, tie_and_publish
from tests.core.translation.test_facts_of_blocks import FACTS, with_another, words_of_block
from tests.factories.core import DocumentFactory, ImageFactory, UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.pages import PAGE_TYPES, make_one_of_each
from tests.factories.training import TrainingIndexPageFactory, make_course
from tests.factories.translations import fill, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(home, settings):
    settings.VIDEO_HOSTS = ["video.example"]
    return home


@pytest.fixture
def values(home):
    """A stored value of each block of a body, every word filled in."""
    ImageFactory(), DocumentFactory(), TrainingIndexPageFactory(parent=home), make_course()
    return {name: filled(block, stored_preview(block)) for name, block in BodyBlock().child_blocks.items()}


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_page_of_any_type_keeps_what_was_written_by_hand(home, client, model):
    page = make_one_of_each()[model]
    german = translated(page)
    stop(german)
    rewrite(german)
    hand = strings(german)
    assert any(words.endswith("HAND") for _path, words in hand)
    online = client.get(german.url).content
    plan = Tying(anew(german), french_page_of(german)).plan
    assert (plan.leaving, plan.missing, plan.returning) == ([], [], [])
    tie(page=german, user=UserFactory())
    assert client.get(german.url).content == online
    publish_translation(translation=translation_of(german), user=None)
    assert strings(german) == hand
    published = PublishedTranslation.objects.get(translation=translation_of(german))
    assert (published.by_hand, published.translation.enabled, published.source_changed_on) == (False, True, None)
    # It follows from now on: what readers see is known again.
    publish(anew(page))
    assert strings(german) == hand


@pytest.mark.deep
@pytest.mark.parametrize(("name", "way", "leaf"), FACTS, ids=[f"{name}-{way}" for name, way, _leaf in FACTS])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_fact_of_any_block_follows_again(home, values, name, way, leaf, moment):
    (key,) = keys(1)
    page = ContentPageFactory(title="Un bloc", slug="bloc", body=body_of((name, values[name], key)))
    german = translated(page)
    stop(german)
    rewrite(german)
    ((_name, hand, _key),) = stored(german)
    if moment == "after":
        tie_and_publish(german)
    changed = with_another(stored(page)[0][1], way, leaf)
    publish(page, body=body_of((name, changed, key)))
    if moment == "before":
        assert at(stored(german)[0][1], way) == at(hand, way)
        tie_and_publish(german)
    ((_name, after, _key),) = stored(german)
    assert at(after, way) == at(changed, way) != at(hand, way)
    block = BodyBlock().child_blocks[name]
    words = words_of_block(block, hand)
    if way[-1:] == ("decorative",):
        # Such a picture has no alternative text, in any language.
        words[0] = ""
    assert words_of_block(block, after) == words


@pytest.mark.deep
@pytest.mark.parametrize("name", BodyBlock().child_blocks)
def test_french_page_may_change_meanwhile(home, values, name):
    """A block is added, one removed, one reworded, and the order is another: the rest says what was done by hand."""
    first, second, third, new = keys(4)
    page = ContentPageFactory(
        title="Titre",
        slug="bloc",
        body=body_of(("heading", "Un", first), (name, values[name], second), ("heading", "Trois", third)),
    )
    german = translated(page)
    stop(german)
    rewrite(german)
    hand = {key: value for _kind, value, key in stored(german)}
    french = {key: value for _kind, value, key in stored(page)}
    publish(
        page, title="Autre titre",
        body=body_of(("heading", "Neuf", new), (name, french[second], second), ("heading", "Un, reformulé", first)),
    )  # fmt: skip
    plan = Tying(anew(german), french_page_of(german)).plan
    assert plan.leaving == ["Trois HAND"]
    assert [passage.source for passage in plan.missing] == ["Neuf"]
    older = {taken.passage.source: taken.older_than for taken in plan.taken if taken.older_than}
    assert older == {"Autre titre": "Titre", "Un, reformulé": "Un"}
    german = tie_and_publish(german)
    assert german.title == "Titre HAND"
    # As on any translation, a mere text that the French page has no more stays as long as something waits for words.
    assert stored(german) == [
        (name, hand[second], second), ("heading", "Trois HAND", third), ("heading", "Un HAND", first),
    ]  # fmt: skip
    translation = translation_of(german)
    fill(translation)
    publish_translation(translation=translation, user=None)
    assert stored(german) == [
        ("heading", "Neuf DE", new), (name, hand[second], second), ("heading", "Un HAND", first),
    ]  # fmt: skip
