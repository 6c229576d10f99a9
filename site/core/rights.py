"""What somebody may do, as a set that can be compared: nobody gives a right that they do not hold.

A right is a permission, and the place it starts from: everywhere, a page and those below it, a collection and those in
it, one site's settings. Whoever may change an account could log in with it; so its rights must all be among one's own.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from core.models import User

PAGES, COLLECTIONS, SITES = "pages", "collections", "sites"


@dataclass(frozen=True)
class Right:
    """A permission from one place on.

    :param permission: its key.
    :param tree: :data:`PAGES`, :data:`COLLECTIONS` or :data:`SITES`; nothing for a permission that holds everywhere.
    :param path: where it starts in that tree; of a site, its number.
    """

    permission: int
    tree: str = ""
    path: str = ""

    def covers(self, other: "Right") -> bool:
        """Whether somebody with this right has the other."""
        if self.permission != other.permission:
            return False
        if self.tree == other.tree:
            return self.path == other.path or (self.tree != SITES and other.path.startswith(self.path))
        # Whoever may change the settings of every site may change those of one; of pages there is no such right.
        return not self.tree and other.tree == SITES


Rights = frozenset[Right]


def rights_of_groups() -> Mapping[int, Rights]:
    """What the members of each group may do, by key of the group."""
    found: dict[int, set[Right]] = defaultdict(set)
    for group, permission in Permission.objects.filter(group__isnull=False).values_list("group", "pk"):
        found[group].add(Right(permission))
    for group, permission, path in GroupPagePermission.objects.values_list("group", "permission", "page__path"):
        found[group].add(Right(permission, PAGES, path))
    rows = GroupCollectionPermission.objects.values_list("group", "permission", "collection__path")
    for group, permission, path in rows:
        found[group].add(Right(permission, COLLECTIONS, path))
    for group, permission, site in GroupSitePermission.objects.values_list("group", "permission", "site"):
        found[group].add(Right(permission, SITES, str(site)))
    return defaultdict(frozenset, {group: frozenset(rights) for group, rights in found.items()})


class Giver:
    """Somebody who looks after accounts and groups, and what they may give; of one request, since it remembers."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def of_groups(self) -> Mapping[int, Rights]:
        return rights_of_groups()

    @cached_property
    def held(self) -> Rights:
        return self.rights_of(self.user)

    def rights_of(self, account: User) -> Rights:
        """What an account may do, by its groups and by itself; asleep or not, since it may be woken."""
        own = frozenset(Right(permission.pk) for permission in account.user_permissions.all())
        return own.union(*(self.of_groups[group.pk] for group in account.groups.all()))

    def holds(self, rights: Rights) -> bool:
        """Whether they have each of these rights."""
        if self.user.is_superuser:
            return True
        return all(any(own.covers(right) for own in self.held) for right in rights - self.held)

    def may_manage(self, account: User) -> bool:
        """Whether they may change an account, its password and address among the rest, or delete it.

        Asked beside the right to change accounts at all. One's own is no exception: nothing is gained by it.
        """
        if self.user == account or self.user.is_superuser:
            return True
        return not account.is_superuser and self.holds(self.rights_of(account))

    def groups(self) -> list[Group]:
        """The groups that they may give to an account: those whose rights they all have."""
        return [group for group in Group.objects.order_by("name") if self.holds(self.of_groups[group.pk])]
