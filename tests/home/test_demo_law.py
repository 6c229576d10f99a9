"""The law in the demo's contents: under its words the official text, no copy of it, no test host, a day for each."""

import json
import re
from itertools import chain
from urllib.parse import urlsplit

import polib
import pytest
from bs4 import BeautifulSoup

from core.articles import articles_in
from core.blocks.law import LegalReferenceBlock
from core.law import is_official
from home.demo_translations import FOLDER
from tests.test_consistency import ROOT

FILES = sorted(ROOT.glob("*/demo_content/*.json"))
#: Sites that copy the law, or documents of others: what is read there is named, and not led to.
COPIES = (
    "marche-public.fr", "marche-public.info", "code-commande-publique.com", "tricoteuses.fr", "codes-et-lois.fr",
    "docplayer.fr", "readkong.com", "scribd.com", "vdocuments.fr", "pdfprof.com",
)  # fmt: skip
#: Parts of the name of a host that readers are not meant to see.
TEST_HOSTS = re.compile(r"(?:^|[.-])(?:test|testing|staging|preprod|recette|dev|localhost)(?:[.-]|$)")
#: Names of addresses, each with what names it in the same block.
NAMES = {"url": "label", "source_url": "source", "wording_source": ""}


def blocks_of(value):
    """Every object of some content, at any depth."""
    if isinstance(value, dict):
        yield value
        yield from chain.from_iterable(map(blocks_of, value.values()))
    elif isinstance(value, list):
        yield from chain.from_iterable(map(blocks_of, value))


def links_of(content):
    """Every link of some content: its words, and where it leads."""
    for block in blocks_of(content):
        for name, value in block.items():
            if name in NAMES and value:
                yield block.get(NAMES[name]) or block.get("title") or "", value
            if isinstance(value, str) and "<a " in value:
                for link in BeautifulSoup(value, "html.parser").find_all("a", href=True):
                    yield link.get_text(), link["href"]


def content(file):
    return json.loads(file.read_text("utf-8"))


def addresses(file):
    return sorted(set(re.findall(r"https?://[^\s\"'<>\\)]+", file.read_text("utf-8"))))


def host(url):
    return urlsplit(url).hostname or ""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_words_of_a_law_lead_to_the_official_text(file):
    assert [link for link in links_of(content(file)) if articles_in(link[0]) and not is_official(link[1])] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_link_to_an_article_leads_to_that_article(file):
    numbers = [
        (words, url)
        for words, url in links_of(content(file))
        if "NUM_ARTICLE" in url and articles_in(words) and f"query={articles_in(words)[0].first}" not in url
    ]
    assert numbers == []


@pytest.mark.parametrize("file", [*FILES, *sorted(FOLDER.glob("*.po"))], ids=lambda file: file.name)
def test_nothing_leads_to_a_copy_of_the_law_or_to_a_test_host(file):
    assert [url for url in addresses(file) if host(url).endswith(COPIES) or TEST_HOSTS.search(host(url))] == []


def references_of(file):
    """Every reference of some content."""
    return [one for found in blocks_of(content(file)) for one in found.get("legal_references", [])]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_references_are_whole_say_where_they_were_read_and_make_up_no_identifier(file):
    made = LegalReferenceBlock()
    found = [made.clean(made.to_python(block)).reference for block in references_of(file)]
    assert [one for one in found if one.identifier or not (one.checked_on and one.read_in)] == []


@pytest.mark.parametrize("code", ["de", "en"])
def test_what_each_reference_is_about_is_translated(code):
    known = {entry.msgid for entry in polib.pofile(str(FOLDER / f"{code}.po"))}
    subjects = {one["subject"] for file in FILES for one in references_of(file) if "subject" in one}
    assert subjects - known == set()
