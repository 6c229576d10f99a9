"""Every block, filled, empty or with keys absent, goes to translation, comes back and is shown."""

import copy
import re
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from charter.blocks import FirstStepsBlock, ToolsBlock
from core.blocks import BodyBlock, LegalReferencesBlock
from core.dead_ends import dead_ends
from core.translation.progress import missing_strings
from core.translation.publication import publish_translation
from guides.blocks import GuideDocumentsBlock, GuideFiguresBlock
from home.blocks import SectionsBlock
from home.models import ContentPage, HomePage
from tests.block_previews import TEXTS, filled, leaves, stored_preview
from tests.factories.charter import CharterPageFactory, make_charter
from tests.factories.core import DocumentFactory, ImageFactory
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.training import TrainingIndexPageFactory, make_course
from tests.factories.translations import begin, fill, translated
from training.blocks import IndicatorsBlock, ObjectivesBlock, ProgrammeBlock

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

VIDEO = "https://video.example/videos/embed/1"
#: With all that a rich text may hold inside a paragraph, which no preview shows.
RICH_TEXT = (
    '<p>Un texte avec <b>du gras</b>, <a href="https://www.example.org/">un lien</a>, 1<sup>er</sup>, CO<sub>2</sub>, '
    '<span lang="de">Vergabe</span> et <abbr title="marché à procédure adaptée">MAPA</abbr>.</p>'
)
#: What the library does not look into: facts, which no one translates.
FACTS = (blocks.BooleanBlock, blocks.IntegerBlock, blocks.ChoiceBlock, blocks.DateBlock, blocks.URLBlock)


def full_values(home):
    """Stored values of every block of a body: that of its preview, each optional word filled in."""
    ImageFactory(), DocumentFactory(), TrainingIndexPageFactory(parent=home), make_course()
    values = {name: filled(block, stored_preview(block)) for name, block in BodyBlock().child_blocks.items()}
    return values | {"rich_text": RICH_TEXT}


def items(*values):
    """Items of a list as the admin stores them."""
    return [{"type": "item", "value": value, "id": str(uuid.uuid4())} for value in values]


