"""A reference of law: its name, its official address, what it answers for, and how old a check is."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from core.articles import Span
from core.law import (
    Code,
    LegalReference,
    is_official,
    law_check,
    official_search,
    unanswered,
    validate_article,
    validate_identifier,
)

DAY = date(2026, 11, 23)
ID = "LEGIARTI000042084952"
SEARCH = "https://www.legifrance.gouv.fr/search/"


def ref(article="L2112-2", code="ccp", **fields):
    return LegalReference(code=code, article=article, **({"checked_on": DAY} | fields))


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        (ref(identifier=ID), f"https://www.legifrance.gouv.fr/codes/article_lc/{ID}/2026-11-23"),
        (ref(identifier=ID, checked_on=None), f"https://www.legifrance.gouv.fr/codes/article_lc/{ID}"),
        (ref(), f"{SEARCH}code?tab_selection=code&searchField=NUM_ARTICLE&query=L2112-2"),
        (ref("L. 2112-2"), f"{SEARCH}code?tab_selection=code&searchField=NUM_ARTICLE&query=L2112-2"),
        (ref("R2111-12 à R2111-17"), f"{SEARCH}code?tab_selection=code&searchField=NUM_ARTICLE&query=R2111-12"),
        (ref(identifier="LEGIARTI42"), f"{SEARCH}code?tab_selection=code&searchField=NUM_ARTICLE&query=L2112-2"),
        (ref("", identifier="LEGITEXT000037701019"),
         "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000037701019/2026-11-23"),
        (ref("35", "", law="Loi Climat", identifier=ID), f"https://www.legifrance.gouv.fr/loda/article_lc/{ID}/2026-11-23"),
        (ref("", "", law="Loi Climat", identifier="LEGITEXT000037701019"),
         "https://www.legifrance.gouv.fr/loda/id/LEGITEXT000037701019/2026-11-23"),
        (ref("", "", law="Loi Climat", identifier="JORFTEXT000043956924"),
         "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000043956924"),
        (ref("35", "", law="Loi Climat", identifier="JORFARTI000043956979"),
         "https://www.legifrance.gouv.fr/jorf/article_jo/JORFARTI000043956979"),
        (ref("35", "", law="Loi Climat"), f"{SEARCH}all?tab_selection=all&searchField=ALL&query=Loi+Climat+article+35"),
        (ref("", "", law="Décret n° 2024-134"),
         f"{SEARCH}all?tab_selection=all&searchField=ALL&query=D%C3%A9cret+n%C2%B0+2024-134"),
        (ref(""), f"{SEARCH}code?tab_selection=code&searchField=NUM_ARTICLE&query="),
    ],
)  # fmt: skip
def test_address_is_the_official_one_and_no_identifier_is_made_up(reference, address):
    assert reference.address == address
    assert is_official(address)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("fr", ["Code de la commande publique, article L3",
                "Code de la commande publique, articles R2111-12 à R2111-17"]),
        ("en", ["Public Procurement Code, article L3", "Public Procurement Code, articles R2111-12 to R2111-17"]),
        ("de", ["Vergabegesetzbuch (Code de la commande publique), Artikel L3",
                "Vergabegesetzbuch (Code de la commande publique), Artikel R2111-12 bis R2111-17"]),
    ],
)  # fmt: skip
def test_name_is_in_the_language_of_the_reader(language, names):
    with translation.override(language):
        assert [ref("L3").name, ref("R2111-12 à R2111-17").name] == names


def test_name_of_a_text_cited_whole_and_of_one_that_no_code_is():
    assert (ref("", "", law="Loi Climat").name, ref("", "xx", law="Loi").text_name) == ("Loi Climat", "Loi")


@pytest.mark.parametrize("code", Code.values)
def test_every_code_has_a_name_of_its_own(code):
    assert ref(code=code).text_name == str(Code(code).label)


@pytest.mark.parametrize("article", ["L2112-2", "L. 2112-2", "35", "1er", "R2111-12 à R2111-17", "R*2123-4"])
def test_article_is_one_or_a_row(article):
    validate_article(article)


@pytest.mark.parametrize("article", ["", "L3 et L4", "L3, L4", "le code", "article L3", "L3 à L4 à L5", "L3 du code"])
def test_what_is_no_article_is_refused(article):
    with pytest.raises(ValidationError):
        validate_article(article)


@pytest.mark.parametrize("identifier", ["L2112-2", "LEGIARTI42", f"{ID}0", f"x{ID}", ID.lower()])
def test_what_is_no_identifier_is_refused(identifier):
    validate_identifier(ID)
    with pytest.raises(ValidationError):
        validate_identifier(identifier)


@pytest.mark.parametrize(
    ("url", "official"),
    [
        (official_search("L3"), True),
        ("https://eur-lex.europa.eu/legal-content/FR/", True),
        ("https://marche-public.fr/ccp/L2112-02", False),
        ("https://www.legifrance.gouv.fr.example.org/", False),
        ("https://www.testing.legifrance.gouv.fr/", False),
        ("/guides/", False),
        ("https://[oups", False),
    ],
)
def test_official_addresses_are_those_of_the_official_journals(url, official):
    assert is_official(url) is official


def test_article_is_answered_for_by_its_own_reference_its_row_or_its_text():
    references = [ref("R2111-12 à R2111-17"), ref("L3"), ref("", "", law="Décret n° 2024-134 du 21 février 2024")]
    named = [Span("L3", "L3"), Span("R2111-13", "R2111-14"), Span("2024-134", "2024-134")]
    assert unanswered(named, references) == []
    others = [Span("L3-1", "L3-1"), Span("R2111-14", "R2111-18")]
    assert unanswered([*named, *others], references) == others


def test_page_without_law_has_no_check():
    assert law_check([], [], 6, "nous") is None


def test_page_is_as_old_as_its_oldest_check_and_is_due_months_later():
    check = law_check([ref("L3"), ref("L4", checked_on=date(2026, 3, 31))], [], 6, "nous")
    assert (check.checked_on, check.due_on, check.checked_by) == (date(2026, 3, 31), date(2026, 9, 30), "nous")
    assert [check.is_overdue(day) for day in (date(2026, 9, 29), date(2026, 9, 30))] == [False, True]


def test_one_text_cited_in_two_places_is_named_once_with_its_oldest_check():
    check = law_check([ref(), ref(checked_on=date(2026, 1, 1)), ref(code="crpm")], [], 6, "")
    assert [(one.code, one.checked_on) for one in check.references] == [("ccp", date(2026, 1, 1)), ("crpm", DAY)]


@pytest.mark.parametrize(
    ("references", "named"),
    [([], [Span("L3", "L3")]), ([ref("L4")], [Span("L3", "L3")]), ([ref("L3", checked_on=None), ref("L4")], [])],
)
def test_check_without_a_day_for_each_article_has_no_day_and_is_overdue(references, named):
    check = law_check(references, named, 6, "")
    assert (check.checked_on, check.due_on, check.is_overdue(DAY)) == (None, None, True)
