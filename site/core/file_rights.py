"""Who decides about a file of the libraries, and who sees it at all: one answer for every road.

Wagtail’s rights on a collection hold for all that it keeps: whoever may change the root collection may put another file
behind a link that readers follow. And a private collection is private to readers only. So its policy is asked first,
then two questions of our own: is the collection closed to this account, and do readers see the file?
"""

from collections.abc import Collection as Several
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.models import (
    Collection,
    CollectionMember,
    CollectionViewRestriction,
    DraftStateMixin,
    Page,
    ReferenceIndex,
    Revision,
)
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import page_permission_policy, policy_registry

#: Where a request remembers them, as Wagtail does with rights.
CLOSED = "_closed_collections"


def closed_paths(user: Any) -> tuple[str, ...]:
    """Where the collections begin that are kept for groups of which somebody is none; asked once a request."""
    if user.is_superuser:
        return ()
    if not hasattr(user, CLOSED):
        kept = CollectionViewRestriction.objects.filter(restriction_type=CollectionViewRestriction.GROUPS)
        closed = kept.exclude(groups__in=user.groups.all()).order_by("pk")
        setattr(user, CLOSED, tuple(closed.values_list("collection__path", flat=True)))
    found: tuple[str, ...] = getattr(user, CLOSED)
    return found


def is_closed(collection: Collection, user: Any) -> bool:
    """Whether a collection, or one that it stands in, is kept for others."""
    return bool(collection.path.startswith(closed_paths(user)))


class FilePolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail’s policy of documents and pictures, and the two questions."""

    def _check_perm(self, user: Any, actions: Several[str], collection: Collection | None = None) -> bool:
        if not super()._check_perm(user, actions, collection):
            return False
        return collection is None or not is_closed(collection, user)

    def _collections_with_perm(self, user: Any, actions: Several[str]) -> QuerySet[Collection]:
        found: QuerySet[Collection] = super()._collections_with_perm(user, actions)
        for path in closed_paths(user):
            found = found.exclude(path__startswith=path)
        return found

    def user_has_any_permission_for_instance(self, user: Any, actions: Several[str], instance: Any) -> bool:
        """Whether one of some actions is allowed on a file: to delete it asks more than to open its form."""
        others = set(actions) - {"delete"}
        if others and super().user_has_any_permission_for_instance(user, others, instance):
            return True
        may = "delete" in actions and super().user_has_any_permission_for_instance(user, {"delete"}, instance)
        return bool(may and decides(user, instance))


def decides(user: Any, file: CollectionMember) -> bool:
    """Whether somebody may change what a file is, move it or delete it, where Wagtail’s rights allow it.

    A file that readers see: who publishes each thing that shows it. Any other: who brought it in, or publishes at all.
    """
    if user.is_superuser:
        return True
    shown = list(shown_by(file))
    if not shown:
        return bool(file.uploaded_by_user_id == user.pk or publishes(user))
    return all(any(may_publish(user, one) for one in same) for same in shown)


def may_move(user: Any, file: CollectionMember) -> bool:
    """Whether somebody may put a file into another collection: out of a private one, who publishes alone."""
    return decides(user, file) and (publishes(user) or not file.collection.get_view_restrictions().exists())


def publishes(user: Any) -> bool:
    """Whether somebody publishes anything at all."""
    return bool(page_permission_policy.user_has_permission(user, "publish"))


def may_publish(user: Any, shown: Model) -> bool:
    """Whether somebody decides what readers see of a page, a list of values, or settings."""
    # A page asks its tree, whatever its type.
    policy = page_permission_policy if isinstance(shown, Page) else policy_registry.get_by_type(type(shown))
    action = "publish" if isinstance(shown, DraftStateMixin) else "change"
    return bool(policy.user_has_permission_for_instance(user, action, shown))


def shown_by(file: Model) -> Iterator[list[Model]]:
    """What shows a file to readers, or will at its date; a page and its translations are one."""
    pages: dict[Any, list[Model]] = {}
    for thing in (*in_place(file), *to_come(file)):
        if isinstance(thing, Page):
            pages.setdefault(thing.translation_key, []).append(thing)
        else:
            yield [thing]
    yield from pages.values()


def in_place(file: Model) -> Iterator[Model]:
    """What is online with a file in it."""
    references = ReferenceIndex.get_references_to(file).order_by().values_list("base_content_type", "object_id")
    for content_type, key in references.distinct():
        model = ContentType.objects.get_for_id(content_type).model_class()
        # The index may be late by a row that is gone.
        thing = model._default_manager.filter(pk=key).first() if model else None
        if thing and getattr(thing, "live", True):
            yield thing


def to_come(file: Model) -> Iterator[Model]:
    """What has a version with a file in it, and a date at which it goes online."""
    this = (ContentType.objects.get_for_model(file).pk, str(file.pk))
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False).order_by("pk"):
        version = revision.as_object()
        if any(found[:2] == this for found in ReferenceIndex._extract_references_from_object(version)):
            yield version