def emptied(block, value):
    """The same stored value, with every word and chooser left empty, as a draft may hold it."""
    if isinstance(block, ImageBlock):
        return {"image": None, "alt_text": "", "decorative": False}
    if isinstance(block, blocks.StructBlock):
        return {name: emptied(child, value.get(name)) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [item | {"value": emptied(block.child_block, item["value"])} for item in value]
    if isinstance(block, FACTS):
        return value
    if isinstance(block, blocks.ChooserBlock):
        return None
    return {"columns": [], "rows": [], "caption": ""} if isinstance(value, dict) else ""


def with_keys_absent(block, value):
    """The same stored value in every form that lacks one key, at any depth."""
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        for name in list(value):
            yield {key: kept for key, kept in value.items() if key != name}
            for form in with_keys_absent(block.child_blocks[name], value[name]):
                yield value | {name: form}
    elif isinstance(block, blocks.ListBlock):
        for position, item in enumerate(value):
            for form in with_keys_absent(block.child_block, item["value"]):
                yield [*value[:position], item | {"value": form}, *value[position + 1 :]]


def with_nothing(block, value):
    """The same stored value with nothing instead of each optional word: as scripts store it."""
    if isinstance(block, ImageBlock):
        return value
    if isinstance(block, blocks.StructBlock):
        return {name: with_nothing(child, value.get(name)) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [item | {"value": with_nothing(block.child_block, item["value"])} for item in value]
    return value if block.required or isinstance(block, FACTS) else None


def body_of(*stored):
    """A body as the database holds it."""
    return BodyBlock().to_python([{"type": name, "value": value, "id": str(uuid.uuid4())} for name, value in stored])


STATES = {
    "filled": lambda block, value: [value],
    "empty": lambda block, value: [emptied(block, value)],
    "nothing stored": lambda block, value: [with_nothing(block, value)],
    "key absent": with_keys_absent,
}


@pytest.fixture
def home(home, settings, unfinished_pages):
    """The home page, where whatever is stored goes online."""
    settings.VIDEO_HOSTS = ["video.example"]
    return home


@pytest.mark.deep
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", BodyBlock().child_blocks)
def test_block_goes_to_translation_and_comes_back(client, home, name, state):
    block = BodyBlock().child_blocks[name]
    values = full_values(home)
    forms = [form for form in STATES[state](block, values[name]) if not leads_nowhere(block, form)]
    # A block that is one word or one text has no key to lack.
    assert forms or name in ("heading", "rich_text")
    body = body_of(*[(name, copy.deepcopy(form)) for form in forms])
    copy_ = translated(ContentPageFactory(title="Un bloc", slug="bloc", body=body))
    assert [part.block_type for part in copy_.body] == [name] * len(forms)
    assert client.get(copy_.url).status_code == 200


def said_in_german(block, value):
    """What becomes of a simple value: words have “DE” behind them, each paragraph its own; facts are the same."""
    if isinstance(block, blocks.RichTextBlock):
        return re.sub(r"</(p|li)>", r" DE</\1>", value)
    return f"{value} DE" if isinstance(block, TEXTS) else value


def test_every_visible_word_comes_back_in_the_other_language(client, home):
    values = full_values(home)
    copy_ = translated(ContentPageFactory(title="Tous les blocs", slug="tous", body=body_of(*values.items())))
    german = {part["type"]: part["value"] for part in copy_.body.get_prep_value()}
    for name, block in BodyBlock().child_blocks.items():
        expected = {path: said_in_german(leaf, value) for path, leaf, value in leaves(block, values[name])}
        assert {path: value for path, _leaf, value in leaves(block, german[name])} == expected, name


def test_page_that_editors_saved_with_optional_words_empty_is_sent_to_translation(home):
    page = ContentPageFactory(title="Vide", slug="vide", body=body_of(*full_values(home).items()))
    page.body = page.body.stream_block.clean(page.body)
    page.save_revision().publish()
    assert missing_strings(begin(page)).count() > 0


# --- Random trees of valid blocks -------------------------------------------------------------------------------

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(
    lambda text: text.strip() == text and text
)


def values_of(block):
    """Any stored value of a block, its optional words filled or not."""
    if isinstance(block, ImageBlock):
        return st.fixed_dictionaries({"image": st.just("IMAGE"), "alt_text": WORDS, "decorative": st.booleans()})
    if isinstance(block, blocks.StructBlock):
        children = {name: values_of(child) for name, child in block.child_blocks.items()}
        return st.fixed_dictionaries(
            {name: value for name, value in children.items() if block.child_blocks[name].required},
            optional={name: value for name, value in children.items() if not block.child_blocks[name].required},
        ).map(lambda value: leading_somewhere(block, value))
    if isinstance(block, blocks.ListBlock):
        return st.lists(values_of(block.child_block), min_size=1, max_size=3).map(lambda values: items(*values))
    if isinstance(block, blocks.RichTextBlock):
        return WORDS.map(lambda text: f"<p>{text.replace('&', '').replace('<', '').replace('>', '')}</p>")
    if isinstance(block, blocks.ChooserBlock):
        return st.just("INDEX" if isinstance(block, blocks.PageChooserBlock) else "DOCUMENT")
    simple = [
        (blocks.ChoiceBlock, lambda: st.sampled_from([key for key, _label in block.field.choices if key])),
        (blocks.BooleanBlock, st.booleans),
        (blocks.IntegerBlock, lambda: st.integers(1, 6)),
        (blocks.URLBlock, lambda: st.just(VIDEO)),
    ]
    for kind, make in simple:
        if isinstance(block, kind):
            return make()
    if isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        # With room for what the translation adds.
        return WORDS.filter(lambda text: len(f"{text} DE") <= (block.field.max_length or 99))
    return st.builds(
        lambda caption, heading, cell: {
            "caption": caption,
            "columns": [{"type": "text", "heading": heading}],
            "rows": [{"values": [cell]}],
        },
        WORDS, WORDS, WORDS,
    )  # fmt: skip


def leads_nowhere(block, value):
    """Whether a stored value calls for something without a target: no road publishes it."""
    return any(dead_ends(block.to_python(value)))


def leading_somewhere(block, value):
    """The same value with a target for its words: what leads nowhere is not published."""
    for words, targets in getattr(block.meta, "leads", {}).items():
        if words in value and not any(name in value for name in targets):
            value = value | {targets[-1]: VIDEO}
    return value


def resolved(value, keys):
    """A stored value with the names of rows replaced by their keys."""
    if isinstance(value, list):
        return [resolved(item, keys) for item in value]
    if isinstance(value, dict):
        return {name: resolved(item, keys) for name, item in value.items()}
    return keys.get(value, value) if isinstance(value, str) else value


BODIES = st.lists(
    st.sampled_from(list(BodyBlock().child_blocks.items())).flatmap(
        lambda child: st.tuples(st.just(child[0]), values_of(child[1]))
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stored=BODIES)
def test_any_valid_body_goes_to_translation_and_comes_back(client, home, stored):
    page = ContentPage.objects.first() or ContentPageFactory(title="Hasard", slug="hasard")
    keys = {
        "IMAGE": ImageFactory().pk,
        "DOCUMENT": DocumentFactory().pk,
        "INDEX": (page.get_siblings().type(TrainingIndexPageFactory._meta.model).first() or index_of(home)).pk,
    }
    page.body = body_of(*[(name, resolved(value, keys)) for name, value in stored])
    page.save_revision().publish()
    translation = begin(page)
    translation.source.update_from_db()
    fill(translation)
    copy_ = publish_translation(translation=translation, user=None)
    assert [part.block_type for part in copy_.body] == [name for name, _value in stored]
    assert client.get(copy_.url).status_code == 200


def index_of(home):
    return TrainingIndexPageFactory(parent=home)


# --- The short lists of the other page types --------------------------------------------------------------------


def first_steps(home):
    return make_charter(numbers=[1])[1][0], "first_steps", FirstStepsBlock()


def commitment_tools(home):
    return make_charter(numbers=[1])[1][0], "tools", ToolsBlock()


def legal_references(home):
    return make_charter(numbers=[1])[1][0], "legal_references", LegalReferencesBlock()


def guide_figures(home):
    return GuidePageFactory(parent=GuideIndexPageFactory()), "figures", GuideFiguresBlock()


def guide_documents(home):
    return GuidePageFactory(parent=GuideIndexPageFactory()), "documents", GuideDocumentsBlock()


def objectives(home):
    return make_course(), "objectives", ObjectivesBlock()


def programme(home):
    return make_course(), "programme", ProgrammeBlock()


def indicators(home):
    return make_course(), "indicators", IndicatorsBlock()


def sections(home):
    return home, "sections", SectionsBlock()


LISTS = [
    first_steps, commitment_tools, legal_references, guide_figures, guide_documents, objectives, programme, indicators,
    sections,
]  # fmt: skip


@pytest.mark.deep
@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("state", ["preview", "nothing"])
def test_list_of_a_page_goes_to_translation_and_comes_back(client, home, make, state):
    ImageFactory()
    CharterPageFactory()
    page, field, stream_block = make(home)
    values = []
    for name, child in stream_block.child_blocks.items():
        value = child.get_prep_value(child.get_preview_value()) if state == "preview" else {}
        if state == "nothing" and not isinstance(child, blocks.StructBlock):
            continue
        if value is not None and not leads_nowhere(child, value):
            values.append({"type": name, "value": value, "id": str(uuid.uuid4())})
    setattr(page, field, stream_block.to_python(values))
    page.save_revision().publish()
    translation = begin(page)
    translation.source.update_from_db()
    fill(translation)
    is_home = isinstance(page, HomePage)
    copy_ = publish_translation(translation=translation, user=None) if is_home else translated(page)
    assert [part.block_type for part in getattr(copy_, field)] == [value["type"] for value in values]
    assert client.get(copy_.url).status_code == 200
