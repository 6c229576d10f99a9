from wagtail import hooks
from wagtail.permissions import register_permission_policy

from label_directory.models import Award
from label_directory.viewsets import AwardPermissionPolicy, DirectoryViewSetGroup

# Before the viewset is built: Wagtail would otherwise give the model a policy of its own.
register_permission_policy(Award, AwardPermissionPolicy(Award))


@hooks.register("register_admin_viewset")
def directory_viewsets() -> DirectoryViewSetGroup:
    return DirectoryViewSetGroup()
