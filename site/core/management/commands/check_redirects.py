from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from core.redirects import Fate, fate_of

WORDS = {
    Fate.ITSELF: "leads to itself",
    Fate.ROUND: "leads round in a circle",
    Fate.NOWHERE: "leads where nothing answers",
    Fate.HIDDEN: "has the address of a page that is online: nobody follows it",
}


class Command(BaseCommand):
    help = "List the redirects that serve nobody, and why. Fails when there is one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--mend",
            action="store_true",
            help="Remove those that nobody wrote and that stand at the address of a page.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = list(wrong_redirects())
        left = 0
        for redirect, fate in wrong:
            is_removed = options["mend"] and redirect.automatically_created and fate is Fate.HIDDEN
            if is_removed:
                redirect.delete()
            left += not is_removed
            self.stdout.write(f"{redirect.old_path} → {redirect.link}: {'removed' if is_removed else WORDS[fate]}")
        if left:
            raise CommandError(f"{left} of {Redirect.objects.count()} redirects serve nobody.")


def wrong_redirects() -> Iterator[tuple[Redirect, Fate]]:
    """Each redirect that serves nobody, and what becomes of who follows it.

    Not the former address of a page that is offline: it waits for that page, and until then nothing answers there.
    """
    default = Site.objects.get(is_default_site=True)
    for redirect in Redirect.objects.select_related("redirect_page", "site").order_by("old_path", "pk"):
        page = redirect.redirect_page
        fate = fate_of(redirect, redirect.site or default)
        is_waiting = redirect.automatically_created and page and not page.live
        if fate is Fate.HIDDEN or (fate is not Fate.ANSWERS and not is_waiting):
            yield redirect, fate
