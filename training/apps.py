from typing import Any

from django.apps import AppConfig
from django.db.models.signals import pre_delete
from wagtail.signals import page_published


class TrainingConfig(AppConfig):
    name = "training"
    default_auto_field = "django.db.models.BigAutoField"
    files_of_each_language = ("mail_texts/{code}.json",)

    def ready(self) -> None:
        from core import waiting  # noqa: PLC0415 - app ready: models exist from here on
        from core.mails import confirmed, record  # noqa: PLC0415 - app ready: same
        from core.outbox.pauses import outbox_resumed  # noqa: PLC0415 - app ready: same
        from core.retention import declarations, rules  # noqa: PLC0415 - app ready: same
        from core.uses import tell_uses  # noqa: PLC0415 - app ready: same
        from training.desk.lacking import LACKING  # noqa: PLC0415 - app ready: same
        from training.desk.waiting import DECISIONS  # noqa: PLC0415 - app ready: same
        from training.mails.table import MAILS  # noqa: PLC0415 - app ready: same
        from training.models import SessionPage, SignUp  # noqa: PLC0415 - app ready: same
        from training.rules.privacy import DECLARATION  # noqa: PLC0415 - app ready: same
        from training.services.retention_rules import RULES  # noqa: PLC0415 - app ready: same
        from training.uses import courses_of_a_commitment, people_of_a_session  # noqa: PLC0415 - app ready: same
        from training.views import asking, calendars, schema_org  # noqa: F401, PLC0415 - app ready: they answer for pages

        record.register(*MAILS)
        confirmed.register(self.label, SignUp.objects.confirmed_addresses)
        declarations.declare(DECLARATION)
        rules.register(*RULES)
        waiting.register(DECISIONS)
        waiting.register(LACKING)
        tell_uses(courses_of_a_commitment)
        tell_uses(people_of_a_session)
        page_published.connect(open_announced_seats, sender=SessionPage, dispatch_uid="open_announced_seats")
        pre_delete.connect(keep_people, sender=SessionPage, dispatch_uid="keep_people")
        outbox_resumed.connect(give_time_back, dispatch_uid="give_time_back")


def open_announced_seats(instance: Any, **kwargs: Any) -> None:
    """The seats of a session follow its page in the source language, whichever way that one is published."""
    from core.languages import is_source  # noqa: PLC0415 - app ready: this module is read before the models
    from training.services.capacity import follow_page  # noqa: PLC0415 - app ready: same

    if is_source(instance):
        follow_page(instance.translation_key)


def give_time_back(length: Any, **kwargs: Any) -> None:
    """Deadlines stand still while mails are paused."""
    from training.services.shared.start_clock import put_off_deadlines  # noqa: PLC0415 - app ready: same

    put_off_deadlines(length)


def keep_people(instance: Any, **kwargs: Any) -> None:
    """No session is deleted while its sign-ups name somebody."""
    from training.desk.protection import refuse_deletion  # noqa: PLC0415 - app ready: this module is read before models

    refuse_deletion(instance)
