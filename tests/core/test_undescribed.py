"""Words that describe no picture go online by no road, and the editor is told which."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import StringTranslation

from core.blocks import BodyBlock
from core.blocks.media import DescribedImageBlock
from core.models import CustomImage
from core.publication import NotReady
from core.schedule import REFUSED
from core.undescribed import undescribed, uses_in
from home.models import ContentPage
from tests.factories.core import ImageFactory, UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.translations import begin, fill, translated

pytestmark = pytest.mark.django_db

NAME, TOLD = "IMG_1234", "la description d’une image, « IMG_1234 »"


@pytest.fixture
def editor(client, site_root):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def picture(words, decorative=False):
    image = {"image": ImageFactory().pk, "alt_text": words, "decorative": decorative}
    return {"type": "picture", "value": {"image": image, "caption": ""}}


def draft(words=NAME, **fields):
    """A page that is not online, with a picture, as an older version of the site let it be written."""
    page = ContentPageFactory(live=False, **fields)
    page.body = [picture(words)]
    page.save_revision(clean=False)
    return page


def live(page):
    return ContentPage.objects.get(pk=page.pk).live


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request)).replace("\u00a0", " ")


def publish_form(client, page, words):
    [block] = page.get_latest_revision_as_object().body
    image = {"image": block.value["image"].pk, "alt_text": words}
    body = streamfield([("picture", {"image": image, "caption": ""})])
    fields = {"title": page.title, "slug": page.slug, "summary": "", "body": body, "comments": inline_formset([])}
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, nested_form_data(fields | {"action-publish": "1"}))


def test_button_refuses_at_the_field(client, editor):
    page = draft()
    response = publish_form(client, page, NAME)
    assert (response.status_code, live(page)) == (200, False)
    [error] = response.context["form"].errors.as_data()["body"][0].block_errors.values()
    assert "le nom d’un fichier" in str(error.as_json_data()).replace("\u00a0", " ")


def test_button_publishes_words_that_describe(client, editor):
    page = draft()
    assert publish_form(client, page, "Trois vélos devant une mairie").status_code == 302
    assert live(page)


def test_bulk_refuses(client, editor):
    page = draft()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?next=/admin/&id={page.pk}")
    assert not live(page)


@pytest.mark.parametrize("window", [True, False])
def test_workflow_refuses_and_tells_the_reviewer_why(client, editor, window):
    member_of("relecture")
    page = draft()
    Workflow.objects.get(workflow_pages__isnull=False).start(page, editor)
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    headers = {"X-Requested-With": "XMLHttpRequest"} if window else {}
    response = client.post(url, {"comment": ""}, headers=headers)
    state.refresh_from_db()
    assert (live(page), state.status) == (False, "in_progress")
    assert TOLD in said(response)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert response.json()["redirect"] == edit if window else response.url == edit


def test_schedule_refuses_and_writes_it_in_the_history(site_root):
    page = draft()
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=5)
    revision.save()
    call_command("publish_scheduled")
    assert not live(page)
    assert TOLD in PageLogEntry.objects.get(action=REFUSED).data["reason"].replace("\u00a0", " ")


def test_command_refuses(site_root):
    page = draft()
    with pytest.raises(NotReady) as refusal:
        page.get_latest_revision().publish()
    assert (TOLD in str(refusal.value).replace("\u00a0", " "), live(page)) == (True, False)


def test_page_published_without_a_revision_is_asked_too(site_root):
    page = draft().get_latest_revision_as_object()
    with pytest.raises(NotReady):
        page.publish(None)


def test_translation_refuses_and_tells_the_translator_why(client, editor, site_root):
    translated(site_root)
    page = draft("Trois vélos devant une mairie")
    page.get_latest_revision().publish()
    translation = begin(page)
    fill(translation)
    StringTranslation.objects.filter(data__contains="vélos").update(data="Bild")
    target = translation.get_target_instance()
    url = reverse("wagtailadmin_pages:edit", args=[target.pk])
    response = client.post(url, {"action": "publish"})
    assert ("« Bild »" in said(response), live(target)) == (True, False)


def test_draft_may_wait_with_them(site_root):
    block = DescribedImageBlock()
    value = block.to_python(picture(NAME)["value"]["image"])
    assert block.clean_deferred(value).contextual_alt_text == NAME


@pytest.mark.parametrize("words", ["photo", "image 2", "facade.jpg", "salle du conseil"])
def test_each_kind_of_name_is_found(site_root, words):
    page = draft(words)
    CustomImage.objects.update(file="original_images/Salle_du_conseil.png")
    assert [use.words for use in undescribed([page])] == [words]


@pytest.mark.parametrize(("words", "decorative"), [("", False), ("IMG_1234", True), ("Trois vélos", False)])
def test_picture_that_describes_or_says_nothing_at_all_is_another_matter(site_root, words, decorative):
    page = ContentPageFactory()
    page.body = [picture(words, decorative)]
    assert undescribed([page]) == []


def test_picture_that_was_deleted_is_no_reason(site_root):
    page = draft()
    CustomImage.objects.all().delete()
    assert undescribed([page]) == []


def test_every_block_with_a_picture_is_looked_into(site_root):
    """The stored form is searched for the parts of a picture: each block of the body that holds one has them."""
    body, image = BodyBlock(), ImageFactory()
    with_pictures = [name for name, block in body.child_blocks.items() if "image" in getattr(block, "child_blocks", {})]
    assert with_pictures
    for name in with_pictures:
        assert isinstance(body.child_blocks[name].child_blocks["image"], DescribedImageBlock)
        page = ContentPageFactory()
        page.body = [{"type": name, "value": {"image": {"image": image.pk, "alt_text": NAME, "decorative": False}}}]
        assert [use.words for use in uses_in(page)] == [NAME]


def test_title_is_never_suggested(client, editor):
    image = ImageFactory(title="IMG_1234", description="")
    chosen = client.get(reverse("wagtailimages_chooser:chosen", args=[image.pk])).json()["result"]
    assert chosen["default_alt_text"] == ""


@pytest.mark.parametrize(("words", "suggested"), [("Trois vélos", "Trois vélos"), ("IMG_1234", ""), ("image", "")])
def test_description_is_suggested_when_it_describes(site_root, words, suggested):
    assert ImageFactory(title="IMG_1234", description=words).default_alt_text == suggested


@pytest.mark.parametrize(("words", "status"), [("Trois vélos", 302), ("", 302), ("IMG_1234", 200), ("photo", 200)])
def test_description_of_the_library_is_no_name_of_a_file(client, editor, words, status):
    image = ImageFactory()
    url = reverse("wagtailimages:edit", args=[image.pk])
    assert client.post(url, {"title": "IMG_1234", "description": words, "collection": 1}).status_code == status
