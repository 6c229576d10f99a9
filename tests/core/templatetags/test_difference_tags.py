"""What went and what came between two states of a text."""

import pytest

from core.templatetags.difference_tags import differences


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        ("Six semaines.", "Huit semaines.", "<del>Six</del><ins>Huit</ins> semaines."),
        ("", "Huit semaines.", "<ins>Huit semaines.</ins>"),
        ("Six semaines.", "", "<del>Six semaines.</del>"),
        ("Six semaines.", "Six semaines.", "Six semaines."),
        ("", "", ""),
        ("<b>Six</b> semaines", 'Six <a id="a1">semaines</a>', "Six semaines"),
        ("R&amp;D", "R&amp;D &lt;ici&gt;", "R&amp;D<ins> &lt;ici&gt;</ins>"),
    ],
)
def test_differences_marks_words_that_went_and_words_that_came(before, now, shown):
    assert differences(before, now) == shown


def test_differences_of_two_texts_are_safe_to_print():
    assert "<script>" not in differences(
        "&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;alert(2)&lt;/script&gt;"
    )
