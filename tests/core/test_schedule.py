"""Pages appear and leave at their date, each by itself: one that cannot stops no other."""

import datetime
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command, get_commands
from django.db import DatabaseError
from django.urls import reverse
from wagtail.models import DraftStateMixin, Locale, Page, PageLogEntry, Revision

from core import schedule
from core.publication import _OBJECTORS
from core.translation.publication import save_draft
from home.models import ContentPage
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.translations import begin, fill, translated

pytestmark = pytest.mark.django_db

#: Thursday, 11 o'clock in Paris.
NOON = datetime.datetime(2027, 1, 14, 10, 0, tzinfo=datetime.UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def clock(site_root, time_machine):
    """It is an hour to the moment that pages of these tests wait for."""
    time_machine.move_to(NOON - HOUR, tick=False)
    return time_machine


def to_appear(page, at=NOON, **dates):
    """Schedule the last version of a page, as the button does."""
    page = page.specific
    page.go_live_at = at
    for name, date in dates.items():
        setattr(page, name, date)
    page.save_revision().publish()


def to_leave(page, at=NOON):
    """Publish a page with an end."""
    page.expire_at = at
    page.save_revision().publish()


def draft(**fields):
    return ContentPageFactory(live=False, **fields)


def at_noon(clock):
    clock.move_to(NOON, tick=False)
    call_command("publish_scheduled")


def live(*pages):
    return [Page.objects.get(pk=page.pk).live for page in pages]


def german(page):
    return page.get_translation(Locale.objects.get(language_code="de"))


def history(page):
    """What happened to a page, the oldest first."""
    return list(PageLogEntry.objects.filter(page=page.pk).order_by("timestamp", "pk").values_list("action", flat=True))


def reasons(page):
    entries = PageLogEntry.objects.filter(page=page.pk, action=schedule.REFUSED).order_by("pk")
    return [entry.data["reason"].replace("\u00a0", " ") for entry in entries]


@pytest.fixture
def objections(monkeypatch):
    """Errors that meet the publication of a page, by its title."""
    found = {}

    def object_to(page, revision):
        if error := found.get(page.title):
            raise error

    monkeypatch.setattr("core.publication._OBJECTORS", [*_OBJECTORS, object_to])
    return found


def test_the_command_is_ours_and_not_the_stock_one():
    assert get_commands()["publish_scheduled"] == "core"


def test_only_pages_have_drafts_so_that_nothing_else_waits_for_a_date():
    others = [
        model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    assert others == []


# --- Appearing ----------------------------------------------------------------------------------------------------


def test_page_appears_at_its_minute_and_not_before(clock):
    page = draft()
    to_appear(page)
    clock.move_to(NOON - timedelta(seconds=1), tick=False)
    call_command("publish_scheduled")
    before = live(page)
    at_noon(clock)
    assert (before, live(page)) == ([False], [True])
    assert history(page)[-1] == "wagtail.publish.scheduled"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionDenied("Il manque un passage."), "Il manque un passage."),
        (ValidationError({"slug": ["Adresse prise."], "title": ["Titre vide."]}), "Adresse prise. Titre vide."),
        (DatabaseError("zoe@mairie.example"), "Une erreur imprévue : le journal technique du site dit laquelle."),
        (KeyError("zoe@mairie.example"), "Une erreur imprévue : le journal technique du site dit laquelle."),
        (PermissionDenied(), "Une erreur imprévue : le journal technique du site dit laquelle."),
    ],
)
def test_page_that_cannot_appear_stops_no_other(clock, objections, caplog, error, reason):
    first, refused, last = draft(), draft(), draft()
    for page in (first, refused, last):
        to_appear(page)
    leaving = ContentPageFactory()
    to_leave(leaving)
    objections[refused.title] = error
    at_noon(clock)
    assert live(first, refused, last, leaving) == [True, False, True, False]
    assert reasons(refused) == [reason]
    said = [record.getMessage() for record in caplog.records if record.name == "core.schedule"]
    assert said == [f"Page {refused.pk} does not appear at its date: {type(error).__name__}"]


