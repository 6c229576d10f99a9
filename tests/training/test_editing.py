"""Writing a session in the admin."""

import copy

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from tests.factories.roles import member_of
from tests.factories.training import SessionPageFactory, SignUpFormFactory, make_course
from training.models import SessionPage

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_session(shared_home):
    return SessionPageFactory(parent=make_course(), title="Le 12 janvier à Metz")


@pytest.fixture
def session(shared_session, db):
    return copy.deepcopy(shared_session)


@pytest.fixture
def trainer(session, client):
    user = member_of("formations")
    client.force_login(user)
    return user


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def session_form(**changes):
    """What a browser sends for a complete session."""
    fields = {
        "title": "Le 12 janvier",
        "slug": "le-12-janvier",
        "summary": "",
        "slots": inline_formset([{"day": "2027-01-12", "start": "09:00", "end": "12:30"}]),
        "modality": "in_person",
        "language": "fr",
        "place_name": "",
        "address": "",
        "postcode": "",
        "city": "Metz",
        "department": "57",
        "place_access": rich_text("<p>Plain-pied.</p>"),
        "remote_link": "",
        "seats": "20",
        "seats_min": "5",
        "trainers": "",
        "sign_up_form": "",
        "sign_up_opens_at": "",
        "sign_up_closes_at": "",
        "has_waiting_list": "on",
        "comments": inline_formset([]),
    }
    return nested_form_data(fields | changes)


def create(client, course, action=None, **changes):
    url = reverse("wagtailadmin_pages:add", args=["training", "sessionpage", course.pk])
    return client.post(url, session_form(**changes) | ({f"action-{action}": "1"} if action else {}))


def slots(*rows):
    return inline_formset([dict(zip(("day", "start", "end"), row, strict=True)) for row in rows])


@pytest.fixture
def course(session):
    return session.get_parent()


def test_form_publishes_a_session_of_two_days(course, trainer, client):
    days = slots(("2027-03-27", "09:00", "12:30"), ("2027-03-28", "09:00", "12:30"))
    response = create(client, course, "publish", slots=days)
    created = SessionPage.objects.get(slug="le-12-janvier")
    assert (response.status_code, created.live) == (302, True)
    assert [str(half_day) for half_day in created.slots_in_order] == [
        "2027-03-27 09:00–12:30",
        "2027-03-28 09:00–12:30",
    ]


def test_form_opens_for_a_new_session(course, trainer, client):
    url = reverse("wagtailadmin_pages:add", args=["training", "sessionpage", course.pk])
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("end", ["08:00", "09:00"])
@pytest.mark.parametrize("action", [None, "publish"])
def test_form_refuses_a_half_day_that_ends_before_it_starts(course, trainer, client, end, action):
    response = create(client, course, action, slots=slots(("2027-01-12", "09:00", end)))
    formset = response.context["form"].formsets["slots"]
    assert (response.status_code, formset.is_valid(), SessionPage.objects.count()) == (200, False, 1)


@pytest.mark.parametrize("day", ["0227-01-12", "1999-12-31", "2101-01-01"])
def test_form_refuses_a_half_day_of_another_century(course, trainer, client, day):
    response = create(client, course, "publish", slots=slots((day, "09:00", "12:00")))
    assert (response.status_code, SessionPage.objects.count()) == (200, 1)
    assert list(response.context["form"].formsets["slots"].forms[0].errors) == ["day"]


@pytest.mark.parametrize(
    ("start", "published"), [("12:29", False), ("09:00", False), ("08:00", False), ("12:30", True), ("14:00", True)]
)
def test_form_publishes_no_half_days_that_overlap(course, trainer, client, start, published):
    days = slots(("2027-01-12", "09:00", "12:30"), ("2027-01-12", start, "17:00"))
    response = create(client, course, "publish", slots=days)
    assert response.status_code == (302 if published else 200)
    assert SessionPage.objects.filter(slug="le-12-janvier", live=True).exists() is published


@pytest.mark.parametrize("action", [None, "publish"])
def test_form_refuses_fewer_seats_than_needed(course, trainer, client, action):
    response = create(client, course, action, seats="4", seats_min="5")
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["seats_min"])


@pytest.mark.parametrize(("seats", "seats_min"), [("", "5"), ("20", ""), ("", "")])
def test_form_keeps_a_draft_or_says_what_it_lacks(course, trainer, client, seats, seats_min):
    response = create(client, course, seats=seats, seats_min=seats_min)
    lacking = [] if response.status_code == 302 else list(response.context["form"].errors)
    assert lacking == ([] if seats_min else ["seats_min"])


def test_form_does_not_publish_a_session_without_a_half_day(course, trainer, client):
    response = create(client, course, "publish", slots=inline_formset([]))
    assert (response.status_code, SessionPage.objects.count()) == (200, 1)


def test_form_keeps_a_draft_without_a_half_day(course, trainer, client):
    response = create(client, course, slots=inline_formset([]))
    created = SessionPage.objects.get(slug="le-12-janvier")
    assert (response.status_code, created.live, created.starts_at) == (302, False, None)
    assert client.get(edit_url(created)).status_code == 200


