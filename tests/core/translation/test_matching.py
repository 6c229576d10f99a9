"""Which words of a page edited by hand translate which French passage."""

import pytest

from core.blocks import BodyBlock
from core.translation.carrying import Passage, Translated
from core.translation.matching import contradicts, counterparts, match
from tests.core.translation.bodies import keys


def said(french, before, now, path="body.x"):
    """What each French passage says after: its words on the page of today; nothing without."""
    known = [Translated(Passage(path, f"f{place}"), words) for place, words in enumerate(french)]
    texts = [(path, words) for words in now]
    pairs = match(known, [(path, words) for words in before], texts)
    found = {pair.french: texts[pair.now][1] for pair in pairs}
    return [found.get(place) for place in range(len(known))]


TEXTS = {
    "untouched": (["a", "b"], ["a", "b"], ["a", "b"], ["a", "b"]),
    "one reworded": (["a", "b"], ["a", "b"], ["a", "B"], ["a", "B"]),
    "all reworded": (["a", "b"], ["a", "b"], ["A", "B"], ["A", "B"]),
    "one added by hand": (["a", "b"], ["a", "b"], ["a", "x", "b"], ["a", "b"]),
    "one taken off by hand": (["a", "b"], ["a", "b"], ["b"], [None, "b"]),
    "moved by hand": (["a", "b"], ["a", "b"], ["b", "a"], ["a", "b"]),
    "moved by hand and reworded": (["a", "b"], ["a", "b"], ["b", "A"], ["A", "b"]),
    "moved in French": (["b", "a"], ["a", "b"], ["a", "B"], ["B", "a"]),
    "new in French": ([None, "a"], ["a"], ["A"], [None, "A"]),
    "new in French and by hand": ([None, "a"], ["a"], ["x", "a"], ["x", "a"]),
    "gone in French": (["b"], ["a", "b"], ["a", "B"], ["B"]),
    "gone in French and reworded by hand": (["b"], ["a", "b"], ["A", "b"], ["b"]),
    "replaced in French, untouched by hand": ([None], ["a"], ["a"], [None]),
    "replaced in French, reworded by hand": ([None], ["a"], ["A"], ["A"]),
    "never translated": ([None, None], [], ["x", "y"], ["x", "y"]),
    "never translated, shorter": ([None, None], [], ["x"], ["x", None]),
    "never translated, longer": ([None], [], ["x", "y"], ["x"]),
    "two made one": (["a", "b"], ["a", "b"], ["AB"], ["AB", None]),
    "one taken off, the other reworded": (
        ["Viele Fahrräder", "Wenig"],
        ["Viele Fahrräder", "Wenig"],
        ["Weniger"],
        [None, "Weniger"],
    ),
    "one added, the other reworded": (["Wenig"], ["Wenig"], ["Viele Fahrräder", "Weniger"], ["Weniger"]),
    "said twice": (["a", "a"], ["a", "a"], ["a", "A"], ["a", "A"]),
    "nothing": ([], [], [], []),
}


@pytest.mark.parametrize(("french", "before", "now", "expected"), TEXTS.values(), ids=TEXTS)
def test_words_done_by_hand_find_their_passage(french, before, now, expected):
    assert said(french, before, now) == expected


def test_words_stay_in_their_text():
    known = [Translated(Passage("body.x", "Un"), "a"), Translated(Passage("body.y", "Deux"), "b")]
    assert match(known, [], [("body.y", "B")])[0].french == 1
    assert match(known, [], [("body.z", "C")]) == []


def test_cells_of_a_table_are_one_text():
    known = [
        Translated(Passage(f"body.x.table.cell.{row}.0", f"f{row}"), words) for row, words in ((0, None), (1, "a"))
    ]
    pairs = match(known, [("body.x.table.cell.0.0", "a")], [("body.x.table.cell.0.0", "A")])
    assert [(pair.french, pair.now, pair.before) for pair in pairs] == [(1, 0, 0)]


@pytest.mark.parametrize(
    ("french", "words", "expected"),
    [
        ("2026", "2026", False),
        ("1,5", "1.5", False),
        ("12", "12 Tage", False),
        ("2026", "2025", True),
        ("En 2026", "Im Jahr 2025", False),
    ],
)
def test_fact_written_by_hand_does_not_contradict_the_french_one(french, words, expected):
    assert contradicts(french, words) is expected


# --- Blocks -----------------------------------------------------------------------------------------------------


def body(*blocks):
    return BodyBlock().to_python([{"type": kind, "value": value, "id": key} for kind, value, key in blocks])


def checklist(*items):
    return {"title": "", "items": [{"type": "item", "value": "x", "id": key} for key in items]}


def test_blocks_of_the_same_names_are_the_same():
    first, second, third = keys(3)
    french = body(("heading", "Un", first), ("heading", "Deux", second))
    mine = body(("heading", "Zwei", second), ("heading", "Drei", third))
    assert dict(counterparts(french, mine)) == {second: second}


def test_blocks_written_anew_are_taken_by_kind_and_order():
    french_keys, my_keys = keys(3), keys(3)
    french = body(*zip(("heading", "rich_text", "heading"), ("Un", "<p>a</p>", "Deux"), french_keys, strict=True))
    mine = body(*zip(("heading", "quote", "heading"), ("Eins", {}, "Zwei"), my_keys, strict=True))
    assert dict(counterparts(french, mine)) == {my_keys[0]: french_keys[0], my_keys[2]: french_keys[2]}


def test_items_of_lists_are_taken_by_name_or_else_by_order():
    block, first, second, other = keys(4)
    french = body(("checklist", checklist(first, second), block))
    same = body(("checklist", checklist(second, other), block))
    assert dict(counterparts(french, same)) == {block: block, second: second}
    anew = body(("checklist", checklist(other), block))
    assert dict(counterparts(french, anew)) == {block: block, other: first}