def test_refusal_is_said_once_and_again_when_it_is_another_one(clock, objections, caplog):
    page = draft()
    to_appear(page)
    for reason in ("Une.", "Une.", "Une autre."):
        objections[page.title] = PermissionDenied(reason)
        at_noon(clock)
    assert reasons(page) == ["Une.", "Une autre."]
    assert len([record for record in caplog.records if record.name == "core.schedule"]) == 2


def test_page_appears_as_soon_as_nothing_stands_in_the_way(clock, objections):
    page = draft()
    to_appear(page)
    objections[page.title] = PermissionDenied("Pas encore.")
    at_noon(clock)
    objections.clear()
    call_command("publish_scheduled")
    assert live(page) == [True]


def test_translation_that_is_not_whole_stops_no_innocent_page(clock, site_root):
    translated(site_root)
    page, innocent = ContentPageFactory(), draft()
    begin(page)
    copy = german(page)
    Revision.objects.filter(pk=copy.latest_revision_id).update(approved_go_live_at=NOON)
    to_appear(innocent)
    at_noon(clock)
    assert live(copy, innocent) == [False, True]
    assert reasons(copy) == [f"2 passages de « {page.title} » ne sont pas encore traduits."]


def test_page_above_and_page_below_appear_together_whichever_is_due_first(clock, site_root):
    # Written in German: there, no page goes online below one that is not.
    above = draft(parent=translated(site_root))
    below = draft(parent=above)
    for page, moment in ((above, NOON), (below, NOON - timedelta(minutes=5))):
        Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=moment)
    at_noon(clock)
    assert live(above, below) == [True, True]


def test_french_page_and_its_translation_appear_together(clock, site_root):
    translated(site_root)
    page = draft()
    copy = german(fill_whole(page))
    Revision.objects.filter(pk=copy.latest_revision_id).update(approved_go_live_at=NOON - timedelta(minutes=5))
    to_appear(page)
    at_noon(clock)
    assert live(page, copy) == [True, True]


def fill_whole(page):
    """A page with every passage translated, and the draft that says so; offline."""
    translation = begin(page)
    fill(translation)
    save_draft(translation=translation, user=None)
    return page


def test_page_whose_end_has_come_meanwhile_does_not_appear(clock):
    page = draft()
    to_appear(page, expire_at=NOON + HOUR)
    clock.move_to(NOON + HOUR, tick=False)
    call_command("publish_scheduled")
    assert (live(page), history(page)[-1]) == ([False], schedule.REFUSED)
    assert reasons(page) == [
        "La fin de la page est arrivée avant qu’elle ait pu paraître : changez ses dates, puis publiez-la à nouveau."
    ]


# --- Leaving ------------------------------------------------------------------------------------------------------


def test_page_leaves_at_its_minute_and_not_before(clock):
    page = ContentPageFactory()
    to_leave(page)
    clock.move_to(NOON - timedelta(seconds=1), tick=False)
    call_command("publish_scheduled")
    before = live(page)
    at_noon(clock)
    page = ContentPage.objects.get(pk=page.pk)
    assert (before, page.live, page.expired) == ([True], False, True)
    assert history(page)[-1] == "wagtail.unpublish.scheduled"


def test_page_that_cannot_leave_stops_no_other(clock, monkeypatch):
    stuck, leaving = ContentPageFactory(), ContentPageFactory()
    for page in (stuck, leaving):
        to_leave(page)
    stock = ContentPage.unpublish

    def unpublish(self, **options):
        if self.pk == stuck.pk:
            raise PermissionDenied("Des personnes y sont attendues.")
        stock(self, **options)

    monkeypatch.setattr(ContentPage, "unpublish", unpublish)
    at_noon(clock)
    assert live(stuck, leaving) == [True, False]
    assert reasons(stuck) == ["Des personnes y sont attendues."]


def test_translations_leave_with_their_french_page_and_each_history_says_so(clock, site_root):
    for code in ("de", "en"):
        translated(site_root, code)
    page, other = ContentPageFactory(), ContentPageFactory()
    copies = [translated(page, code) for code in ("de", "en")]
    kept = translated(other)
    to_leave(page)
    at_noon(clock)
    assert live(page, *copies, other, kept) == [False, False, False, True, True]
    assert [history(copy)[-1] for copy in copies] == [schedule.LEFT_WITH_SOURCE] * 2


