"""What a translation puts in place of a link, a page, a document or a picture is what its field would take."""

import copy
import json
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import SegmentOverride, Translation, TranslationContext

from core.blocks import BodyBlock
from core.translation.gate import TranslationNotReady
from core.translation.publication import ask_for_review, publish_translation
from core.translation.replaced import Replacement, check_choice, check_link, replacements
from tests import hostile
from tests.factories.core import DocumentFactory, ImageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import log_in_once, member_of
from tests.factories.training import TrainingIndexPageFactory
from tests.factories.translations import begin, fill
from tests.reading import Reading

pytestmark = pytest.mark.django_db

LINK = "https://www.example.org/"


@pytest.fixture(scope="module")
def shared_rows(shared_translated_home, shared_home):
    return {
        "page": [TrainingIndexPageFactory(parent=shared_home), ContentPageFactory(title="Outils", slug="outils")],
        "document": [DocumentFactory(title="Modèle"), DocumentFactory(title="Muster")],
        "image": [ImageFactory(title="Photo"), ImageFactory(title="Foto")],
    }


@pytest.fixture
def rows(shared_rows, home):
    """What a page may lead to: two of each kind, the first chosen in French."""
    return copy.deepcopy(shared_rows)


@pytest.fixture(scope="module")
def shared_translation(shared_rows):
    index, document, image = (shared_rows[kind][0] for kind in ("page", "document", "image"))
    image.decorative = True
    body = [
        ("rich_text", f'<p>Voir <a href="{LINK}">ce site</a>.</p>'),
        ("link_cards", {"title": "", "cards": [{"title": "Carte", "text": "", "page": index, "url": ""}]}),
        ("next_sessions", {"title": "Sessions", "index": index, "count": 3}),
        ("documents", {"title": "", "documents": [document]}),
        ("picture", {"image": image, "caption": ""}),
    ]
    translation = begin(ContentPageFactory(title="Liens", slug="liens", body=body, social_image=image))
    fill(translation)
    return translation


@pytest.fixture
def translation(shared_translation, home):
    return Translation.objects.get(pk=shared_translation.pk)


#: The place of each thing that a translation may replace, as the library names it.
PLACES = {
    "link": "body.rich_text",
    "card": "body.link_cards.cards.item.page",
    "index": "body.next_sessions.index",
    "document": "body.documents.documents.item",
    "picture": "body.picture.image.image",
    "shared picture": "social_image",
}


def segment_at(translation, place):
    return translation.source.overridablesegment_set.get(context__field_path=PLACES[place])


def by_the_desk(client, translation, segment, value):
    log_in_once(client, "traduction")
    address = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    client.put(address, urlencode({"value": value}), content_type="application/x-www-form-urlencoded")


def by_a_script(client, translation, segment, value):
    override = SegmentOverride(locale=translation.target_locale, context=segment.context)
    override.data_json = json.dumps(value)
    override.save()


ROADS = [by_the_desk, by_a_script]
#: What neither the form of links nor a chooser takes.
REFUSED = [*hostile.ADDRESSES, *hostile.MARKUP[:3], "www.example.org", "abc", "-1", "99999999999", ""]


def test_every_thing_that_can_be_replaced_has_its_place(translation):
    found = set(translation.source.overridablesegment_set.values_list("context__field_path", flat=True))
    assert found == set(PLACES.values())


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("place", PLACES)
def test_value_that_the_field_would_refuse_is_kept_told_and_not_used(client, translation, road, place):
    segment = segment_at(translation, place)
    found = {}
    for value in REFUSED:
        SegmentOverride.objects.all().delete()
        road(client, translation, segment, value)
        override = SegmentOverride.objects.get(context=segment.context)
        found[override.data] = (override.has_error, bool(override.get_error()), list(replacements(translation)))
    assert found == dict.fromkeys(REFUSED, (True, True, []))
    page = publish_translation(translation=translation, user=None)
    response = client.get(page.url)
    soup = Reading(page.url, response.content.decode()).soup
    assert (response.status_code, hostile.bad_addresses(soup)) == (200, [])
    assert [link["href"] for link in soup.select(".rich a")] == [LINK]


