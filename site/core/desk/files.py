"""Files of the libraries, on the screens of the team: several at once, and whose policy is asked."""

from typing import Any

from wagtail.documents.views import bulk_actions as documents
from wagtail.images.views import bulk_actions as images
from wagtail.permissions import register_permission_policy

from core.file_rights import FilePolicy, is_closed, may_move
from core.models import CustomDocument, CustomImage


def judge_files() -> None:
    """Have every screen ask our policy; done once, when the site starts: it goes before Wagtail's own."""
    for model, rights in ((CustomDocument, "wagtaildocs.Document"), (CustomImage, "wagtailimages.Image")):
        policy = FilePolicy(model, auth_model=rights, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)


class Together:
    """Several files at once: those that one may not change are named, those that one may not see are not."""

    request: Any

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        files, told = super().get_actionable_objects()  # type: ignore[misc]  # an action of Wagtail's follows
        refused = [file for file in told["items_with_no_access"] if not is_closed(file.collection, self.request.user)]
        return files, told | {"items_with_no_access": refused}


class MovedTogether(Together):
    """Several files put into another collection: by who may move each of them."""

    def check_perm(self, file: Any) -> bool:
        return super().check_perm(file) and may_move(self.request.user, file)  # type: ignore[misc]  # same


class TagDocuments(Together, documents.AddTagsBulkAction):
    """Wagtail's action, in place of its own; so are those below."""


class MoveDocuments(MovedTogether, documents.AddToCollectionBulkAction):
    pass


class DeleteDocuments(Together, documents.DeleteBulkAction):
    pass


class TagPictures(Together, images.AddTagsBulkAction):
    pass


class MovePictures(MovedTogether, images.AddToCollectionBulkAction):
    pass


class DeletePictures(Together, images.DeleteBulkAction):
    pass


ACTIONS = (TagDocuments, MoveDocuments, DeleteDocuments, TagPictures, MovePictures, DeletePictures)
