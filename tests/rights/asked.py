"""What an address is asked about: for each piece that varies in it, the objects of the world that can stand there."""

from collections.abc import Iterator
from itertools import product
from types import SimpleNamespace

from wagtail.models import Page
from wagtail_localize.models import OverridableSegment, StringSegment

from core.links import token_for
from tests.rights.addresses import BULK, Address

PAGE_PIECES = {"page_id", "page_to_move_id", "parent_page_id", "page_pk"}
#: Whose rows stand for a piece, where its name says it.
ROWS = {
    "collection_id": "collections",
    "doc_id": "documents",
    "document_id": "documents",
    "image_id": "images",
    "mail_id": "mails",
    "question_id": "questions",
    "redirect_id": "wagtailredirects",
    "session_id": "editing",
    "sign_up_id": "sign-ups",
    "task_id": "tasks",
    "translation_id": "translations",
}
#: Whose rows ``pk`` and the like are, where the name of the address says it; else they are those of its namespace.
ROWS_OF_NAMES = {
    "core_reset_factor": "wagtailusers_users",
    "lending_lend": "loans",
    "mfa_remove_webauthn": "passkeys",
    "wagtailadmin_api:documents:detail": "documents",
    "wagtailadmin_api:images:detail": "images",
    "wagtailadmin_collections:": "collections",
    "wagtailadmin_workflows:disable_task": "tasks",
    "wagtailadmin_workflows:edit_task": "tasks",
    "wagtailadmin_workflows:enable_task": "tasks",
    "wagtailadmin_workflows:": "workflows",
    "wagtaildocs_chooser:": "documents",
    "wagtailimages_chooser:": "images",
    "wagtaildocs:": "uploaded documents",
    "wagtailimages:": "uploaded images",
    "wagtailsettings:": "wagtailsites",
}
#: Forms that are tried for one type of page, and one below it.
TYPES = {"home.contentpage": "home", "training.coursepage": "index"}


#: A class of right each, for those who open a page in the admin; who holds one matters to those who change it.
PAGES_TO_OPEN = ("own draft", "online", "german", "session")
PAGES_TO_DECIDE = ("own draft", "draft", "locked", "under review", "session")
FOR_READERS = ("wagtail_serve",)


def asked(address: Address, world: SimpleNamespace) -> Iterator[tuple[str, str]]:
    """What makes an object different, and the address that names it.

    :raises KeyError: for a piece that nothing of the world stands for.
    """
    for label, values in variants(address, world):
        yield label, address.route.format(**values)


def variants(address, world):
    """The values of the pieces of an address, for each object."""
    if not address.pieces:
        return [("", {})]
    if special := SPECIAL.get(address.name.removesuffix("_results")):
        return special(world)
    if address.name.startswith(BULK):
        return of_bulk(address, world)
    if is_of_pages(address):
        return [(label, of_page(address, page, world)) for label, page in pages_for(address, world).items()]
    own = [rows_for(address, piece, world) for piece in address.pieces]
    return [
        (" ".join(filter(None, (label for label, _value in chosen))), dict(zip(address.pieces, values, strict=True)))
        for chosen in product(*own)
        for values in [[value for _label, value in chosen]]
    ]


def is_of_pages(address):
    return bool(PAGE_PIECES & {*address.pieces}) or address.name.startswith(
        ("wagtailadmin_pages:", "wagtailadmin_api:pages")
    )


def pages_for(address, world):
    """The pages that an address is asked about; of what only sessions have, the session."""
    if address.name.startswith("training_"):
        return {"session": world.session}
    if "parent_page_id" in address.pieces:
        return {name: world.pages[name] for name in ("online", "german")} | {"home": world.home}
    if address.name.startswith(FOR_READERS):
        return world.pages
    return {name: world.pages[name] for name in PAGES_TO_OPEN}


def of_page(address, page, world):
    """The values of the pieces of an address of a page; those of its review are those of the page under review."""
    reviewed = world.pages["under review"].current_workflow_state
    state = page.current_workflow_state or reviewed
    return {
        "pk": page.pk,
        "action": "unpublish",
        "action_name": "publish" if "api" in address.name else "approve",
        "destination_id": world.pages["private"].pk,
        "revision_id": page.latest_revision_id,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "task_id": state.current_task_state.task_id,
        "task_state_id": state.current_task_state_id,
        "workflow_pk": reviewed.workflow_id,
        "workflow_state_id": state.pk,
        "page_view_restriction_id": world.restriction.pk,
        **dict.fromkeys(PAGE_PIECES, page.pk),
    }


def rows_for(address, piece, world):
    """The rows that can stand for a piece, by what makes them different."""
    if piece in ("pk", "uploaded_file_id"):
        known = (kind for name, kind in ROWS_OF_NAMES.items() if address.name.startswith(name))
        kind = next(known, address.name.partition(":")[0])
    else:
        kind = ROWS[piece]
    return [(label, row.pk) for label, row in world.rows[kind].items()]


def with_token(purpose, rows="sign-ups", label="confirmed"):
    """The page of somebody who received a link; and without it."""

    def values(world):
        row = world.rows[rows][label]
        token = token_for(purpose, row.public_id, row.token_version)
        yield "with the link", {"public_id": row.public_id, "token": token}
        yield "without", {"public_id": row.public_id, "token": "x" * len(token)}

    return values


