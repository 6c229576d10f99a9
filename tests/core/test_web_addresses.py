"""An address keeps its own letters, loses those of others, and never leads where readers cannot go."""

from time import process_time

import pytest
from django.core.exceptions import ValidationError

from core.web_addresses import LONGEST, LONGEST_TYPED, clean_address, clean_link, is_public_host, trimmed

KEPT = [
    "https://www.grandest.fr/",
    "http://www.senat.fr/rap/l97-001.html",
    "https://fr.wikipedia.org/wiki/March%C3%A9_(droit)",
    "https://www.legifrance.gouv.fr/search/code?tab_selection=code&searchField=NUM_ARTICLE&query=L2112-2",
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%22Tid%22%3a%221%22%7d",
    "https://example.org/?a=&b&c=%20d+e",
    "https://example.org:8443/a;v=1/b#:~:text=marché",
    "https://évry.example.org/é",
    "https://8.8.8.8/",
    "https://example.org/#",
]


@pytest.mark.parametrize("address", KEPT)
def test_address_that_needs_nothing_is_kept_to_the_letter(address):
    assert clean_address(address) == address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("", ""),
        (" \u00a0\n", ""),
        ("<https://example.org/a>", "https://example.org/a"),
        ("https://example.org/a>", "https://example.org/a"),
        ("https://example.org/a)", "https://example.org/a"),
        ("(https://example.org/a).", "https://example.org/a"),
        ("« https://example.org/a »", "https://example.org/a"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
        ("https://example.org/a_(b))", "https://example.org/a_(b)"),
        ("https://example.org/a]}", "https://example.org/a"),
        ("www.example.org/a", "https://www.example.org/a"),
        ("example.org:8080", "https://example.org:8080"),
        ("HTTPS://example.org/", "HTTPS://example.org/"),
        ("https://example.org/?utm_source=lettre&utm_medium=email", "https://example.org/"),
        ("https://example.org/?a=1&utm_source=x&b=%20&fbclid=y#c", "https://example.org/?a=1&b=%20#c"),
        ("https://example.org/?a=1&amp;utm_source=x", "https://example.org/?a=1"),
        ("https://example.org/?UTM_SOURCE=x", "https://example.org/"),
        ("https://example.org/#xtor=RSS-3", "https://example.org/"),
        ("https://example.org/#utm_source=x&onglet=2", "https://example.org/#onglet=2"),
        ("https://example.org/a;jsessionid=0F3A.node1?b=1", "https://example.org/a?b=1"),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F%3Futm_campaign%3Dx"
            "&data=05%7Canne%40ville.example",
            "https://example.org/",
        ),
    ],
)
def test_address_loses_what_others_put_around_it(typed, address):
    assert clean_address(typed) == address
    assert clean_address(address) == address


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("javascript:alert(1)", "scheme"),
        ("data:text/html,x", "scheme"),
        ("file:///C:/Marches/clauses.docx", "scheme"),
        ("ftp://example.org/", "scheme"),
        ("ms-word:ofe|u|https://example.org/a.docx", "scheme"),
        ("outlook:AAMkAD", "scheme"),
        ("mailto:anne@example.org", "scheme"),
        ("//example.org/", "scheme"),
        ("https://anne:secret@example.org/", "password"),
        ("https://anne@example.org/", "password"),
        ("https://[bad/", "invalid"),
        ("https://", "private"),
        ("http://127.0.0.1:9000/", "private"),
        ("http://intranet/clauses", "private"),
        ("clauses", "private"),
        (r"\\serveur\partage", "private"),
        ("https://wiki.ville.local/", "private"),
        ("https://192.168.1.10/x", "private"),
        ("https://10.0.0.1/", "private"),
        ("https://[::1]/", "private"),
        ("https://[fd00::1]/", "private"),
        ("http://2130706433/", "private"),
        ("http://0x7f.1/", "private"),
        ("http://127.1/", "private"),
        ("https://protect-eu.mimecast.com/s/abc", "wrapped"),
        ("https://eur01.safelinks.protection.outlook.com/?url=http%3A%2F%2Fintranet%2F", "private"),
        ("https://example.org/a b", "invalid"),
        ("https://-.example.org/", "invalid"),
        (f"https://example.org/{'a' * LONGEST}", "too_long"),
        (f"https://example.org/{'a' * LONGEST_TYPED}", "too_long"),
    ],
)
def test_address_that_readers_cannot_follow_is_refused(typed, code):
    with pytest.raises(ValidationError) as refused:
        clean_address(typed)
    assert refused.value.code == code
    assert refused.value.messages[0]


@pytest.mark.parametrize(
    "link",
    [
        "mailto:anne@example.org?subject=Clause",
        "tel:+33 3 88 00 00 00",
        "#mentions",
        "/charte/",
        "https://example.org/",
    ],
)
def test_link_of_a_text_may_be_more_than_an_address(link):
    assert clean_link(link) == link


@pytest.mark.parametrize("link", ["mailto:", "tel:abc", "//intranet/", "/\\intranet/", "javascript:alert(1)"])
def test_link_of_a_text_is_none_of_another_kind(link):
    with pytest.raises(ValidationError):
        clean_link(link)


@pytest.mark.parametrize(
    ("host", "is_public"),
    [
        ("www.example.org", True), ("EXAMPLE.ORG.", True), ("visio.example", True), ("8.8.8.8", True), ("", False),
        ("intranet", False), ("a.LAN", False), ("a.home.arpa", False), ("169.254.0.1", False), ("1.2.3", False),
    ],
)  # fmt: skip
def test_host_is_public_where_anybody_can_reach_it(host, is_public):
    assert is_public_host(host) is is_public


@pytest.mark.parametrize("shape", ["(" * 50_000, ")" * 50_000, "https://example.org/" + ")(" * 25_000, "<" * 50_000])
def test_absurd_address_costs_little(shape):
    begun = process_time()
    trimmed(shape[:LONGEST_TYPED])
    with pytest.raises(ValidationError):
        clean_address(shape)
    assert process_time() - begun < 1


def test_site_s_own_address_is_taken_wherever_it_runs(settings):
    settings.BASE_URL = "http://127.0.0.1:8000"
    assert clean_address("http://127.0.0.1:8000/guides/") == "http://127.0.0.1:8000/guides/"
    settings.BASE_URL = "https://www.example.org"
    with pytest.raises(ValidationError):
        clean_address("http://127.0.0.1:8000/guides/")
