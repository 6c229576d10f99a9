"""Nothing that calls readers to something and leads them nowhere goes online, whatever asks for it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from core.dead_ends import dead_ends, dead_ends_of, refuse_dead_ends
from core.publication import NotReady
from home.models import ContentPage
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.translations import begin, fill, translated

pytestmark = pytest.mark.django_db

#: A chooser that no words call to, and why that is right.
NO_CALL = {"HeroBlock.charter": "shows the grid itself, or nothing"}


def every_block(block):
    """A block and all those inside."""
    yield block
    children = getattr(block, "child_blocks", {}).values() or filter(None, [getattr(block, "child_block", None)])
    for child in children:
        yield from every_block(child)


STREAMS = [
    field.stream_block
    for model in get_page_models()
    for field in model._meta.get_fields()
    if isinstance(field, StreamField)
]
CALLING = {
    type(block).__name__: block
    for stream in STREAMS
    for block in every_block(stream)
    if isinstance(block, blocks.StructBlock)
    and any(isinstance(child, blocks.PageChooserBlock) for child in block.child_blocks.values())
}


def to_nowhere(live=False):
    """A page with a card whose target is gone."""
    page = ContentPageFactory(title="Signer", slug="signer", live=live)
    value = {"title": "Pour signer", "cards": [{"title": "Le formulaire", "text": "", "page": None, "url": ""}]}
    page.body = ContentPage._meta.get_field("body").to_python([{"type": "link_cards", "value": value}])
    return page


def is_live(page):
    return ContentPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("name", CALLING)
def test_every_chooser_of_a_page_is_called_to_by_words(name):
    block = CALLING[name]
    choosers = {key for key, child in block.child_blocks.items() if isinstance(child, blocks.PageChooserBlock)}
    led_to = {target for targets in block.meta.leads.values() for target in targets}
    assert {key for key in choosers - led_to if f"{name}.{key}" not in NO_CALL} == set()


@pytest.mark.parametrize("name", CALLING)
def test_every_block_without_its_target_is_a_dead_end(name):
    block = CALLING[name]
    value = block.normalize(dict.fromkeys(block.meta.leads, "Par ici"))
    assert list(dead_ends(value)) == ["Par ici"] * len(block.meta.leads)
    targets = {targets[0]: ContentPageFactory() for targets in block.meta.leads.values()}
    assert list(dead_ends(block.normalize({**dict.fromkeys(block.meta.leads, "Par ici"), **targets}))) == []


def test_dead_end_is_named_in_words_for_the_editor(site_root):
    page = to_nowhere()
    assert dead_ends_of(page) == ["Corps de la page\xa0: «\xa0Le formulaire\xa0» ne mène nulle part"]
    with pytest.raises(NotReady) as refusal:
        refuse_dead_ends(page)
    assert "«\xa0Le formulaire\xa0»" in str(refusal.value)


def by_revision(client, page):
    with pytest.raises(NotReady):
        page.save_revision(clean=False).publish()


def by_bulk(client, page):
    page.save_revision(clean=False)
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert client.post(f"{address}?next=/admin/&id={page.pk}").status_code == 302


def by_schedule(client, page):
    """The target was there when the date was set."""
    revision = page.save_revision(clean=False)
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(hours=1))
    call_command("publish_scheduled")


def by_approval(client, page):
    page.save_revision(clean=False)
    task_state = page.get_workflow().start(page, UserFactory()).current_task_state
    client.force_login(member_of("relecture"))
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task_state.pk]))


def by_the_button(client, page):
    page.save_revision(clean=False)
    client.force_login(UserFactory(is_superuser=True))
    name = "body-0-value"
    data = {
        "title": page.title, "slug": page.slug, "summary": "", "action-publish": "1", "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0", "body-count": "1", "body-0-type": "link_cards", "body-0-order": "0",
        "body-0-deleted": "", f"{name}-title": "Pour signer", f"{name}-cards-count": "1",
        f"{name}-cards-0-order": "0", f"{name}-cards-0-deleted": "", f"{name}-cards-0-type": "",
        f"{name}-cards-0-value-title": "Le formulaire", f"{name}-cards-0-value-page": "",
    }  # fmt: skip
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 200


@pytest.mark.parametrize("road", [by_revision, by_bulk, by_schedule, by_approval, by_the_button])
def test_no_road_publishes_a_dead_end(client, site_root, road):
    call_command("setup_site", verbosity=0)
    page = to_nowhere()
    road(client, page)
    assert is_live(page) is False


def test_no_translation_publishes_a_dead_end(client, site_root):
    home = translated(site_root)
    page = to_nowhere(live=True)
    ContentPage.objects.filter(pk=page.pk).update(body=page.body.get_prep_value())
    translation = begin(ContentPage.objects.get(pk=page.pk))
    fill(translation)
    client.force_login(UserFactory(is_superuser=True))
    german = translation.get_target_instance()
    response = client.post(reverse("wagtailadmin_pages:edit", args=[german.pk]), {"action": "publish"})
    assert response.status_code in (200, 302)
    assert (home.live, is_live(german)) == (True, False)


def test_title_of_cards_is_not_shown_alone(client, site_root):
    gone = ContentPageFactory(title="Partie", slug="partie", live=False)
    cards = [{"title": "Le formulaire", "text": "", "page": gone.pk, "url": ""}]
    body = [{"type": "link_cards", "value": {"title": "Pour signer", "cards": cards}}]
    page = ContentPageFactory(body=ContentPage._meta.get_field("body").to_python(body))
    assert "Pour signer" not in client.get(page.url).content.decode()
