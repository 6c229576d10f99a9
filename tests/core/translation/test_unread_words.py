"""What a machine wrote is read by somebody before readers see it: by every road, and wherever the words go."""

from copy import deepcopy
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from core.enums import PassageOrigin
from core.models import PassageMark
from core.translation.doubts import Doubt, confirm, doubtful_passages, machine_passages
from core.translation.fill_in import fill_in
from core.translation.gate import TranslationNotReady
from core.translation.memory import MemoryTranslator
from core.translation.progress import missing_strings, older_passages, source_page_of, translation_of
from core.translation.publication import ask_for_review, publish_translation, save_draft
from home.models import ContentPage
from tests.core.translation.bodies import body_of, keys
from tests.factories.core import UserFactory
from tests.factories.roles import member_of
from tests.factories.translations import begin, fill, translated

pytestmark = pytest.mark.django_db

BY_MACHINE = {"translation_type": "machine", "tool_name": "DeepL"}


def by_machine(translation, path):
    """A machine wrote this passage, whole and without a flaw."""
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale, context__path=path
    )
    assert rows.update(**BY_MACHINE) == 1
    return rows.get()


@pytest.fixture
def translation(page):
    """A whole translation, one passage of which a machine wrote: no page of it was ever online."""
    translation = begin(page)
    fill(translation)
    by_machine(translation, "summary")
    return translation


def is_live(translation):
    return translation.get_target_instance().live


def told(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request)).replace("\u00a0", " ")


def doubts(translation):
    return {passage.row.data: passage.doubts for passage in doubtful_passages(translation)}


# Roads to publication


def publish_from_desk(client, translation):
    page = translation.get_target_instance()
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})


def ask_review(client, translation):
    return client.post(reverse("core_ask_translation_review", args=[translation.pk]))


def publish_with_a_reason(client, translation):
    StringTranslation.objects.filter(context__object_id=translation.source.object_id, context__path="title").delete()
    address = reverse("core_publish_incomplete", args=[translation.pk])
    return client.post(address, {"reason": "La séance est demain."})


def publish_in_bulk(client, translation):
    save_draft(translation=translation, user=None)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{address}?next=/admin/&id={translation.get_target_instance().pk}")


def stop(client, translation):
    return client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))


def copy(client, translation):
    page = translation.get_target_instance()
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": page.get_parent().pk, "publish_copies": "on"}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)


ROADS = [publish_from_desk, ask_review, publish_with_a_reason, publish_in_bulk, stop, copy]


@pytest.mark.parametrize("road", ROADS)
def test_no_road_of_the_admin_publishes_what_nobody_read(client, translation, road):
    client.force_login(UserFactory(is_superuser=True))
    count = ContentPage.objects.count()
    assert "confirmez-le ou corrigez-le" in told(road(client, translation))
    assert (is_live(translation), Translation.objects.get(pk=translation.pk).enabled) == (False, True)
    assert ContentPage.objects.count() == count
    assert translation.get_target_instance().workflow_in_progress is False


@pytest.mark.parametrize("road", ROADS)
def test_each_road_is_open_once_somebody_confirmed(client, translation, road):
    confirm(machine_passages(translation).get())
    client.force_login(UserFactory(is_superuser=True))
    assert "confirmez-le" not in told(road(client, translation))
    page = translation.get_target_instance()
    reached = {
        "publish_from_desk": page.live,
        "publish_with_a_reason": page.live,
        "publish_in_bulk": page.live,
        "ask_review": page.workflow_in_progress,
        "stop": not Translation.objects.get(pk=translation.pk).enabled,
        "copy": ContentPage.objects.filter(slug="kopie").exists(),
    }
    assert reached[road.__name__] is True


def test_scheduled_publication_waits_for_somebody_to_read(translation):
    revision = save_draft(translation=translation, user=None)
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=5)
    revision.save()
    call_command("publish_scheduled")
    assert is_live(translation) is False
    confirm(machine_passages(translation).get())
    call_command("publish_scheduled")
    assert is_live(translation) is True


def test_approval_of_words_that_a_machine_wrote_meanwhile_is_refused(client, translation):
    confirm(machine_passages(translation).get())
    ask_for_review(translation=translation, user=UserFactory())
    by_machine(translation, "summary")
    page = translation.get_target_instance()
    client.force_login(member_of("relecture"))
    client.post(reverse("core_review_translation", args=[translation.pk]), {"approve": "", "comment": ""})
    assert (is_live(translation), page.current_workflow_task_state.status) == (False, "in_progress")