def test_form_saved_twice_shifts_and_renames_no_slot(session, trainer, client):
    half_day = session.slots.get()
    for _ in range(2):
        page = SessionPage.objects.get(pk=session.pk)
        row = {"id": half_day.pk, "ORDER": 1, "day": "2027-01-12", "start": "09:00", "end": "12:30"}
        data = session_form(slots=inline_formset([row], initial=1), slug=page.slug) | {"action-publish": "1"}
        assert client.post(edit_url(page), data).status_code == 302
    saved = SessionPage.objects.get(pk=session.pk).slots.get()
    assert (saved.uid, saved.day, saved.start, saved.end) == (
        half_day.uid,
        half_day.day,
        half_day.start,
        half_day.end,
    )


@pytest.mark.parametrize("action", [None, "publish"])
@pytest.mark.parametrize(
    ("opens_at", "closes_at", "is_right"),
    [
        ("2026-12-01 09:00", "2027-01-11 18:00", True),
        ("2026-12-01 09:00", "", True),
        ("", "2027-01-12 12:30", True),
        ("2026-12-01 09:00", "2026-12-01 09:00", False),
        ("2026-12-02 09:00", "2026-12-01 09:00", False),
    ],
)
def test_form_refuses_a_sign_up_that_closes_before_it_opens(
    course, trainer, client, opens_at, closes_at, is_right, action
):
    response = create(client, course, action, sign_up_opens_at=opens_at, sign_up_closes_at=closes_at)
    refused = [] if response.status_code == 302 else list(response.context["form"].errors)
    assert refused == ([] if is_right else ["sign_up_closes_at"])


@pytest.mark.parametrize(("action", "refused"), [(None, []), ("publish", ["sign_up_closes_at"])])
def test_form_publishes_no_sign_up_that_closes_after_the_session(course, trainer, client, action, refused):
    # A draft may hold it, like half-days that overlap: somebody may still be typing.
    response = create(client, course, action, sign_up_closes_at="2027-01-12 12:31")
    assert ([] if response.status_code == 302 else list(response.context["form"].errors)) == refused


@pytest.mark.parametrize(
    ("action", "expire_at", "refused"),
    [
        (None, "2027-01-12 12:29", []),
        ("publish", "2027-01-12 12:29", ["expire_at"]),
        ("publish", "2027-01-12 12:30", []),
    ],
)
def test_form_keeps_a_session_online_until_its_end(course, trainer, client, action, expire_at, refused):
    # Its page would leave by itself, and those who come would look for it in vain.
    response = create(client, course, action, expire_at=expire_at)
    assert ([] if response.status_code == 302 else list(response.context["form"].errors)) == refused


def test_form_keeps_the_hours_of_paris(course, trainer, client):
    chosen = SignUpFormFactory()
    create(client, course, "publish", sign_up_opens_at="2026-12-01 09:00", sign_up_form=chosen.pk)
    created = SessionPage.objects.get(slug="le-12-janvier")
    assert (created.sign_up_opens_at.isoformat(), created.sign_up_form, created.has_waiting_list) == (
        "2026-12-01T08:00:00+00:00",
        chosen,
        True,
    )


@pytest.mark.parametrize("unreadable", ["30/02/2027 9h", "12/02/2027", "demain"])
@pytest.mark.parametrize("field", ["sign_up_opens_at", "go_live_at", "expire_at"])
def test_automatic_save_of_an_unreadable_date_saves_and_schedules_nothing(session, trainer, client, field, unreadable):
    before = session.revisions.count()
    data = session_form(**{field: unreadable})
    response = client.post(edit_url(session), data, headers={"Accept": "application/json"})
    assert (response.status_code, response.json()["success"]) == (400, False)
    assert session.revisions.count() == before
    again = client.post(edit_url(session), data | {"action-publish": "1"})
    assert again.context["form"][field].value() == unreadable
    page = SessionPage.objects.get(pk=session.pk)
    assert (page.go_live_at, page.expire_at, page.sign_up_opens_at, page.scheduled_revision) == (None,) * 4


def test_half_day_is_written_as_people_write_it(session, trainer, client):
    data = session_form(slots=slots(("12 février 2027", "9 h 30", "12h30")), go_live_at="01/02/2027 à 8h")
    assert client.post(edit_url(session), data | {"action-publish": "1"}).status_code == 302
    page = SessionPage.objects.get(pk=session.pk).get_latest_revision_as_object()
    assert str(max(page.slots.all(), key=lambda slot: slot.day)) == "2027-02-12 09:30–12:30"
    assert page.go_live_at.isoformat() == "2027-02-01T08:00:00+01:00"


def test_second_session_of_a_place_gets_an_address_of_its_own(course, trainer, client):
    for _time in range(2):
        create(client, course, "publish", title="Metz", slug="metz")
    assert sorted(SessionPage.objects.filter(title="Metz").values_list("slug", flat=True)) == ["metz", "metz-2"]


def test_address_that_somebody_chose_and_that_is_taken_is_refused(course, trainer, client):
    create(client, course, title="Metz", slug="automne")
    answer = create(client, course, title="Nancy", slug="automne")
    assert "slug" in answer.context["form"].errors
