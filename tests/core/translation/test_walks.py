"""Random walks of editors and translators: whatever they do one after the other, readers are told the truth.

No page is online with French words in it that are not marked as French, no redirect goes round, no chore stops.
"""

import itertools
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from core.translation.gate import TranslationNotReady
from core.translation.progress import translation_of
from core.translation.publication import begin_translation, publish_translation
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.translations import fill, translated
from tests.reading import Reading
from tests.remembering import RememberingBrowser

pytestmark = pytest.mark.django_db

#: French words, and theirs in another language: the same, with its code behind them.
FRENCH = re.compile(r"Phrase \w+\.(?! (?:DE|EN)\b)")
#: A value of JSON-LD that says its language.
MARKED = re.compile(r'{"@value": "[^"]*", "@language": "fr"}')
NUMBERS = itertools.count(100)
WHICH = st.integers(0, 30)
#: Why a page may not appear at its date: it is told, and holds back no other.
EXPECTED = ("EndedBefore", "TranslationNotReady", "ValidationError")
REASON = "Le salon ouvre demain matin."


@pytest.fixture(scope="module")
def shared_pages(shared_translated_home):
    """Three French pages, one below another; one in German."""
    one = ContentPageFactory(slug="un", title="Phrase une.", summary="Phrase deux.")
    ContentPageFactory(parent=one, slug="deux", title="Phrase trois.", summary="Phrase quatre.")
    ContentPageFactory(slug="trois", title="Phrase cinq.", summary="Phrase six.")
    translated(one)


def new_phrase():
    return f"Phrase n{next(NUMBERS)}."


def chosen(pages, which):
    found = list(pages)
    return found[which % len(found)].specific if found else None


def french(which):
    return chosen(Page.objects.filter(depth__gt=2, locale__language_code="fr").order_by("pk"), which)


def foreign(which):
    return chosen(Page.objects.filter(depth__gt=2).exclude(locale__language_code="fr").order_by("pk"), which)


def translation(which):
    rows = Translation.objects.filter(source__object_id__in=Page.objects.filter(depth__gt=2).values("translation_key"))
    found = list(rows.order_by("pk"))
    return found[which % len(found)] if found else None


# --- What people do -------------------------------------------------------------------------------------------------


def rewrite(one, other):
    page = french(one)
    page.summary = new_phrase()
    page.save_revision().publish()


def draft(one, other):
    page = french(one)
    page.title = new_phrase()
    page.save_revision()


def revert(one, other):
    """An earlier version is put online again."""
    revisions = list(french(one).revisions.order_by("pk"))
    if revisions:
        revisions[other % len(revisions)].as_object().save_revision().publish()


def schedule(one, other):
    page = french(one)
    page.summary, page.go_live_at = new_phrase(), timezone.now() + timedelta(seconds=1)
    page.save_revision().publish()


def expire(one, other):
    page = french(one)
    page.expire_at = timezone.now() + timedelta(seconds=1)
    page.save_revision().publish()


def take_offline(one, other):
    chosen(Page.objects.filter(depth__gt=2).order_by("pk"), one).unpublish()


def put_online(one, other):
    page = chosen(Page.objects.filter(depth__gt=2).order_by("pk"), one)
    (page.get_latest_revision() or page.save_revision()).publish()


def move(one, other):
    page = french(one)
    places = Page.objects.filter(depth__gt=1, locale=page.locale).not_descendant_of(page, inclusive=True)
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=chosen(places, other).pk), pos="last-child")


def copy(one, other):
    page = chosen(Page.objects.filter(depth__gt=2).order_by("pk"), one)
    page.copy(update_attrs={"slug": f"copie-{next(NUMBERS)}"}, keep_live=bool(other % 2), recursive=bool(other % 3))


def send(one, other):
    locale = Locale.objects.get(language_code=["de", "en"][other % 2])
    begin_translation(page=french(one), locales=[locale], user=None)


def translate_some(one, other):
    if row := translation(one):
        fill(row, only=other % 4)


def publish(one, other):
    if row := translation(one):
        publish_translation(translation=row, user=None, reason=REASON if other % 2 else "")


def force(one, other):
    """A page is sent, translated in part, and put online all the same."""
    send(one, other)
    locale = Locale.objects.get(language_code=["de", "en"][other % 2])
    if row := translation_of(french(one).get_translation(locale)):
        fill(row, only=other % 3)
        publish_translation(translation=row, user=None, reason=REASON)


def import_file(one, other):
    """A PO file with words for some passages, some of them unsure, sent by whoever may."""
    if row := translation(one):
        po = row.export_po()
        code = row.target_locale.language_code
        for entry in list(po)[: other % 4]:
            entry.msgstr = f"{entry.msgid}-{code}" if entry.msgctxt == "slug" else f"{entry.msgid} {code.upper()}"
            entry.flags = ["fuzzy"] if other % 2 else []
        client = Client()
        client.force_login(UserFactory(is_superuser=True))
        file = SimpleUploadedFile("page.po", str(po).encode())
        client.post(reverse("wagtail_localize:upload_pofile", args=[row.pk]), {"file": file})


STEPS = [
    rewrite, draft, revert, schedule, expire, take_offline, put_online, move, copy, send, force, force, translate_some,
    translate_some, publish, publish, import_file,
]  # fmt: skip
STEP = st.tuples(st.sampled_from(STEPS), WHICH, WHICH)


def do(step, one, other):
    """One step, as far as the site allows it: what is refused changes nothing."""
    try:
        with transaction.atomic():
            step(one, other)
    except (ValidationError, TranslationNotReady, PermissionDenied):
        pass


# --- What is so at the end ------------------------------------------------------------------------------------------


def unmarked_french(client):
    """French words that a page in another language shows as its own."""
    for page in Page.objects.live().filter(depth__gt=1).exclude(locale__language_code="fr").order_by("pk"):
        response = client.get(page.url)
        if response.status_code == 200:
            soup = Reading(page.url, response.content.decode()).soup
            told = [script.string for script in soup.select("script[type='application/ld+json']")]
            # The title of a window is one string: no part of it can say its language.
            for element in soup.select("title, script, [lang=fr]"):
                element.decompose()
            said = [*map(str, soup.body.select("[title], [alt], [aria-label]")), soup.get_text(" "), str(soup.head)]
            for words in FRENCH.findall(" ".join([*said, *map(MARKED.sub, [""] * len(told), told)])):
                yield page.url, words


@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEP, min_size=4, max_size=10))
def test_whatever_editors_and_translators_do_readers_are_told_the_truth(
    shared_pages, site_root, caplog, django_capture_on_commit_callbacks, steps
):
    cache.clear()
    caplog.clear()
    with transaction.atomic():
        for step, one, other in steps:
            with django_capture_on_commit_callbacks(execute=True):
                do(step, one, other)
            cache.clear()
        moment = timezone.now() + timedelta(minutes=5)
        with pytest.MonkeyPatch.context() as clock:
            clock.setattr(timezone, "now", lambda: moment)
            for _ in range(2):
                with django_capture_on_commit_callbacks(execute=True):
                    call_command("publish_scheduled", verbosity=0)
                call_command("tick", once=True)
        faults = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
        assert [fault for fault in faults if not fault.endswith(EXPECTED)] == []
        client = Client()
        assert list(unmarked_french(client)) == []
        browser = RememberingBrowser(client)
        ends = [browser.open(f"{path}/")[0] for path in Redirect.objects.values_list("old_path", flat=True)]
        assert set(ends) <= {200, 404}
        assert not Page.objects.exclude(locale__language_code="fr").filter(alias_of__isnull=False, live=True).exists()
        transaction.set_rollback(True)
