"""Who may do what in the admin: one table, applied by ``setup_site``.

Rights are added, never taken away: a right that an administrator gives to a group by hand survives the next set-up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

WRITE = ("add_page", "change_page")
PUBLISH = (*WRITE, "publish_page", "lock_page", "unlock_page")
#: The whole desk of sign-ups, and the mails that go with it: their journal, their texts.
SIGN_UPS = (
    "core.change_mailtext",
    "core.change_outboxmail",
    "core.view_outboxmail",
    "core.view_outboxpause",
    "training.export_signups",
    "training.manage_signups",
    "training.view_accessneed",
)
VOCABULARIES = (
    "core.audience", "core.glossaryterm", "guides.stage", "guides.purchasefamily", "label_directory.organisationtype"
)  # fmt: skip


@dataclass(frozen=True)
class Role:
    """A group of the team.

    :param name: as administrators see it.
    :param pages: page rights.
    :param under: model of the pages those rights start from, in the source language.
    :param models: models whose rows the role may see, add and change.
    :param permissions: single permissions, as ``app.codename``.
    :param media: whether the role adds and changes pictures and documents.
    """

    name: str
    pages: Sequence[str]
    under: str = "home.homepage"
    models: Sequence[str] = ()
    permissions: Sequence[str] = ()
    media: bool = True


ROLES = {
    "redaction": Role("Rédaction", WRITE),
    "relecture": Role(
        "Relecture",
        PUBLISH,
        under="every home",
        models=VOCABULARIES[:4],
        permissions=("wagtail_localize.submit_translation", "core.change_programmesettings"),
    ),
    "traduction": Role("Traduction", WRITE, under="translated homes", models=("core.glossaryterm",), media=False),
    "formations": Role(
        "Formations",
        PUBLISH,
        under="training.trainingindexpage",
        models=("core.audience", "training.signupform"),
        permissions=(
            *SIGN_UPS,
            "training.add_sessioncancellation",
            "training.delete_sessioncancellation",
            "training.delete_signupform",
        ),
    ),
    # Who comes to one's own sessions, and what they need to take part: no address, no page, no decision.
    "intervenants": Role(
        "Intervenants", (), permissions=("training.view_own_signups", "training.view_accessneed"), media=False
    ),
    "suivi": Role("Suivi des formations", (), permissions=("training.view_signup_numbers",), media=False),
    "label": Role(
        "Label",
        PUBLISH[1:],
        under="label_directory.directoryindexpage",
        models=("label_directory.organisation", "label_directory.organisationtype"),
        permissions=("label_directory.add_award", "label_directory.view_award"),
    ),
    "administration": Role(
        "Administration",
        (*PUBLISH, "bulk_delete_page"),
        under="every home",
        models=(
            *VOCABULARIES,
            "core.user",
            "auth.group",
            "wagtailredirects.redirect",
            "label_directory.organisation",
            "training.signupform",
        ),
        permissions=(
            *SIGN_UPS,
            "core.change_programmesettings",
            "core.delete_user",
            "core.view_purgerun",
            "label_directory.add_award",
            "label_directory.delete_award",
            "label_directory.view_award",
            "training.add_sessioncancellation",
            "training.delete_sessioncancellation",
            "training.delete_signupform",
            # Nobody gives a right that they do not hold: these are for the groups of trainers and of readers.
            "training.view_own_signups",
            "training.view_signup_numbers",
            "wagtail_localize.submit_translation",
            "wagtailredirects.delete_redirect",
        ),
    ),
}
#: Wagtail asks for the rights of its own models, whatever model a site keeps its pictures and documents in.
MEDIA_RIGHTS = {
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
}
WORKFLOW = "Relecture"


def grant_roles(home: Page, only: Iterable[str] = ROLES) -> None:
    """Make the groups of :data:`ROLES` and give them their rights; safe to repeat.

    :param home: home page in the source language.
    :param only: the roles to grant, those who review among them; all when left out.
    """
    for role in map(ROLES.__getitem__, only):
        group, _created = Group.objects.get_or_create(name=role.name)
        group.permissions.add(*permissions_of(role))
        page_rights = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=role.pages)
        rights = [
            GroupPagePermission(group=group, page=page, permission=permission)
            for page in pages_of(role, home)
            for permission in page_rights
        ]
        GroupPagePermission.objects.bulk_create(rights, ignore_conflicts=True)
        if role.media:
            grant_media(group)
    start_review_workflow(home)


def grant_media(group: Group) -> None:
    """Give a group the rights to add and change pictures and documents, all collections included."""
    collection = Collection.get_first_root_node()
    rights = [
        GroupCollectionPermission(group=group, collection=collection, permission=permission)
        for app_label, codenames in MEDIA_RIGHTS.items()
        for permission in Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames)
    ]
    GroupCollectionPermission.objects.bulk_create(rights, ignore_conflicts=True)


def pages_of(role: Role, home: Page) -> list[Page]:
    """The pages a role's rights start from; those that do not exist yet get them at the next set-up."""
    if role.under == "home.homepage":
        return [home]
    if role.under in ("translated homes", "every home"):
        return list(home.get_translations(inclusive=role.under == "every home"))
    app_label, model = role.under.split(".")
    content_type = ContentType.objects.get_by_natural_key(app_label, model)
    return list(Page.objects.child_of(home).filter(content_type=content_type))


def permissions_of(role: Role) -> list[Permission]:
    """The model permissions of a role, entry to the admin included.

    :raises KeyError: when one of them does not exist.
    """
    wanted = {"wagtailadmin.access_admin", *role.permissions}
    for model in role.models:
        app_label, name = model.split(".")
        wanted |= {f"{app_label}.{action}_{name}" for action in ("view", "add", "change")}
    codenames = {name.split(".")[1] for name in wanted}
    found = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.filter(codename__in=codenames).select_related("content_type")
    }
    return [found[name] for name in sorted(wanted)]


def start_review_workflow(home: Page) -> None:
    """What writers submit goes to the reviewers; Wagtail's own groups and workflow leave, if nobody uses them."""
    task, _created = GroupApprovalTask.objects.get_or_create(name=WORKFLOW)
    task.groups.add(Group.objects.get(name=ROLES["relecture"].name))
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    for page in home.get_translations(inclusive=True):
        if not WorkflowPage.objects.filter(page=page).exists():
            WorkflowPage.objects.create(page=page, workflow=workflow)
    for stock in Workflow.objects.filter(name="Moderators approval", workflow_states__isnull=True):
        WorkflowPage.objects.filter(workflow=stock).delete()
        stock.delete()
    for stock_task in GroupApprovalTask.objects.filter(name="Moderators approval", task_states__isnull=True):
        stock_task.delete()
    Group.objects.filter(name__in=["Editors", "Moderators"], user__isnull=True).delete()
