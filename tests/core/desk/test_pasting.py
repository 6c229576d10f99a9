"""The script of the editor asks for the blocks of what was pasted: who may, what it gets, what it is told."""

import json

import pytest
from django.urls import reverse

from core.pasting.cleaning import LONGEST
from home.roles import ROLES
from tests.core.pasting.clipboards import clipboard_of
from tests.factories.core import UserFactory
from tests.factories.roles import member_of

pytestmark = pytest.mark.django_db


#: Those who may write below this home page; others write below pages that are not there.
WRITERS = {"redaction", "relecture", "administration"}


def asked(client, html, **given):
    return client.post(reverse("core_paste"), {"html": html, **given})


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.mark.parametrize("role", ROLES)
def test_paste_is_for_those_who_write_pages(site_root, client, role):
    client.force_login(member_of(role))
    assert asked(client, "<p>a</p>").status_code == (200 if role in WRITERS else 302)


def test_paste_is_for_the_team(client):
    answer = asked(client, "<p>a</p>")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("wagtailadmin_login"))


def test_paste_is_no_address_to_look_at(editor):
    assert editor.get(reverse("core_paste")).status_code == 405


def test_paste_asks_for_the_token_of_the_form(client):
    client.force_login(UserFactory(is_superuser=True))
    client.handler.enforce_csrf_checks = True
    assert asked(client, "<p>a</p>").status_code == 403


def test_blocks_come_as_the_forms_of_the_editor_hold_them(editor):
    answer = asked(editor, clipboard_of("libreoffice"), beside=["heading", "table"], subheadings="on").json()
    heading, text, table = answer["blocks"]
    assert heading == {"type": "heading", "value": "Avant d’écrire le marché"}
    content = json.loads(text["value"])
    assert [block["type"] for block in content["blocks"]] == [
        "unstyled",
        "header-three",
        *["unordered-list-item"] * 3,
        "ordered-list-item",
        "unstyled",
    ]
    assert {style["style"] for style in content["blocks"][0]["inlineStyleRanges"]} == {
        "BOLD",
        "ITALIC",
        "SUBSCRIPT",
        "SUPERSCRIPT",
    }
    assert [entity["data"] for entity in content["entityMap"].values()] == [{"url": "https://www.example.org/aide"}]
    assert table["value"]["table"]["rows"] == [{"values": ["Mairie", "800 m²"]}, {"values": ["École", "400 m²"]}]
    assert len(answer["notes"]) == 3


def test_text_alone_comes_without_titles_and_tables_beside_it(editor):
    [text] = asked(editor, clipboard_of("google_docs")).json()["blocks"]
    blocks = json.loads(text["value"])["blocks"]
    assert ({block["type"] for block in blocks}, blocks[0]["text"]) == (
        {"unstyled", "unordered-list-item"},
        "Avant d’écrire le marché",
    )


def test_table_gets_its_rows(editor):
    answer = asked(editor, clipboard_of("excel"), in_table="on").json()
    assert (answer["rows"][0], len(answer["rows"]), len(answer["notes"])) == (["Local", "Surface", "Page"], 3, 3)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"html": ""}, "Champ requis."),
        ({"html": "a", "beside": "video"}, "Sélectionnez un choix valide. video n’en fait pas partie."),
        ({"html": "<div>" * 1000}, "Ce texte ne peut pas être lu\N{NO-BREAK SPACE}: collez-le sans sa mise en forme."),
        (
            {"html": "a" * (LONGEST + 1)},
            "C’est trop long pour être collé en une fois\N{NO-BREAK SPACE}: collez en plusieurs parties.",
        ),
    ],
)
def test_what_cannot_be_read_is_said(editor, given, said):
    answer = editor.post(reverse("core_paste"), given)
    assert (answer.status_code, answer.json()) == (400, {"notes": [said]})


def test_editor_of_a_page_has_the_script(editor, site_root):
    form = editor.get(reverse("wagtailadmin_pages:edit", args=[site_root.pk])).content.decode()
    assert f'data-paste-url="{reverse("core_paste")}"' in form