def settings_of(world):
    rows = {"app_name": "core", "model_name": "programmesettings"}
    return [("", rows | {"pk": row.pk}) for row in world.rows["wagtailsites"].values()]


def of_type(app, model):
    """The types of page that are tried, below a page where they may stand."""

    def values(world):
        places = {"home": world.home, "index": world.course.get_parent()}
        for name, place in TYPES.items():
            names = dict(zip((app, model), name.split("."), strict=True))
            yield name.partition(".")[2], names | {"parent_page_id": places[place].pk}

    return values


def snippet(world):
    return [("", {"app_label": "core", "model_name": "audience", "pk": world.rows["audience"][""].pk})]


def passage(world):
    """The first words of the page to translate, and its first value that a translation may have for itself."""
    translation = world.rows["translations"][""]
    words = StringSegment.objects.filter(source=translation.source).first()
    values = OverridableSegment.objects.filter(source=translation.source).first()
    pieces = {
        "string_segment_id": words.pk,
        "passage_id": words.pk,
        "overridable_segment_id": values.pk if values else 0,
    }
    return [
        ("", pieces | {"translation_id": translation.pk, "mode": "", "translation_source_id": translation.source_id})
    ]


def farewell(world):
    pages = {name: world.pages[name] for name in ("own draft", "online", "locked", "under review")}
    return [
        (f"{name} {action}", {"page_id": page.pk, "action": action})
        for name, page in pages.items()
        for action in ("unpublish", "delete")
    ]


def of_bulk(address, world):
    """The rows that an action on many is tried with, one at a time."""
    rows = {
        "page": {name: world.pages[name] for name in PAGES_TO_DECIDE},
        "customimage": world.rows["images"],
        "customdocument": world.rows["documents"],
        "user": world.rows["wagtailusers_users"],
    }
    model = address.name.partition(":")[2].partition(".")[0]
    return [(label, {"row": row.pk}) for label, row in rows[model].items()]


def only(**values):
    """An address that is asked once, whatever objects there are."""
    return lambda world: [("", values)]


SPECIAL = {
    "/_util/{rest}": only(rest="login/"),
    "/documents/authenticate_with_password/{restriction}/": only(restriction=1),
    "core_session_close": only(name="0" * 20),
    "openid_connect_callback": only(provider_id="service"),
    "openid_connect_login": only(provider_id="service"),
    "/media/{path}": lambda world: [("", {"path": world.rows["images"]["other’s"].file.name})],
    "core_farewell": farewell,
    "core_mail_text": lambda world: [("", {"name": world.mail_text.mail, "language": world.mail_text.language})],
    "core_restore_mail_text": lambda world: [
        ("", {"name": world.mail_text.mail, "language": world.mail_text.language})
    ],
    "home_room": lambda world: [(slug, {"slug": slug}) for slug in ("guides", "charter", "training")],
    "sign_ups:confirm": with_token("confirm", label="requested"),
    "sign_ups:offer": with_token("offer", label="offered"),
    **{
        f"sign_ups:{name}": with_token("manage")
        for name in ("manage", "calendar", "cancel", "erase", "correct", "hand_over", "change")
    },
    "wagtail_localize:edit_string_translation": passage,
    "wagtail_localize:edit_override": passage,
    "wagtail_localize:preview_translation": passage,
    "wagtail_localize:update_translations": passage,
    "core_confirm_passage": passage,
    "wagtail_localize:snippets_api_listing": snippet,
    "wagtail_localize:snippets_api_detail": snippet,
    "wagtail_localize:submit_snippet_translation": snippet,
    "wagtail_serve": lambda world: [
        (label, {"part_1": Page.objects.get(pk=page.pk).get_url().lstrip("/")}) for label, page in world.pages.items()
    ],
    "wagtailadmin_editing_sessions:ping": lambda world: [
        (label, {"app_label": "home", "model_name": "contentpage", "object_id": world.online.pk, "session_id": row.pk})
        for label, row in world.rows["editing"].items()
    ],
    "wagtailadmin_pages:add": of_type("content_type_app_name", "content_type_model_name"),
    "wagtailadmin_pages:preview_on_add": of_type("content_type_app_name", "content_type_model_name"),
    "wagtailadmin_pages:type_use": of_type("content_type_app_name", "content_type_model_name"),
    "wagtailadmin_pages:choose_parent": of_type("app_label", "model_name"),
    "wagtailadmin_password_reset_confirm": only(uidb64="MQ", token="set-password"),
    "wagtailadmin_tag_model_autocomplete": only(app_name="core", model_name="user"),
    "wagtailadmin_workflows:add_task": only(app_label="wagtailcore", model_name="groupapprovaltask"),
    "wagtaildocs_authenticate_with_password": only(restriction_id=1),
    "wagtaildocs_serve": lambda world: [
        (label, {"part_1": row.pk, "part_2": row.filename}) for label, row in world.rows["documents"].items()
    ],
    "wagtailimages:preview": lambda world: [
        (label, {"image_id": row.pk, "filter_spec": "width-100"}) for label, row in world.rows["images"].items()
    ],
    "wagtailsettings:edit": settings_of,
    "wagtailsettings:preview_on_edit": settings_of,
    "wagtailadmin_api:pages:action": lambda world: [
        (label, {"pk": page.pk, "action_name": action})
        for label, page in world.pages.items()
        for action in ("publish", "delete")
    ],
}
