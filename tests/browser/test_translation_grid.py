"""The grid of translations in a browser: on a phone as on a desk, by keyboard alone."""

import pytest

from core.translation.grid_screen import ROWS
from tests.browser.test_sign_up_desk import violations

GRID = "/admin/translations/"


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_grid_is_sound_at_each_width(log_in, width):
    page = log_in("relecture")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(GRID)
    assert page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)") == 0
    assert violations(page) == []
    # What is a table to the eye or a pile of cards is the same to a screen reader.
    table = page.get_by_role("table")
    assert [table.get_by_role(role).count() for role in ("columnheader", "row", "rowheader", "cell")] == [
        3,
        1 + ROWS,
        ROWS,
        2 * ROWS,
    ]


def test_grid_is_narrowed_and_left_for_the_next_step_by_keyboard(log_in):
    page = log_in("relecture")
    page.goto(GRID)
    page.get_by_label("Titre").focus()
    page.keyboard.type("analyser offres")
    page.keyboard.press("Enter")
    page.get_by_text("1 page trouvée").wait_for()
    page.get_by_label("Titre").focus()
    seen = []
    for _step in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.innerText.split('\\n')[0]"))
        if seen[-1].startswith("Envoyer à traduire"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/localize/submit/page/*/?select_locale=de")
    assert page.get_by_label("Deutsch").is_checked()
    assert not page.get_by_label("English").is_checked()
