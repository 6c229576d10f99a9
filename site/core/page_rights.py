"""What somebody may do to a page, asked by every road: buttons, forms, bulk actions, the farewell of a translation.

Wagtail’s own answers, and what they forget: a lock or a review holds against whoever would publish, delete or move the
page, or one that stands above it; who writes and does not publish deletes drafts of their own; and some pages carry all
the others, so that nobody deletes them.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from wagtail.locks import BasicLock
from wagtail.models import Page, PagePermissionTester, WorkflowState


class PageRights(PagePermissionTester):
    """Wagtail’s tester of one page and one account, in place of its own."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether the page may be deleted with those below it; or moved, which Wagtail takes for the same."""
        return (
            super().can_delete(ignore_bulk)
            and not self.page.specific_class.stays
            and (self.publishes() or not self.work_of_others().exists())
            and not self.is_held()
        )

    def can_unpublish(self) -> bool:
        """Whether the page may go offline."""
        return super().can_unpublish() and not self.is_held()

    def can_publish(self) -> bool:
        """Whether the page may go online: not through the lock of somebody else, nor an alias, which has no words."""
        return super().can_publish() and not self.page.alias_of_id and not self.holds(self.page)

    def can_unschedule(self) -> bool:
        """Whether a date of the page may be taken back, and who reads it be changed: a lock is on its words."""
        return super().can_publish()

    can_set_view_restrictions = can_unschedule

    def publishes(self) -> bool:
        """Whether this account decides what readers see here."""
        return self.user.is_superuser or "publish" in self.permissions

    def work_of_others(self) -> models.QuerySet[Page]:
        """Pages, among this and those below it, that are online or were begun by somebody else."""
        return self.page.get_descendants(inclusive=True).exclude(live=False, owner=self.user)

    def is_held(self) -> bool:
        """Whether a lock, or a review that is not this account’s, holds the page or one below it."""
        if self.holds(self.page):
            return True
        if self.page.is_leaf():
            return False
        under_review = WorkflowState.objects.active().filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id=Cast(models.OuterRef("pk"), models.CharField()),
        )
        below = self.page.get_descendants().filter(models.Q(locked=True) | models.Exists(under_review))
        return any(map(self.holds, below.specific(defer=True)))

    def holds(self, page: Page) -> bool:
        """Whether somebody else keeps a page from this account, by a lock or by a review.

        A date to come, which is a lock for Wagtail, is nobody.
        """
        if page.locked and BasicLock(page).for_user(self.user):
            return True
        task = page.current_workflow_task
        return bool(task and task.locked_for_user(page, self.user))
