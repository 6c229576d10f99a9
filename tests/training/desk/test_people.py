"""Registering somebody who phoned, correcting, giving a seat to a colleague, moving to another session."""

import pytest
from wagtail.models import PageLogEntry

from core.models import OutboxMail
from tests.factories.training import SignUpFormFactory, question, sign_up
from training.models import AccessNeed, SignUp, Transition
from training.rules.states import SignUpState, Source
from training.services.shared.errors import NoSeatLeft

pytestmark = pytest.mark.django_db


def form(**changes):
    return {"name": "Zoé Lambert", "email": "zoe@mairie-fictive.example", "language": "fr"} | changes


def kinds():
    return list(OutboxMail.objects.order_by("pk").values_list("kind", flat=True))


# Register


def test_register_gives_a_seat_at_once(session, team, client, url):
    response = client.post(url("register", session), form(language="de", access_needs="Une boucle magnétique."))
    row = SignUp.objects.get()
    assert response.url == url("sign_up", row)
    assert (row.state, row.source, row.language) == (SignUpState.CONFIRMED, Source.TEAM, "de")
    assert (AccessNeed.objects.get().text, kinds()) == ("Une boucle magnétique.", ["seat_confirmed"])
    entry = PageLogEntry.objects.get(action="training.register_sign_up")
    assert (entry.data["sign_up"], entry.user, "Lambert" in str(entry.data)) == (row.reference, team, False)


def test_register_needs_no_address_and_no_organisation(session, team, client, url):
    client.post(url("register", session), form(email=""))
    assert (SignUp.objects.get().state, kinds()) == (SignUpState.CONFIRMED, [])


def test_register_when_full_wants_to_know_what_becomes_of_the_person(session, team, client, url):
    sign_up(session, name="Ali Benoît")
    response = client.post(url("register", session), form())
    assert (response.context["form"].errors.keys(), SignUp.objects.count()) == ({"placing"}, 1)


@pytest.mark.parametrize(
    ("placing", "state", "is_over"),
    [("wait", SignUpState.WAITING, False), ("over", SignUpState.CONFIRMED, True)],
)
def test_register_when_full_waits_or_comes_in_addition(session, team, client, url, placing, state, is_over):
    sign_up(session, name="Ali Benoît")
    client.post(url("register", session), form(placing=placing))
    row = SignUp.objects.get(name="Zoé Lambert")
    assert (row.state, row.transitions.get().is_over_capacity) == (state, is_over)


def test_register_after_the_last_seat_went_asks_what_becomes_of_the_person(session, team, client, url, monkeypatch):
    def somebody_was_faster(**_kwargs):
        sign_up(session, name="Ali Benoît")
        raise NoSeatLeft

    monkeypatch.setattr("training.desk.people.register_by_team", somebody_was_faster)
    shown = client.post(url("register", session), form()).context["form"]
    assert (shown["name"].value(), "placing" in shown.fields, len(shown.non_field_errors())) == ("Zoé Lambert", True, 1)


def test_register_the_same_person_twice_is_said(other_session, team, client, url):
    for _again in range(2):
        response = client.post(url("register", other_session), form())
    assert (response.status_code, len(response.context["form"].non_field_errors())) == (200, 1)
    assert SignUp.objects.count() == 1


def test_register_keeps_the_answers_of_the_team_s_own_questions(session, team, client, url):
    asked = SignUpFormFactory(questions=[question("Qu’attendez-vous ?", is_required=True)])
    session.sign_up_form = asked
    session.save()
    name = f"question_{asked.questions.get().uid.hex}"
    client.post(url("register", session), form(**{name: "Des exemples."}))
    assert [answer["value"] for answer in SignUp.objects.get().answers] == ["Des exemples."]


def test_register_ignores_what_the_member_of_the_team_may_not_read(session, team, client, url):
    team.groups.get().permissions.remove(*team.groups.get().permissions.filter(codename="view_accessneed"))
    client.post(url("register", session), form(access_needs="Une boucle magnétique."))
    assert (SignUp.objects.count(), AccessNeed.objects.count()) == (1, 0)


# Correct


def test_correct_with_another_address_kills_the_old_links(session, team, client, url):
    row = sign_up(session)
    client.post(url("correct", row), {"name": "Zoé Lambert", "email": "z.lambert@mairie-fictive.example"})
    row.refresh_from_db()
    assert (row.email, row.token_version, kinds()) == ("z.lambert@mairie-fictive.example", 2, ["address_corrected"])


def test_correct_leaves_what_it_does_not_show(session, team, client, url):
    row = sign_up(session)
    SignUp.objects.filter(pk=row.pk).update(answers=[{"question": "q", "label": "?", "value": "Oui"}])
    AccessNeed.objects.create(sign_up=row, text="Une boucle magnétique.")
    team.groups.get().permissions.remove(*team.groups.get().permissions.filter(codename="view_accessneed"))
    client.post(url("correct", row), {"name": "Zoé Martin", "email": row.email})
    row.refresh_from_db()
    assert (row.name, row.answers[0]["value"], AccessNeed.objects.get().text) == (
        "Zoé Martin",
        "Oui",
        "Une boucle magnétique.",
    )
    assert (row.token_version, kinds()) == (1, [])


def test_correct_keeps_an_address_that_there_was(session, team, client, url):
    row = sign_up(session)
    response = client.post(url("correct", row), {"name": row.name, "email": ""})
    assert response.context["form"].errors.keys() == {"email"}


# Hand over, move


def test_hand_over_gives_the_seat_to_a_colleague(session, team, client, url):
    row = sign_up(session)
    response = client.post(url("hand_over", row), {"name": "Ali Benoît", "email": "ali@mairie-fictive.example"})
    row.refresh_from_db()
    receiver = SignUp.objects.get(name="Ali Benoît")
    assert (row.state, receiver.state, response.url) == (
        SignUpState.CANCELLED,
        SignUpState.CONFIRMED,
        url("sign_up", receiver),
    )
    assert set(Transition.objects.values_list("user", flat=True)) == {team.pk}


def test_move_takes_the_seat_of_the_other_session(session, other_session, team, client, url):
    row = sign_up(session)
    response = client.post(url("move", row), {"to": other_session.pk})
    row.refresh_from_db()
    new = SignUp.objects.get(session_key=other_session.translation_key)
    assert (row.state, new.state, response.url) == (
        SignUpState.CANCELLED,
        SignUpState.CONFIRMED,
        url("sign_up", new),
    )


def test_move_to_a_session_of_another_course_is_refused(session, other_session, team, client, url):
    row = sign_up(session)
    response = client.post(url("move", row), {"to": session.pk})
    assert (response.status_code, response.context["form"].errors.keys()) == (200, {"to"})


def test_move_without_another_session_says_so(session, team, client, url):
    assert client.get(url("move", sign_up(session))).context["obstacle"]


def test_erase_withdraws_first_and_is_asked_for_once(session, team, client, url):
    row = sign_up(session)
    for _again in range(2):
        client.post(url("erase", row))
    row.refresh_from_db()
    assert (row.state, row.erasure_asked_at is not None, kinds()) == (SignUpState.CANCELLED, True, ["withdrawn"])
    assert row.transitions.get().user == team
