import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import PurePath
from typing import Any

from django.db import DatabaseError, models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    SourceImageIOError,
    WagtailImageFieldFile,
)
from wagtail.images.models import Image as WagtailImage
from wagtail.utils.file import hash_filelike

from core.enums import Language
from core.images import ONE_AT_A_TIME, without_metadata
from core.picture_words import is_name_of, says_nothing

logger = logging.getLogger(__name__)


@contextmanager
def lost_to_readers(image: AbstractImage) -> Iterator[None]:
    """Whatever a picture's file does while it is made smaller, the page that shows it stays: it is as if it were lost.

    Wagtail's tags show a sign in place of a file that is not there, and let every other error take the page down: a
    damaged file, colours that a format cannot hold, a full disk.

    :raises SourceImageIOError: in place of these errors.
    """
    try:
        # Whatever stops half way leaves a transaction that somebody else began as it was.
        with transaction.atomic() if transaction.get_connection().in_atomic_block else nullcontext():
            yield
    except (SourceImageIOError, InvalidFilterSpecError, DatabaseError):
        # Known to the tags; a fault of ours, to be seen; nothing of the file's.
        raise
    except Exception as error:
        logger.error("Picture %s cannot be shown: %s: %s", image.pk, type(error).__name__, error)
        raise SourceImageIOError(str(error)) from error


class PictureFile(WagtailImageFieldFile):
    """The file of a picture, which reaches the storage without what the camera wrote in it."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        # Every way in ends here, whether the model is saved (upload, chooser, command) or the file alone, before it.
        content = without_metadata(content)
        # A telephone's HEIC has become a picture of another format.
        super().save(str(PurePath(name).with_suffix(PurePath(content.name).suffix)), content, save=False)
        # Read from what is kept: Wagtail's forms read them from what was sent.
        self.instance.file_size, self.instance.file_hash = content.size, hash_filelike(content)
        if save:
            self.instance.save()


class CustomImage(AbstractImage):
    """A picture of the library. What it shows is said at each use, since it depends on the page around it."""

    credit = models.CharField(
        _("credit"),
        max_length=160,
        blank=True,
        help_text=_("Author and licence, shown under the picture."),
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self) -> str:
        """What is suggested where the picture is used: its description, and never its title, which is a file's name."""
        return "" if self.describes_nothing(self.description) else self.description

    def describes_nothing(self, words: str) -> bool:
        """Whether words that stand for this picture are the name of its file, or say only that there is one."""
        return says_nothing(words) or is_name_of(words, self.file.name or "")

    def generate_rendition_file(self, filter: Filter, *, source: Any = None) -> Any:
        # Not around the rows that follow: whoever writes them waits for the database with the lock in hand.
        with ONE_AT_A_TIME:
            return super().generate_rendition_file(filter, source=source)

    def create_rendition(self, filter: Filter) -> "Rendition":
        with lost_to_readers(self):
            return super().create_rendition(filter)

    def create_renditions(self, *filters: Filter) -> dict[Filter, "Rendition"]:
        with lost_to_readers(self):
            return super().create_renditions(*filters)

    def _set_image_file_metadata(self) -> None:
        """Weight and hash are known of each file that is kept: see above. Wagtail would read what was sent."""


# On Wagtail's own field: one of ours would stand after the columns of width, weight and hash, which are read from it.
CustomImage._meta.get_field("file").attr_class = PictureFile


class Rendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="core_rendition_unique",
            )
        ]


class CustomDocument(AbstractDocument):
    """A file to download. Readers are told its format, its weight and whether assistive technology can read it."""

    is_accessible = models.BooleanField(
        _("accessible"),
        default=False,
        help_text=_("Tick only after checking structure, reading order and alternative text for pictures."),
    )

    language = models.CharField(
        _("language"),
        max_length=2,
        choices=Language,
        default=Language.FRENCH,
        help_text=_("Readers of another language are told, before they download it."),
    )

    former_names = models.JSONField(default=list, blank=True, editable=False)

    admin_form_fields = ("title", "file", "language", "is_accessible", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        # Refused by the form, the file is not here: Wagtail would complain of its empty name too.
        if self.file:
            super().clean()

    def save(self, *args: Any, **kwargs: Any) -> None:
        before = CustomDocument.objects.filter(pk=self.pk).values_list("file", flat=True).first()
        super().save(*args, **kwargs)
        # Afterwards: the storage has the last word on a name.
        name = PurePath(before or "").name
        if name and name != self.filename:
            self.keep_former_name(name)

    def keep_former_name(self, name: str) -> None:
        """Note the name of a file that was replaced: people keep its address, which ``core.documents`` answers."""
        self.former_names = [*(known for known in self.former_names if known not in (name, self.filename)), name]
        CustomDocument.objects.filter(pk=self.pk).update(former_names=self.former_names)

    @property
    def format_label(self) -> str:
        """The format as people name it, from the file name: “PDF”, “ODT”."""
        return PurePath(self.filename).suffix.lstrip(".").upper()