def test_page_of_another_type_is_refused(client, translation, rows):
    segment = segment_at(translation, "index")
    by_a_script(client, translation, segment, str(rows["page"][1].pk))
    assert SegmentOverride.objects.get(context=segment.context).has_error


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize(
    "url", ["https://www.example.de/", "/de/kontakt/", "mailto:amt@stadt.example", "tel:+49 1", "#oben"]
)
def test_link_that_the_form_of_links_takes_is_used(client, translation, road, url):
    road(client, translation, segment_at(translation, "link"), url)
    page = publish_translation(translation=translation, user=None)
    soup = Reading(page.url, client.get(page.url).content.decode()).soup
    assert [link["href"] for link in soup.select(".rich a")] == [url]


@pytest.mark.parametrize(
    ("place", "kind", "before", "now"),
    [
        ("card", "page", "Formations", "Outils"),
        ("document", "document", "Modèle", "Muster"),
        ("picture", "image", "Photo", "Foto"),
        ("shared picture", "image", "Photo", "Foto"),
    ],
)
def test_row_that_the_field_takes_is_used_and_shown_to_who_reviews(client, translation, rows, place, kind, before, now):
    by_the_desk(client, translation, segment_at(translation, place), str(rows[kind][1].pk))
    [replacement] = replacements(translation)
    assert (replacement.before, replacement.now, replacement.flaw) == (before, now, "")
    ask_for_review(translation=translation, user=member_of("traduction"))
    client.force_login(member_of("relecture"))
    html = client.get(reverse("core_review_translation", args=[translation.pk])).content.decode()
    assert now in Reading("/", html).soup.ins.get_text()


def test_link_is_shown_to_who_reviews(client, translation):
    by_the_desk(client, translation, segment_at(translation, "link"), "https://www.example.de/")
    assert list(replacements(translation)) == [Replacement("Texte", LINK, "https://www.example.de/", "")]


def test_error_goes_with_the_value_that_had_it(client, translation):
    segment = segment_at(translation, "link")
    by_the_desk(client, translation, segment, "javascript:alert(1)")
    by_the_desk(client, translation, segment, "https://www.example.de/")
    override = SegmentOverride.objects.get(context=segment.context)
    assert (override.has_error, override.get_error()) == (False, None)


@pytest.mark.parametrize(
    ("place", "value"), [("link", "javascript:alert(1)"), ("document", "abc"), ("picture", "99999999")]
)
def test_draft_of_a_value_stored_before_is_refused_with_the_reason(client, translation, place, value):
    by_a_script(client, translation, segment_at(translation, place), value)
    SegmentOverride.objects.update(has_error=False)
    with pytest.raises(TranslationNotReady, match="À corriger dans la traduction"):
        publish_translation(translation=translation, user=None)


def test_nothing_is_put_where_a_page_has_no_such_place(translation):
    context = TranslationContext.objects.create(
        object_id=translation.source.object_id, path="body.ailleurs", field_path="body.ailleurs"
    )
    override = SegmentOverride(locale=translation.target_locale, context=context, data_json='"rien"')
    override.save()
    assert (override.has_error, override.get_error()) == (True, "Rien ne peut être mis à la place de ceci.")


def test_row_that_a_backup_brings_back_is_left_as_it_was(translation):
    segment = segment_at(translation, "link")
    override = SegmentOverride(locale=translation.target_locale, context=segment.context, data_json='"abc"')
    override.created_at = override.updated_at = timezone.now()
    override.save_base(raw=True)
    assert SegmentOverride.objects.get(pk=override.pk).has_error is False


def test_link_that_only_django_would_take_is_refused():
    with pytest.raises(ValidationError):
        check_link("ftps://ailleurs.example/")


def test_page_of_none_of_the_types_of_a_block_is_refused(home):
    block = BodyBlock().child_blocks["sign_up"].child_blocks["page"]
    page = ContentPageFactory(title="Autre", slug="autre")
    with pytest.raises(ValidationError, match="choix valide"):
        check_choice(block, page)
