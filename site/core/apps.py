"""What at least two rooms of the house share."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models.signals import post_save
from wagtail.users.apps import WagtailUsersAppConfig


class CoreConfig(AppConfig):
    name = "core"
    default = True
    verbose_name = "Core"
    default_auto_field = "django.db.models.BigAutoField"
    files_of_each_language = (
        "locale/{code}/LC_MESSAGES/django.po",
        "mail_texts/{code}.json",
        "static/social/{code}/*.png",
    )

    def ready(self) -> None:
        from core import checks, former_addresses, language_checks, waiting  # noqa: F401, PLC0415 - app ready: they register
        from core.blocks.typed import clean_what_is_typed  # noqa: PLC0415 - app ready: models are there
        from core.date_fields import read_what_the_team_writes  # noqa: PLC0415 - app ready: they take Wagtail's place
        from core.dead_ends import refuse_dead_ends  # noqa: PLC0415 - app ready: models are there
        from core.desk.files import judge_files  # noqa: PLC0415 - app ready: models are there
        from core.desk.law_waiting import LAW  # noqa: PLC0415 - app ready: same
        from core.desk.mail_waiting import MAILS  # noqa: PLC0415 - app ready: models are there
        from core.desk.picture_waiting import PICTURES  # noqa: PLC0415 - app ready: same
        from core.desk.redirect_form import refuse_wrong_redirects  # noqa: PLC0415 - app ready: same
        from core.desk.redirect_import import read_french_files  # noqa: PLC0415 - app ready: same
        from core.desk.refusals import tell_refusals  # noqa: PLC0415 - app ready: same
        from core.desk.report_exports import export_reports_alike  # noqa: PLC0415 - app ready: same
        from core.desk.schedule_waiting import DATES  # noqa: PLC0415 - app ready: same
        from core.flaws import refuse_flawed  # noqa: PLC0415 - app ready: same
        from core.log_filters import watch_web_server  # noqa: PLC0415 - app ready: gunicorn has its log by now
        from core.login import duty, endings, letters, listeners, mails, sessions  # noqa: F401, PLC0415 - app ready: they listen
        from core.mails import checks as mail_checks  # noqa: F401, PLC0415 - app ready: same
        from core.mails.record import register  # noqa: PLC0415 - app ready: models are there
        from core.models.programme_settings import publisher_name  # noqa: PLC0415 - app ready: models are there
        from core.privacy import DECLARATION  # noqa: PLC0415 - app ready: models are there
        from core.publication import before_publication  # noqa: PLC0415 - app ready: same
        from core.retention import declarations, rules  # noqa: PLC0415 - app ready: same
        from core.retention.core_rules import RULES  # noqa: PLC0415 - app ready: same
        from core.structured_data import publisher_found_by  # noqa: PLC0415 - app ready: same
        from core.translation import addresses, freshness, places, titles  # noqa: F401, PLC0415 - app ready: they listen
        from core.translation.extraction import mend_extraction  # noqa: PLC0415 - app ready: models are there
        from core.translation.gate import close_side_doors, refuse_unready  # noqa: PLC0415 - app ready: same
        from core.translation.machine_transport import mend_machines  # noqa: PLC0415 - app ready: same
        from core.translation.passages import mend_passages  # noqa: PLC0415 - app ready: same
        from core.translation.questions import QUESTIONS  # noqa: PLC0415 - app ready: same
        from core.translation.source_changes import (  # noqa: PLC0415 - app ready: same
            keep_words_through_changes,
        )
        from core.translation.uses import languages_online  # noqa: PLC0415 - app ready: same
        from core.translation.waiting import (  # noqa: PLC0415 - app ready: same
            TRANSLATION_REVIEWS,
            TRANSLATIONS,
        )
        from core.undescribed import refuse_undescribed  # noqa: PLC0415 - app ready: same
        from core.uses import tell_uses  # noqa: PLC0415 - app ready: same

        judge_files()
        publisher_found_by(publisher_name)
        watch_web_server()
        read_what_the_team_writes()
        clean_what_is_typed()
        refuse_wrong_redirects()
        read_french_files()
        export_reports_alike()
        mend_extraction()
        mend_passages()
        mend_machines()
        keep_words_through_changes()
        close_side_doors()
        before_publication(refuse_unready)
        # Those who can name what is wrong, then whoever names the field.
        before_publication(refuse_dead_ends)
        before_publication(refuse_undescribed)
        before_publication(refuse_flawed)
        tell_refusals()
        tell_uses(languages_online)
        register(*mails.MAILS, *letters.MAILS)
        post_save.connect(listeners.tell_new_password, sender="core.User", dispatch_uid="tell_new_password")
        user_logged_in.connect(listeners.welcome, dispatch_uid="welcome")
        user_login_failed.connect(listeners.note_wrong_password, dispatch_uid="note_wrong_password")
        declarations.declare(DECLARATION)
        rules.register(*RULES)
        waiting.register(MAILS)
        waiting.register(DATES)
        waiting.register(LAW)
        waiting.register(TRANSLATION_REVIEWS)
        waiting.register(TRANSLATIONS)
        waiting.register(QUESTIONS)
        waiting.register(PICTURES)


class TeamConfig(WagtailUsersAppConfig):
    """Wagtail's accounts and groups, with screens that give no right which one does not hold."""

    user_viewset = "core.desk.team.AccountViewSet"
    group_viewset = "core.desk.team.GroupViewSet"
