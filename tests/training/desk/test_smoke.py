import pytest

from tests.factories.training import sign_up

pytestmark = pytest.mark.django_db


def test_pages(session, other_session, team, client, url, trainer):
    a = sign_up(session)
    sign_up(session, "waiting", name="Ali Benoît")
    for name, row in [
        ("sessions", None),
        ("session", session),
        ("register", session),
        ("open_seats", session),
        ("too_many", session),
        ("announce", session),
        ("trainers", session),
        ("export", session),
        ("export_numbers", None),
        ("sign_up", a),
    ]:
        r = client.get(url(name, row))
        assert r.status_code == 200, name
    assert client.get("/admin/").status_code == 200
    r = client.post(url("session", session), {"q": "zoe"})
    assert [x.name for x in r.context["object_list"]] == ["Zoé Lambert"]
    r = client.get(url("session", session) + "?state=waiting")
    assert [x.name for x in r.context["object_list"]] == ["Ali Benoît"]
    r = client.post(url("export", session), {"purpose": "venue", "scope": "active", "format": "csv"})
    print(r.content.decode())
    r = client.post(url("export_numbers"), {"format": "csv"})
    print(r.content.decode())
