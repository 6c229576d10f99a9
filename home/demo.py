"""The front door of the demo: home page, pages of text, accessibility statement, accounts."""

import secrets
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page, Site

import charter.demo
from core.blocks import BodyBlock
from core.demo import publish_under, read_content, references, stream
from core.models import GlossaryTerm, ProgrammeSettings, User
from core.models.law import FIELD
from home.blocks import SectionsBlock
from home.demo_media import load_documents, load_images
from home.models import AccessibilityPage, ContentPage, GlossaryPage, HomePage
from home.roles import ROLES

#: The page that forms lead to.
PRIVACY_SLUG = "donnees-personnelles"
#: The page that the directory leads to.
LABEL_SLUG = "le-label"
#: The page that says who publishes the site.
LEGAL_SLUG = "mentions-legales"
PAGE_TEXTS = ("title", "slug", "summary", "show_in_menus", "show_in_footer")
STATEMENT_TEXTS = (
    "title", "slug", "summary", "state", "scope", "non_conformities", "derogations", "exempt", "technologies",
    "test_environment", "pages_checked", "contact_email", "contact", "plan", "remedies",
)  # fmt: skip


def load_media() -> None:
    """Fill the libraries of pictures and documents."""
    content = read_content(__file__, "pages")
    load_images(content["images"])
    load_documents(content["documents"])


def load(home: HomePage) -> None:
    """Publish the pages of text, then the home page, which leads to all the others; unless it has sections already.

    :param home: home page in the source language.
    """
    if home.sections:
        return
    content = read_content(__file__, "pages")
    bodies = {page_content["slug"]: page_content for page_content in content["pages"]}
    # First the pages, then their bodies: they lead to one another.
    pages = [add_page(home, page_content) for page_content in content["pages"]]
    for page in pages:
        if isinstance(page, ContentPage) and not page.body:
            page.body = stream(BodyBlock(), bodies[page.slug]["body"], home)
            page.legal_references = references(bodies[page.slug], home)
            page.save_revision().publish()
    charter.demo.lead_on(home)
    load_glossary(home)
    home.title = content["home"]["title"]
    home.seo_title = content["home"].get("seo_title", "")
    home.summary = content["home"].get("summary", "")
    home.search_description = content["home"].get("search_description", "")
    home.sections = stream(SectionsBlock(), content["home"]["sections"], home)
    home.save_revision().publish()
    programme = ProgrammeSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in content["programme"].items():
        setattr(programme, name, value)
    by_slug = {page.slug: page for page in Page.objects.child_of(home)}
    programme.privacy_page = by_slug.get(PRIVACY_SLUG)
    programme.label_page, programme.legal_page = by_slug.get(LABEL_SLUG), by_slug.get(LEGAL_SLUG)
    programme.save()


def load_glossary(home: HomePage) -> None:
    """Add the terms that the glossary does not have yet, and the page that shows them."""
    content = read_content(__file__, "glossary")
    for term in content["terms"]:
        laws = references(term, home)
        words = {name: value for name, value in term.items() if name != FIELD}
        values = {name: "\n".join(value) if isinstance(value, list) else value for name, value in words.items()}
        GlossaryTerm.objects.get_or_create(slug=values.pop("slug"), defaults=values | {FIELD: laws})
    if not GlossaryPage.objects.child_of(home).exists():
        publish_under(home, GlossaryPage(**content["page"]))


def add_page(home: HomePage, content: dict[str, Any]) -> Page:
    """Publish a page of text, its body still empty, or the accessibility statement; or find it again."""
    existing = Page.objects.child_of(home).filter(slug=content["slug"]).first()
    if existing:
        return existing.specific
    if content["type"] == "content":
        return publish_under(home, ContentPage(**{name: content[name] for name in PAGE_TEXTS if name in content}))
    statement = AccessibilityPage(**{name: content[name] for name in STATEMENT_TEXTS if name in content})
    statement.legal_references = references(content, home)
    statement.declared_on = date.fromisoformat(content["declared_on"])
    return publish_under(home, statement)


def load_accounts(password_file: Path) -> str:
    """Make one account for each role, with a password of its own, and tell where they are kept.

    :param password_file: where the passwords are written, for the people of this machine only.
    :returns: the lines to show: login name and password of each account.
    """
    passwords = read_passwords(password_file)
    made = set(User.objects.filter(username__in=ROLES).values_list("username", flat=True))
    missing = [login for login in ROLES if login not in made]
    for login in missing:
        passwords.setdefault(login, secrets.token_urlsafe(12))
    # Before the accounts: one that is made by a run cut short has its password all the same.
    write_passwords(password_file, passwords)
    for login in missing:
        with transaction.atomic():
            name, email = ROLES[login].name, f"{login}@commande-publique.example"
            user = User.objects.create_user(login, email, passwords[login], first_name=name)
            user.groups.add(Group.objects.get(name=name))
    lines = [f"{login:<16}{password}\n" for login, password in passwords.items()]
    if forgotten := [login for login in ROLES if login not in passwords]:
        lines.append(
            f"{password_file.name} does not hold the password of: {', '.join(forgotten)}. "
            "Give a new one: .venv/bin/python manage.py changepassword LOGIN\n"
        )
    return "".join(lines)


def read_passwords(password_file: Path) -> dict[str, str]:
    """The passwords by login name; of two lines for one name, the last."""
    if not password_file.exists():
        return {}
    lines = [line.split() for line in password_file.read_text("utf-8").splitlines()]
    return {words[0]: words[1] for words in lines if len(words) == 2}


def write_passwords(password_file: Path, passwords: dict[str, str]) -> None:
    """Keep the passwords in a file that nobody else reads: the old one or the new one, never half of it."""
    if not passwords:
        return
    draft = password_file.with_suffix(".new")
    draft.touch(0o600)
    draft.write_text("".join(f"{login:<16}{password}\n" for login, password in passwords.items()), "utf-8")
    draft.chmod(0o600)
    draft.replace(password_file)