def test_page_written_in_german_leaves_alone(clock, site_root):
    page = ContentPageFactory(parent=translated(site_root), title="Nur auf Deutsch")
    to_leave(page)
    at_noon(clock)
    assert live(page, site_root) == [False, True]


def test_version_that_is_still_to_come_outlives_the_end_of_the_one_before(clock):
    page = ContentPageFactory()
    to_leave(page)
    to_appear(ContentPage.objects.get(pk=page.pk), NOON + HOUR, expire_at=None)
    at_noon(clock)
    between = live(page)
    clock.move_to(NOON + HOUR, tick=False)
    call_command("publish_scheduled")
    assert (between, live(page)) == ([False], [True])


def test_version_that_replaces_one_at_its_end_keeps_the_page_online(clock):
    page = ContentPageFactory()
    to_leave(page)
    to_appear(ContentPage.objects.get(pk=page.pk), NOON, expire_at=None)
    at_noon(clock)
    assert (live(page), history(page)[-1]) == ([True], "wagtail.publish.scheduled")


@pytest.mark.parametrize(("find", "act"), [("due_to_appear", "publish"), ("due_to_leave", "withdraw")])
def test_date_that_was_put_off_meanwhile_is_kept(clock, find, act):
    page = draft() if act == "publish" else ContentPageFactory()
    (to_appear if act == "publish" else to_leave)(page)
    clock.move_to(NOON, tick=False)
    [due] = getattr(schedule, find)(NOON)
    Revision.objects.filter(approved_go_live_at=NOON).update(approved_go_live_at=NOON + HOUR)
    Page.objects.filter(expire_at=NOON).update(expire_at=NOON + HOUR)
    getattr(schedule, act)(due)
    assert live(page) == [act == "withdraw"]


# --- One run beside another, and the dry one ----------------------------------------------------------------------


@pytest.mark.parametrize(("find", "act"), [("due_to_appear", "publish"), ("due_to_leave", "withdraw")])
def test_run_that_comes_second_does_nothing(clock, find, act):
    page = draft() if act == "publish" else ContentPageFactory()
    (to_appear if act == "publish" else to_leave)(page)
    clock.move_to(NOON, tick=False)
    [due] = getattr(schedule, find)(NOON)
    for _run in range(2):
        getattr(schedule, act)(due)
    done = "wagtail.publish.scheduled" if act == "publish" else "wagtail.unpublish.scheduled"
    assert history(page).count(done) == 1


def test_command_says_how_much_it_did_and_nothing_when_it_did_nothing(clock, objections, capsys):
    page, refused, leaving = draft(), draft(), ContentPageFactory()
    to_appear(page)
    to_appear(refused)
    to_leave(leaving)
    objections[refused.title] = PermissionDenied("Non.")
    at_noon(clock)
    assert capsys.readouterr().out == "Published: 1. Unpublished: 1. Refused: 1.\n"
    objections.clear()
    at_noon(clock)
    at_noon(clock)
    assert capsys.readouterr().out == "Published: 1. Unpublished: 0. Refused: 0.\n"


def test_dry_run_lists_what_is_due_and_changes_nothing(clock, capsys):
    page, leaving = draft(slug="nouvelle"), ContentPageFactory(slug="ancienne")
    to_appear(page)
    to_leave(leaving)
    clock.move_to(NOON, tick=False)
    call_command("publish_scheduled", "--dryrun")
    assert capsys.readouterr().out.splitlines() == [
        "To publish:",
        f"  2027-01-14 11:00  {page.pk}  /accueil/nouvelle/",
        "To unpublish:",
        f"  2027-01-14 11:00  {leaving.pk}  /accueil/ancienne/",
    ]
    assert live(page, leaving) == [False, True]


def test_history_of_a_page_tells_why_it_missed_its_date(clock, objections, client):
    page = draft()
    to_appear(page)
    objections[page.title] = PermissionDenied("Il manque un passage.")
    at_noon(clock)
    client.force_login(UserFactory(is_superuser=True))
    told = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "N’a pas pu paraître à sa date. Il manque un passage." in told
