"""The catalogues of translation: compiled without gettext, complete, and sound."""

import os

import polib
import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from core.management.commands import check_catalogues
from core.management.commands.compile_catalogues import compile_changed

HEADER = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": "nplurals=2; plural=(n > 1);"}


@pytest.fixture
def catalogue(tmp_path):
    """A French catalogue to fill, in a folder that the site takes for its own."""
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = HEADER
    catalogue.fpath = str(folder / "django.po")
    with override_settings(LOCALE_PATHS=[tmp_path], BASE_DIR=tmp_path):
        yield catalogue


def flaws(catalogue, wanted=None) -> list[str]:
    """Return what the check finds in a catalogue once saved."""
    catalogue.save(catalogue.fpath)
    return list(check_catalogues.flaws(catalogue.fpath, wanted))


def test_compile_writes_what_gettext_reads(catalogue, tmp_path):
    catalogue.append(polib.POEntry(msgid="Search", msgstr="Recherche"))
    catalogue.save(catalogue.fpath)
    assert [path.name for path in compile_changed()] == ["django.po"]
    compiled = polib.mofile(str(tmp_path / "fr" / "LC_MESSAGES" / "django.mo"))
    assert {entry.msgid: entry.msgstr for entry in compiled} == {"Search": "Recherche"}


def test_compile_leaves_alone_what_did_not_change(catalogue):
    catalogue.save(catalogue.fpath)
    compile_changed()
    assert compile_changed() == []
    os.utime(catalogue.fpath, (4_000_000_000, 4_000_000_000))
    assert len(compile_changed()) == 1


def test_check_accepts_a_complete_catalogue(catalogue):
    catalogue.append(polib.POEntry(msgid="%(n)s pages", msgstr="%(n)s pages"))
    catalogue.append(
        polib.POEntry(
            msgid="%(n)s guide", msgid_plural="%(n)s guides", msgstr_plural={0: "un guide", 1: "%(n)s guides"}
        )
    )
    assert flaws(catalogue, {(None, "%(n)s pages"), (None, "%(n)s guide")}) == []


@pytest.mark.parametrize(
    ("entry", "flaw"),
    [
        (polib.POEntry(msgid="Search", msgstr=""), "not translated: 'Search'"),
        (polib.POEntry(msgid="Search", msgstr="Chercher", flags=["fuzzy"]), "in doubt (fuzzy): 'Search'"),
        (
            polib.POEntry(msgid="Guide", msgid_plural="Guides", msgstr_plural={0: "Guide"}),
            "not translated: 'Guide'",
        ),
        (
            polib.POEntry(msgid="%(n)s pages", msgstr="des pages"),
            "placeholders differ: '%(n)s pages' / 'des pages'",
        ),
        (
            polib.POEntry(msgid="Hello {name}", msgstr="Bonjour {nom}"),
            "placeholders differ: 'Hello {name}' / 'Bonjour {nom}'",
        ),
    ],
    ids=["empty", "fuzzy", "plural", "lost", "invented"],
)
def test_check_names_each_flaw(catalogue, entry, flaw):
    catalogue.append(entry)
    assert flaws(catalogue) == [flaw]


def test_check_refuses_the_words_of_the_list_in_the_key_and_in_its_translation(catalogue):
    catalogue.append(
        polib.POEntry(
            msgid="%(seat)s seat", msgid_plural="%(seat)s seats", msgstr_plural={0: "un mail", 1: "%(seat)s courriels"}
        )
    )
    catalogue.append(polib.POEntry(msgid="seats/", msgstr="mails/"))
    assert flaws(catalogue) == [
        "en, “seat”: say “place” ('%(seat)s seat')",
        "en, “seats”: say “place” ('%(seat)s seats')",
        "fr, “mail”: say “courriel, message” ('un mail')",
    ]


def test_check_compares_with_the_source(catalogue):
    catalogue.append(polib.POEntry(msgid="Old", msgstr="Ancien"))
    assert flaws(catalogue, {(None, "New")}) == ["missing: 'New'", "no longer in the source: 'Old'"]


def test_check_ignores_the_percent_sign_of_a_sentence(catalogue):
    catalogue.append(polib.POEntry(msgid="100%% of %(n)s", msgstr="100 %% de %(n)s"))
    assert flaws(catalogue) == []


def test_check_without_catalogue_fails(tmp_path):
    with override_settings(LOCALE_PATHS=[tmp_path]), pytest.raises(CommandError, match="There is no catalogue"):
        call_command("check_catalogues")
