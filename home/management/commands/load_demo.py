import io
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

import charter.demo
import guides.demo
import home.demo
import label_directory.demo
import training.demo
import training.demo_sign_ups
from core.indexing import indexed_once
from core.models import User
from home.demo_translations import load_translations, translated_languages
from home.models import HomePage


class Command(BaseCommand):
    help = "Fill the site with demo content. What is there already is left alone: it can be run again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("setup_site", stdout=self.stdout)
        front = HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
        steps: list[tuple[str, Callable[[], object]]] = [
            ("pictures and documents", lambda: home.demo.load_media()),
            ("charter: 4 stakes, 42 commitments", lambda: charter.demo.load(front)),
            ("guides", lambda: guides.demo.load(front)),
            ("courses and sessions", lambda: training.demo.load(front)),
            ("directory", lambda: label_directory.demo.load(front)),
            ("home page, pages of text, glossary", lambda: home.demo.load(front)),
            *((f"{name} pages", partial(load_translations, front, code)) for code, name in translated_languages()),
        ]
        for position, (name, step) in enumerate(steps, start=1):
            self.stdout.write(f"[{position}/{len(steps) + 1}] {name}")
            # One transaction a step: a step that is cut short leaves nothing, and the next run takes it up again.
            with indexed_once():
                step()
        # Groups get their rights on the pages that have just been made; it was said once already.
        call_command("setup_site", stdout=io.StringIO())
        accounts = home.demo.load_accounts(settings.VAR_DIR / "demo-accounts.txt")
        self.stdout.write(f"[{len(steps) + 1}/{len(steps) + 1}] participants of sessions")
        # Not one transaction: each person is one, as on the site. Cut short, the next run signs up those who lack.
        training.demo_sign_ups.load(User.objects.filter(username="formations").first())
        self.stdout.write("\nDemo accounts (login and password), for /admin/:\n" + accounts)
