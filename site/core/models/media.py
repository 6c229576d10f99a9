from pathlib import PurePath

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from core.images import without_metadata


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

    def save(self, *args, **kwargs) -> None:
        # Every way in (upload, several at once, chooser, command) ends here, before the file reaches the storage.
        if self.file and not self.file._committed:
            self.file = without_metadata(self.file)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


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
        help_text=_("Tick it only after checking: structure, reading order, alternatives to pictures."),
    )

    admin_form_fields = ("title", "file", "is_accessible", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def format_label(self) -> str:
        """The format as people name it, from the file name: “PDF”, “ODT”."""
        return PurePath(self.filename).suffix.lstrip(".").upper()
