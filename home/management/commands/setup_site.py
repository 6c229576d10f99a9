from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Locale, Page, Site

from core.translation.publication import begin_translation
from guides.reference import load_vocabularies
from home.models import HomePage
from home.roles import grant_roles

UNNAMED = ("localhost", "127.0.0.1")


class Command(BaseCommand):
    help = "Make what a site needs before its first page: home page, lists of values, groups with their rights."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            home = home_page()
            name_site()
            open_languages(home)
            load_vocabularies()
            grant_roles(home)
        self.stdout.write("The site is set up.")


def home_page() -> HomePage:
    """The home page in the source language, made with its site if there is none yet.

    The welcome page that Wagtail's own migration leaves there goes, unless somebody has put pages below it.
    """
    home = HomePage.objects.filter(locale=Locale.get_default()).first()
    if home:
        return home
    root = Page.get_first_root_node()
    home = HomePage(title="Accueil", slug="accueil", locale=Locale.get_default())
    root.add_child(instance=home)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True, hostname="localhost")
    welcome = site.root_page if site.root_page_id else None
    site.root_page, site.site_name = home, "Commande publique responsable · Grand Est"
    site.save()
    if welcome and welcome.specific_class is Page and not welcome.get_children().exists():
        welcome.delete()
    return home


def name_site() -> None:
    """Give the site the address of the settings: canonical addresses, the sitemap and feeds are made of it."""
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.get(is_default_site=True)
    # A name that an administrator gave stays.
    if site.hostname in UNNAMED and (site.hostname, site.port) != (address.hostname, port):
        site.hostname, site.port = address.hostname or site.hostname, port
        site.save()


def open_languages(home: HomePage) -> None:
    """Make the languages that the settings name, and send the home page to translation into each other one.

    That gives a draft, where translators start.
    """
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    begin_translation(page=home, locales=Locale.objects.exclude(pk=home.locale_id), user=None)