def test_page_online_follows_its_french_page_without_what_nobody_read(page):
    german = translated(page)
    translation = translation_of(german)
    (key,) = keys(1)
    page.body = body_of(("heading", "Un titre", key))
    page.save_revision().publish()
    fill(translation)
    by_machine(translation, f"body.{key}")
    page.seo_title = ""
    page.show_in_menus = True
    page.save_revision().publish()
    with pytest.raises(TranslationNotReady):
        publish_translation(translation=translation, user=None)
    german = translation.get_target_instance()
    assert (list(german.body), [row.context.path for row in machine_passages(translation)]) == ([], [f"body.{key}"])


# How words become a person's


def test_button_of_the_desk_confirms(client, translation):
    row = machine_passages(translation).get()
    assert doubts(translation) == {row.data: [Doubt.MACHINE]}
    client.force_login(member_of("traduction"))
    client.post(reverse("core_confirm_passage", args=[translation.pk, row.pk]))
    row.refresh_from_db()
    assert (doubts(translation), row.translation_type, row.tool_name) == ({}, "manual", "DeepL")


def test_saving_a_passage_in_the_desk_makes_it_a_persons(client, translation):
    row = machine_passages(translation).get()
    segment = translation.source.stringsegment_set.get(context=row.context)
    client.force_login(member_of("traduction"))
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    client.put(address, f"value={row.data}", content_type="application/x-www-form-urlencoded")
    row.refresh_from_db()
    assert (doubts(translation), row.translation_type, row.tool_name) == ({}, "manual", "")


def test_error_that_is_noted_at_a_passage_makes_it_nobodys(translation):
    row = machine_passages(translation).get()
    row.field_error = "Trop long."
    row.save(update_fields=["field_error"])
    assert doubts(translation) == {row.data: [Doubt.MACHINE]}


# Words that go elsewhere


@pytest.fixture(params=["machine", "fuzzy"])
def unread(request, page):
    """A block nobody vouches for the words of, each way that there is; the French page, its translation, the doubt."""
    (key,) = keys(1)
    page.body = body_of(("heading", "Un titre", key))
    page.save_revision().publish()
    translation = begin(page)
    fill(translation)
    path = f"body.{key}"
    if request.param == "machine":
        by_machine(translation, path)
    else:
        row = StringTranslation.objects.get(context__path=path)
        PassageMark.objects.create(translation=row, origin=PassageOrigin.FUZZY)
    return page, translation, Doubt(request.param)


@pytest.mark.parametrize("text", ["Un titre", "Un autre titre"])
@pytest.mark.parametrize("is_moved", [False, True])
def test_words_that_nobody_read_stay_so_wherever_they_go(unread, text, is_moved):
    page, translation, doubt = unread
    old = page.body[0].id
    new = str(uuid4()) if is_moved else old
    page.body = body_of(("heading", text, new))
    page.save_revision().publish()
    if is_moved and text != "Un titre":
        # Another passage in another place has no words.
        assert [segment.context.path for segment in missing_strings(translation)] == [f"body.{new}"]
    else:
        assert doubts(translation) == {"Un titre DE": [doubt]}
    assert older_passages(translation) == []


def test_words_carried_over_a_machines_mistake_are_a_persons(unread):
    page, translation, _doubt = unread
    (old,) = [block.id for block in page.body]
    new = str(uuid4())
    page.body = body_of(("heading", "Un titre", old), ("heading", "Autre", new))
    page.save_revision().publish()
    fill(translation)
    row = by_machine(translation, f"body.{new}")
    StringTranslation.objects.filter(pk=row.pk).update(has_error=True)
    page.body = body_of(("heading", "Un titre", old), ("heading", "Mentions", new))
    page.save_revision().publish()
    found = StringTranslation.objects.get(context__path=f"body.{new}", translation_of__data="Mentions")
    assert (found.data, found.translation_type, found.tool_name) == ("Mentions DE", "manual", "")


@pytest.mark.parametrize("way", ["machine", *PassageOrigin.values])
def test_memory_lends_only_words_that_somebody_vouches_for(translation, way):
    row = StringTranslation.objects.get(context__path="summary", context__object_id=translation.source.object_id)
    confirm(row)
    if way == "machine":
        by_machine(translation, "summary")
    else:
        PassageMark.objects.filter(translation=row).update(origin=way)
    french, german = (Locale.objects.get(language_code=code) for code in ("fr", "de"))
    string = row.translation_of.as_value()
    found = MemoryTranslator({}).translate(french, german, [string])
    assert (string in found) is (way == PassageOrigin.CONFIRMED)


def test_button_pressed_again_asks_for_nothing_more(translation):
    before = deepcopy(doubts(translation))
    assert fill_in(translation=translation, user=None).left == 0
    assert doubts(translation) == before


def test_french_page_is_published_whatever_a_machine_wrote(translation):
    source = source_page_of(translation)
    source.save_revision().publish()
    assert ContentPage.objects.get(pk=source.pk).live is True
