"""The first page of the admin says what waits, on a phone and on a desk."""

from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OURS = {"include": [["#main"]]}


def test_what_waits_is_said_soundly_in_every_width(log_in):
    page = log_in("redaction")
    found = []
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/admin/")
        sideways = page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)")
        violations = Axe().run(page, context=OURS, options=RULES).response["violations"]
        found.append((page.locator("#waiting-section li").count(), sideways, [rule["id"] for rule in violations]))
    assert found == [(1, 0, [])] * 3
