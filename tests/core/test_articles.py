"""Articles of law in texts: however they are written, in three languages, and never what only looks like one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.articles import Span, articles_in, key, plain, spans_of_numbers

SPELLINGS = ["L2112-2", "L. 2112-2", "L.2112-2", "L 2112-2", "L\u00a02112-2", "L.\u202f2112-2", "L*2112-2", "L.*2112-2"]
AROUND = ["{}", "article {}", "(article {} du code)", "Artikel {}", "Article {} of the code", "{}, {}", "art. {} ;"]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_article_is_found_however_it_is_written(spelling, around):
    assert articles_in(around.format(spelling, spelling)) == [Span("L2112-2", "L2112-2")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("articles R2111-12 à R2111-17", ["R2111-12–R2111-17"]),
        ("Articles R2111-12 to R2111-17", ["R2111-12–R2111-17"]),
        ("Artikel R2111-12 bis R2111-17", ["R2111-12–R2111-17"]),
        ("R2111-12 à R2111-17", ["R2111-12–R2111-17"]),
        ("articles R2111-12 à 17", ["R2111-12–R2111-17"]),
        ("articles L2123-1 et R2123-1 à R2123-8", ["L2123-1", "R2123-1–R2123-8"]),
        ("Artikel L2113-12 und L2113-13", ["L2113-12", "L2113-13"]),
        ("articles L3, L3-1 et L4 du code", ["L3", "L3-1", "L4"]),
        ("(R2191-3, R2191-7)", ["R2191-3", "R2191-7"]),
        ("loi Climat et résilience, article 35", ["35"]),
        ("l’article 35 de la loi Climat", ["35"]),
        ("Artikel 35 des Klimaschutzgesetzes", ["35"]),
        ("Article 1er de la loi", ["1"]),
        ("articles 12 à 17 du décret", ["12–17"]),
        ("décret n° 2024-134 du 21 février 2024", ["2024-134"]),
        ("loi n°\u00a02005-102 du 11 février 2005, article 47", ["47", "2005-102"]),
        ("Dekret Nr. 2024-134", ["2024-134"]),
        ("Decree No. 2024-134", ["2024-134"]),
    ],
)
def test_lists_rows_and_numbered_texts_are_found(text, found):
    assert [str(span) for span in articles_in(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Le lot L2 et la taille L3",
        "lot L1-2",
        "article 5 du présent marché",
        "un article de la Gazette du 12",
        "la période 2024-2026",
        "la loi de finances 2024-2025",
        "SIRET 123-456",
        "TEL2112-2",
        "référence XL2112-2",
        "PL-2112-2",
        "Décret du 21 février 2024",
        "R2D2",
    ],
)
def test_what_only_looks_like_an_article_is_none(text):
    assert articles_in(text) == []


NUMBERS = st.builds(
    lambda letter, head, tail: letter + "-".join(map(str, [head, *tail])),
    st.sampled_from("LRD"),
    st.integers(100, 9999),
    st.lists(st.integers(1, 99), min_size=1, max_size=3),
)


@given(NUMBERS, st.text(alphabet="abc éà,;.()«»\u00a0\n", max_size=20), st.text(alphabet=" ,;.)»\n", max_size=5))
def test_article_is_found_in_any_text(number, before, after):
    assert Span(number, number) in articles_in(f"{before} {number}{after}")


@given(NUMBERS)
def test_number_is_written_plainly_once_for_all(number):
    assert plain(f"{number[0]}.\u00a0*{number[1:]}") == number == plain(number)


def test_articles_stand_in_the_order_of_their_numbers():
    assert sorted(["R2123-10", "R2123-8", "L2123-9", "R2123-8-1"], key=key) == [
        "L2123-9", "R2123-8", "R2123-8-1", "R2123-10",
    ]  # fmt: skip


def test_row_covers_what_stands_between_its_ends_and_nothing_else():
    row = Span("R2111-12", "R2111-17")
    numbers = ["R2111-11", "R2111-12", "R2111-14", "R2111-14-1", "R2111-17", "R2111-18", "L2111-14"]
    assert [number for number in numbers if row.covers(number)] == ["R2111-12", "R2111-14", "R2111-14-1", "R2111-17"]
    assert [row.meets(Span(number, number)) for number in numbers] == [row.covers(number) for number in numbers]


def test_list_of_numbers_may_hold_words_between():
    assert [str(span) for span in spans_of_numbers("L3, L4 et R2111-12 à R2111-17")] == [
        "L3",
        "L4",
        "R2111-12–R2111-17",
    ]


@pytest.mark.parametrize("piece", ["article ", "L", "<", "loi ", "R2111-12 à ", "n° 20", "1, ", "gesetz", "a"])
def test_text_of_any_length_costs_what_its_length_costs(piece):
    text = (piece * 200_000)[:200_000]
    before = time.process_time()
    articles_in(text)
    assert time.process_time() - before < 5
