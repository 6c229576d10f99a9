"""Dates are typed as people write them; what is stored is what was meant, and no script writes into a field."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.editing import start_guide
from tests.core.test_typed_dates import DAYS, HOURS, REFUSED

MOMENTS = ["12/02/2027 09:30", "12/02/2027 à 9 h 30", "12 février 2027 9h30", "12.2.27 9.30", "2027-02-12T09:30"]
#: By kind of field: the spellings typed, what is said under it, and one that is refused.
KINDS = {
    "day": (DAYS, "vendredi 12 février 2027", REFUSED["day"]),
    "hour": (HOURS, "9 h 30", REFUSED["hour"]),
    "moment": (MOMENTS, "vendredi 12 février 2027 à 9 h 30", REFUSED["moment"]),
}
SESSION = "/admin/pages/add/training/sessionpage/{}/"


def rows(demo, question, *values):
    with closing(sqlite3.connect(Path(demo.environment["VAR_DIR"], "db.sqlite3"))) as database:
        return database.execute(question, values).fetchall()


def course_of(demo):
    """Number of a French course of the demo."""
    question = (
        "SELECT page.id FROM wagtailcore_page AS page JOIN training_coursepage ON page_ptr_id = page.id ORDER BY path"
    )
    return rows(demo, question)[0][0]


def echo(field):
    """What is said under a date field, or under its row."""
    own = field.locator("xpath=ancestor::div[@data-field][1]").locator(".typed-date")
    return own.or_(field.locator("xpath=ancestor::*[contains(@class, 'w-field-row')][1]/following-sibling::p[1]"))


def leave(page):
    """Go to the next field with the keyboard, as after each field."""
    page.keyboard.press("Tab")


def every_spelling(page, field, kind):
    spellings, meant, refused = KINDS[kind]
    for typed in [*spellings, *refused]:
        field.fill(typed)
        leave(page)
        expect(field).to_have_value(typed)
    field.fill(spellings[0])
    leave(page)
    expect(echo(field)).to_have_text(re.compile(meant.replace(" ", r"\s")))


def test_no_script_writes_into_a_date_and_what_was_understood_is_said(log_in, demo):
    page = log_in("administration")
    page.goto(SESSION.format(course_of(demo)))
    for name, kind in {
        "slots-0-day": "day",
        "slots-0-start": "hour",
        "slots-0-end": "hour",
        "sign_up_opens_at": "moment",
    }.items():
        every_spelling(page, page.locator(f"[name={name}]"), kind)
    page.fill("[name=slots-0-end]", "12 h 30")
    expect(echo(page.locator("[name=slots-0-end]"))).to_have_text(
        re.compile(r"^vendredi 12\sfévrier\s2027, de 9\sh\s30 à 12\sh\s30$")
    )
    page.fill("[name=slots-0-day]", "30/02/2027")
    expect(echo(page.locator("[name=slots-0-day]"))).to_have_text(
        re.compile("30/02/2027 » : Ce jour n’existe pas".replace(" ", r"\s"))
    )


def test_session_and_its_schedule_are_stored_as_they_were_typed(log_in, demo):
    page = log_in("administration")
    page.goto(SESSION.format(course_of(demo)))
    page.fill("[name=title]", "Dates tapées")
    page.fill("[name=city]", "Metz")
    page.select_option("[name=department]", "57")
    page.fill("[name=seats]", "12")
    for day, hour, moment in zip(DAYS[::5], HOURS[::3], MOMENTS[:4], strict=False):
        page.fill("[name=slots-0-day]", day)
        page.fill("[name=slots-0-start]", hour)
        page.fill("[name=slots-0-end]", "12 h 30")
        page.fill("[name=sign_up_opens_at]", moment)
        with page.expect_navigation():
            page.get_by_role("button", name="Enregistrer le brouillon").click()
        assert stored(demo, "Dates tapées") == ("2027-02-12", "09:30:00", "12:30:00", "2027-02-12T08:30:00Z", None)
    page.get_by_role("button", name="Basculer le panneau latéral Statut").or_(
        page.get_by_role("button", name="Statut")
    ).first.click()
    page.get_by_role("button", name="Programmer").first.click()
    page.fill("[name=go_live_at]", "15/01/2027 09h00")
    leave(page)
    leave(page)
    # No calendar of a field that was left in haste lies over the button.
    with page.expect_navigation():
        page.get_by_role("button", name="Enregistrer la programmation").click()
    assert stored(demo, "Dates tapées")[-1] == "2027-01-15T08:00:00Z"


def stored(demo, title):
    """Day, hours, opening of sign-ups and moment of publication in the newest version of a session."""
    question = (
        "SELECT content FROM wagtailcore_revision AS revision JOIN wagtailcore_page AS page"
        " ON page.latest_revision_id = revision.id WHERE json_extract(content, '$.title') = ?"
    )
    content = json.loads(rows(demo, question, title)[0][0])
    slot = content["slots"][0]
    return slot["day"], slot["start"], slot["end"], content["sign_up_opens_at"], content["go_live_at"]


def test_award_is_stored_as_it_was_typed(log_in, demo):
    page = log_in("label")
    page.goto("/admin/award/new/")
    page.select_option("[name=organisation]", index=1)
    for name in ("awarded_on", "valid_until"):
        every_spelling(page, page.locator(f"[name={name}]"), "day")
    page.fill("[name=awarded_on]", "1er mars 2031")
    page.fill("[name=valid_until]", "vendredi 28.2.31")
    page.locator("#main form [type=submit]").first.click()
    expect(page.locator("[name=valid_until]")).to_have_value("vendredi 28.2.31")
    assert rows(demo, AWARDS) == []
    page.fill("[name=valid_until]", "vendredi 28 févr. 2034")
    page.locator("#main form [type=submit]").first.click()
    expect(page.locator(".error-message")).to_contain_text("mardi 28")
    page.fill("[name=valid_until]", "28 févr. 2034")
    page.locator("#main form [type=submit]").first.click()
    page.locator(".messages .success").first.wait_for()
    assert rows(demo, AWARDS) == [("2031-03-01", "2034-02-28")]


AWARDS = "SELECT awarded_on, valid_until FROM label_directory_award WHERE awarded_on >= '2031-01-01'"


def test_date_in_a_block_and_date_of_a_review_are_left_as_typed(log_in, demo):
    page = log_in("administration")
    commitment = rows(demo, "SELECT MIN(page_ptr_id) FROM charter_commitmentpage")[0][0]
    page.goto(f"/admin/pages/{commitment}/edit/")
    references = page.locator("[data-contentpath=legal_references]")
    references.get_by_role("button", name="Insérer un bloc").last.click()
    every_spelling(page, references.locator(".w-field--day_field input").last, "day")
    page.goto("/admin/")
    start_guide(page, "Un guide daté")
    page.get_by_role("tab", name="Relecture").click()
    every_spelling(page, page.locator("[name=last_reviewed_on]"), "day")
