"""Sign up as a reader does: on a phone, without scripts, by the keyboard alone, in three languages."""

import json
import re
import subprocess
import sys

import pytest

from tests.browser.test_accessibility import violations
from tests.prepared_demo import ROOT

SESSION = "/formations/reussir-son-sourcage/metz/"
#: Prints the addresses of somebody’s pages, as their mails hold them, for each address and language that is asked.
LINKS = """
import json, sys
from django.utils import translation
from training.mails.links import Purpose, path_to
from training.models import SignUp
purposes = {"confirm": Purpose.CONFIRM, "offer": Purpose.OFFER}
names = ("confirm", "offer", "manage", "cancel", "erase", "correct", "hand_over", "change")
for asked in sys.stdin:
    email, language = json.loads(asked)
    translation.activate(language)
    found = SignUp.objects.filter(email=email).last()
    links = {name: path_to(name, found, purposes.get(name, Purpose.MANAGE)) for name in names}
    print(json.dumps(links), flush=True)
"""


@pytest.fixture(scope="module")
def teller(demo):
    """A process of the demo that answers all the tests of this file: to start Django takes longer than most of them."""
    command = [sys.executable, "manage.py", "shell", "--settings=config.settings.demo", "-v0", "-c", LINKS]
    with subprocess.Popen(
        command, cwd=ROOT, env=demo.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.stdin.close()


@pytest.fixture
def links_of(teller):
    """The addresses behind the buttons of somebody’s mails and pages, by name: ``links_of("zoe@…")["confirm"]``."""

    def find(email, language="fr"):
        teller.stdin.write(f"{json.dumps([email, language])}\n")
        teller.stdin.flush()
        return json.loads(teller.stdout.readline())

    return find


def state_of(page):
    """What every screen of the way must be."""
    return {
        "sideways": page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)"),
        "main titles": page.locator("h1").count(),
        "cookies": page.context.cookies(),
    }


SOUND = {"sideways": 0, "main titles": 1, "cookies": []}


def tab_to(page, target, most=60):
    """Press the tabulator until an element has the focus."""
    for _step in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", target):
            return
    pytest.fail(f"The keyboard does not reach {target}.")


def type_in(page, field, text):
    """Reach a field by the keyboard and type in it."""
    tab_to(page, f"#id_{field}")
    page.keyboard.type(text)


def test_participant_signs_up_and_withdraws_on_a_phone_without_scripts_by_the_keyboard(open_browser, links_of):
    page = open_browser(width=320, javascript=False)
    page.goto(SESSION)
    tab_to(page, ".page-head .btn-primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/inscription/")
    assert state_of(page) == SOUND
    # A mistake first: it is listed, and its link leads to the field.
    type_in(page, "name", "Zoé Lambert")
    page.keyboard.press("Tab")
    page.keyboard.type("zoe.lambert.example")
    type_in(page, "organisation", "Mairie fictive")
    type_in(page, "organisation_kind", page.locator("#id_organisation_kind option").nth(1).inner_text())
    tab_to(page, "main form input[type=radio]")
    page.keyboard.press("Space")
    tab_to(page, "main form .btn-primary")
    page.keyboard.press("Enter")
    page.wait_for_selector(".error-summary")
    assert page.locator("#id_name").input_value() == "Zoé Lambert"
    assert state_of(page) == SOUND
    page.locator(".error-summary a[href='#id_email']").focus()
    page.keyboard.press("Enter")
    page.locator("#id_email").fill("zoe.lambert@mairie-fictive.example")
    for link in page.locator(".error-summary a").all():
        assert link.get_attribute("href") == "#id_email", link.inner_text()
    page.locator("#id_email").press("Enter")
    page.wait_for_url("**/inscription/demande/")
    assert state_of(page) == SOUND
    links = links_of("zoe.lambert@mairie-fictive.example")
    page.goto(links["confirm"])
    assert state_of(page) == SOUND
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    page.wait_for_selector("main .box.is-good")
    assert state_of(page) == SOUND
    withdraw = links["cancel"]
    tab_to(page, f"main .chips a[href='{withdraw}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{withdraw}")
    assert state_of(page) == SOUND
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    page.wait_for_selector("main .box.is-info")
    assert state_of(page) == SOUND


@pytest.mark.parametrize("language", ["de", "en"])
def test_participant_signs_up_in_another_language(open_browser, links_of, language):
    email = f"lea.{language}@mairie-fictive.example"
    page = open_browser(width=320)
    page.goto(SESSION)
    page.locator(".page-head .btn-primary").click()
    page.locator(f".langs a[hreflang={language}]").click()
    page.wait_for_url(re.compile(f"/{language}/.*inscription/$"))
    page.fill("#id_name", "Léa Martin")
    page.fill("#id_email", email)
    page.fill("#id_organisation", "Mairie fictive")
    page.select_option("#id_organisation_kind", index=1)
    page.locator("main form input[type=radio]").first.check()
    page.locator("main form button").click()
    page.wait_for_url(re.compile(f"/{language}/.*inscription/demande/$"))
    page.goto(links_of(email, language)["confirm"])
    page.locator("main form button").click()
    page.wait_for_selector("main .box.is-good")
    assert (page.locator("html").get_attribute("lang"), violations(page)) == (language, [])


def test_every_screen_of_the_way_is_sound(open_browser, links_of):
    email = "ali.benoit@mairie-fictive.example"
    page = open_browser(width=320)
    found = {}

    def look(name):
        found[name] = state_of(page) | {"violations": violations(page)}

    page.goto(f"{SESSION}inscription/")
    look("form")
    page.locator("main form button").click()
    page.wait_for_selector(".error-summary")
    look("form with errors")
    page.fill("#id_name", "Ali Benoît")
    page.fill("#id_email", email)
    page.fill("#id_organisation", "Mairie fictive")
    page.select_option("#id_organisation_kind", index=1)
    page.locator("main form input[type=radio]").first.check()
    page.locator("main form button").click()
    page.wait_for_url("**/demande/")
    look("look at your mail")
    links = links_of(email)
    for name in ("manage", "correct", "confirm"):
        page.goto(links[name])
        look(f"{name}, not confirmed")
    page.locator("main form button").click()
    page.wait_for_selector("main .box.is-good")
    mine = page.url
    look("own page")
    for name in ("cancel", "erase", "correct", "hand_over", "change", "offer"):
        page.goto(links[name])
        look(name)
    page.goto(mine[:-3] + "zz/")
    look("wrong link")
    page.goto("/blocs-de-mise-en-page/")
    look("block")
    assert {name: state for name, state in found.items() if state != SOUND | {"violations": []}} == {}
