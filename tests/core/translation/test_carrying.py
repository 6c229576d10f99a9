"""Which words a changed page still has: examples that say the rules, then any change of any page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.translation.carrying import Carried, Passage, Translated, carry, needs_no_words, unit_of, with_links_of

TEXT, OTHER, TABLE = "body.1.text", "body.2.text", "body.3.table"


def known(*passages):
    """Passages of a path each, translated: ``("body.1.text", "Un")``."""
    return [Translated(Passage(path, source), f"{source} DE") for path, source in passages]


def carried(before, *now):
    """What each passage of the page says now: its words, with a “?” behind those that are older."""
    found = carry(before, [Passage(path, source) for path, source in now])
    return [item and item.words + ("?" if item.is_older else "") for item in found]


def test_carry_leaves_words_where_they_are():
    assert carried(known((TEXT, "Un"), (TEXT, "Deux")), (TEXT, "Un"), (TEXT, "Deux")) == ["Un DE", "Deux DE"]


def test_carry_follows_a_passage_to_another_place():
    assert carried(known((TEXT, "Un")), (OTHER, "Un")) == ["Un DE"]


def test_carry_keeps_the_words_of_a_passage_that_was_reworded_as_older():
    before = known((TEXT, "Un"), (TEXT, "Deux"))
    assert carried(before, (TEXT, "Un"), (TEXT, "Le deux")) == ["Un DE", "Deux DE?"]
    assert carry(before, [Passage(TEXT, "Le deux")])[0] is None


def test_carry_knows_of_which_words_an_older_passage_is():
    (found,) = carry(known((TEXT, "Un")), [Passage(TEXT, "Le un")])
    assert found == Carried("Un DE", Passage(TEXT, "Un"), is_older=True)


def test_carry_has_nothing_for_what_is_new():
    assert carried(known((TEXT, "Un")), (TEXT, "Un"), (TEXT, "Neuf"), (OTHER, "Autre")) == ["Un DE", None, None]


def test_carry_keeps_the_rows_of_a_table_below_a_new_one():
    before = known(*((f"{TABLE}.cell.{row}.0", f"Ligne {name}") for row, name in enumerate("ab")))
    now = [(f"{TABLE}.cell.{row}.0", f"Ligne {name}") for row, name in enumerate("xab")]
    assert carried(before, *now) == [None, "Ligne a DE", "Ligne b DE"]


def test_carry_follows_what_no_language_changes():
    assert carried(known((TEXT, "1 240")), (TEXT, "1 300")) == ["1 300"]
    # Somebody wrote it in the way of the language.
    assert carried([Translated(Passage(TEXT, "1 240"), "1,240")], (TEXT, "1 240")) == ["1,240"]


def test_carry_lends_no_end_of_an_address():
    assert carried(known(("slug", "contact")), ("slug", "nous-ecrire"), (TEXT, "contact")) == ["contact DE", None]


def test_carry_has_nothing_of_a_passage_that_was_shown_in_french():
    assert carried([Translated(Passage(TEXT, "Un"), None)], (TEXT, "Un")) == [None]


@pytest.mark.parametrize("path", ["t.caption", "t.heading.2", "t.cell.10.3"])
def test_cells_of_a_table_are_one_unit(path):
    assert unit_of(f"body.3.{path}") == "body.3.t"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("12 %", True),
        ("≈ 30", True),
        ("a@b.example", True),
        ("https://a.example/b", True),
        ("12 kg", False),
        ("", False),
    ],
)
def test_words_are_needed_for_what_has_letters(source, expected):
    assert needs_no_words(source) is expected


def test_links_that_the_french_words_lack_go_and_their_words_stay():
    words = 'Zum <a id="a1">Leitfaden</a> und zur <a id="a2">Liste</a>'
    assert with_links_of(words, {"a2"}) == 'Zum Leitfaden und zur <a id="a2">Liste</a>'
    assert with_links_of(words, {"a1", "a2"}) == words


passages = st.builds(
    Passage, st.sampled_from([TEXT, OTHER, f"{TABLE}.cell.0.0", f"{TABLE}.cell.1.0"]), st.sampled_from("abcd")
)


@given(st.lists(passages, unique=True), st.lists(passages, unique=True))
def test_carry_never_says_words_of_a_passage_as_those_of_another(before, now):
    found = carry([Translated(passage, f"{passage.source} DE") for passage in before], now)
    for passage, item in zip(now, found, strict=True):
        if item:
            assert item.words == f"{item.of.source} DE"
            assert item.is_older == (item.of.source != passage.source)


@given(st.lists(passages, unique=True), st.permutations(range(6)))
def test_carry_keeps_all_words_whatever_the_order(before, order):
    now = [before[place] for place in order if place < len(before)]
    assert carried(known(*((item.path, item.source) for item in before)), *((p.path, p.source) for p in now)) == [
        f"{item.source} DE" for item in now
    ]
