"""Several pages published at once, told as it is: those with a date to come are only scheduled."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page, Revision


class PublishTogether(PublishBulkAction):
    """Wagtail's action, in place of its own."""

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """How many pages are online, and which ones will be at their date."""
        scheduled = self.scheduled()
        if not scheduled:
            return super().get_success_message(num_parent_objects, num_child_objects)
        names = ", ".join(page.get_admin_display_title() for page in scheduled)
        told = [_("Scheduled for the date of each, and not published yet: %(pages)s.") % {"pages": names}]
        if published := num_parent_objects + num_child_objects - len(scheduled):
            text = ngettext("%(number)d page has been published.", "%(number)d pages have been published.", published)
            told.insert(0, text % {"number": published})
        return " ".join(told)

    def scheduled(self) -> list[Page]:
        """The pages, among those of this action, with a version that is still to come."""
        to_come = Revision.page_revisions.filter(approved_go_live_at__gt=timezone.now())
        pages = Page.objects.filter(pk__in=map(int, to_come.values_list("object_id", flat=True))).order_by("path")
        with_those_below = self.cleaned_form.cleaned_data["include_descendants"]
        chosen = self.actionable_objects
        keys = {page.pk for page in chosen}
        return [
            page for page in pages if page.pk in keys or with_those_below and any(map(page.is_descendant_of, chosen))
        ]
