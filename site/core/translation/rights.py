"""Who may do what with a translation: always asked of the pages themselves, never of a permission alone."""

from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from core.languages import is_source
from core.models import User

SUBMIT = "wagtail_localize.submit_translation"


def nearest_in(page: Page, locale: Locale) -> Page | None:
    """The page of a language that stands where a page has its place there: itself, or the nearest one above it."""
    for step in [page, *page.get_ancestors().filter(depth__gt=1).order_by("-depth")]:
        translation = step.get_translation_or_none(locale)
        if translation:
            return translation
    return None


def may_publish_in(user: User, page: Page, locale: Locale) -> bool:
    """Whether somebody may publish the page of a language, or would if it were made."""
    place = nearest_in(page, locale)
    return place is not None and place.permissions_for_user(user).can_publish()


def locales_to_begin(user: User, page: Page) -> list[Locale]:
    """Languages into which somebody may send a French page to translation; none once they all have it."""
    if not is_source(page) or page.is_root():
        return []
    permissions = page.permissions_for_user(user)
    if not (user.has_perm(SUBMIT) and permissions.can_edit()):
        return []
    begun = Translation.objects.filter(source__object_id=page.translation_key).values("target_locale")
    written = page.get_translations().live().values("locale")
    others = Locale.objects.exclude(pk=page.locale_id).exclude(pk__in=begun).exclude(pk__in=written)
    return [locale for locale in others if may_publish_in(user, page, locale)]


def may_translate(user: User, translation: Translation) -> bool:
    """Whether somebody may work on a translation: those who may edit the page it is for."""
    return translation.get_target_instance().permissions_for_user(user).can_edit()
