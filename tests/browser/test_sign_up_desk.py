"""A morning at the desk: somebody phones, changes their mind twice, and the session goes to another place."""

import re

from axe_playwright_python.sync_playwright import Axe

from tests.browser.editing import press

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
#: Messages of Wagtail fade in: half-way, their contrast is none.
OURS = {"include": [["#main"]], "exclude": [[".messages"]]}
PERSON = re.compile(r"/admin/sign-ups/\d+/$")


def violations(page):
    """What axe finds in our part of a page of the admin."""
    found = Axe().run(page, context=OURS, options=RULES).response["violations"]
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes']][:3]}" for rule in found]


def follow(page, end):
    """Follow the first link of the page that ends so, and see that the page it leads to is sound."""
    page.locator(f"#main a[href$='{end}']").first.click()
    page.wait_for_url(f"**{end}")
    assert violations(page) == []


def decide(page):
    page.locator("#main form button[type=submit]").first.click()
    page.locator(".messages .success").first.wait_for()


def register(page, name, address):
    follow(page, "/register/")
    page.fill("[name=name]", name)
    page.fill("[name=email]", address)
    decide(page)
    page.wait_for_url(PERSON)
    assert page.locator("#main h2").first.inner_text().startswith(name)
    assert violations(page) == []


def test_team_registers_moves_withdraws_and_announces_a_change(log_in):
    page = log_in("formations")
    page.goto("/admin/sign-ups/")
    assert violations(page) == []
    page.locator("tr", has_text="Nancy").get_by_role("link").first.click()
    page.locator("#main a[href$='/register/']").wait_for()
    session = page.url
    assert violations(page) == []

    register(page, "Zoé Lambert", "zoe@mairie-fictive.example")
    follow(page, "/move/")
    page.get_by_label(re.compile("Reims")).check()
    decide(page)
    page.wait_for_url(PERSON)
    follow(page, "/cancel/")
    decide(page)

    page.goto(session)
    register(page, "Ali Benoît", "ali@mairie-fictive.example")
    page.goto(session.replace("sign-ups/sessions", "pages") + "edit/")
    page.fill("[name=place_name]", "Maison des associations (lieu fictif)")
    press(page, "Publier")
    page.locator(".messages a[href$='/announce/']").click()
    assert "Maison des associations (lieu fictif)" in page.locator("#main").inner_text()
    page.locator("[name=what][value=tell]").check()
    decide(page)
    page.wait_for_url(session)
    assert page.locator("#main a[href$='/announce/']").count() == 0

    page.goto("/admin/mails/")
    assert violations(page) == []
    for address, mails in (("zoe@mairie-fictive.example", 3), ("ali@mairie-fictive.example", 2)):
        page.fill("#desk-q", address)
        page.press("#desk-q", "Enter")
        page.locator("[role=status]", has_text=str(mails)).wait_for()
        assert page.locator("#listing-results tbody tr").count() == mails
        assert "q=" not in page.url
