"""Pictures and video."""

from typing import Any
from urllib.parse import SplitResult, urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse_lazy
from django.utils.functional import cached_property, lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from core.blocks.text import SHORT_TEXT_FEATURES
from core.picture_words import WORDS_OF_NOTHING


def preview_image() -> object | None:
    """The first picture of the library, to show a block with: a preview cannot bring its own file."""
    return get_image_model().objects.order_by("pk").first()


class DescribedImageBlock(ImageBlock):
    """A picture with its alternative text, or the tick “decorative”: one of them is asked for before it goes online.

    Wagtail's block, which takes the name of a file for a description.
    """

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and why_not_shown(cleaned):
            raise blocks.StructBlockValidationError(block_errors={"alt_text": ValidationError(WORDS_OF_NOTHING)})
        return cleaned


def why_not_shown(image: Any) -> str:
    """Why a picture of a page may not go online with the words it has, for the editor; nothing when it may.

    :param image: the value of a block of pictures; none where no picture was chosen.
    """
    words = getattr(image, "contextual_alt_text", "") or ""
    return str(WORDS_OF_NOTHING) if words and image.describes_nothing(words) else ""


class PictureBlock(blocks.StructBlock):
    image = DescribedImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(required=False, max_length=250, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with its alternative text, caption and credit.")
        template = "core/blocks/picture.html"
        preview_value = {"caption": "Une ligne de légende."}

    def get_preview_value(self) -> blocks.StructValue:
        return self.normalize(self.meta.preview_value | {"image": preview_image()})


class PictureSide(models.TextChoices):
    START = "start", _("Picture first")
    END = "end", _("Text first")


class PictureTextValue(blocks.StructValue):
    @property
    def is_picture_last(self) -> bool:
        return self.get("picture_side") == PictureSide.END


class PictureTextBlock(blocks.StructBlock):
    image = DescribedImageBlock(label=_("Picture"))
    text = blocks.RichTextBlock(features=SHORT_TEXT_FEATURES, label=_("Text"))
    picture_side = blocks.ChoiceBlock(choices=PictureSide.choices, default=PictureSide.START, label=_("Order"))

    class Meta:
        icon = "image"
        label = _("Picture and text")
        description = _("A picture beside some text; one above the other on a phone.")
        template = "core/blocks/picture_text.html"
        value_class = PictureTextValue
        preview_value = {
            "text": "<p>Le facilitateur connaît les structures d’insertion du territoire.</p>",
            "picture_side": PictureSide.START,
        }

    def get_preview_value(self) -> blocks.StructValue:
        return self.normalize(self.meta.preview_value | {"image": preview_image()})


class VideoValue(blocks.StructValue):
    @cached_property
    def address(self) -> SplitResult:
        """The address in parts; empty parts for what is no address, as a draft may hold."""
        try:
            return urlsplit(self.get("url") or "")
        except ValueError:
            return urlsplit("")

    @cached_property
    def is_accepted(self) -> bool:
        """Whether the video comes safely from a host that the site accepts today."""
        return self.address.scheme == "https" and self.address.netloc in settings.VIDEO_HOSTS

    @cached_property
    def frame_origin(self) -> str:
        """Origin (scheme and host) of an accepted video, as a Content-Security-Policy wants it."""
        return f"https://{self.address.netloc}" if self.is_accepted else ""

    @cached_property
    def host(self) -> str:
        """Host name, to tell readers whom they are about to contact."""
        return self.address.hostname or ""


def accepted_hosts() -> str:
    """The hosts whose videos the site shows, in words for the editor."""
    if not settings.VIDEO_HOSTS:
        return gettext("This site accepts no host of videos.")
    return gettext("Accepted hosts: %(hosts)s.") % {"hosts": ", ".join(settings.VIDEO_HOSTS)}


def why_not_framed(url: str) -> str:
    """Why a page may not show the player at an address, for the editor; nothing when it may.

    :param url: as it was typed.
    """
    if VideoValue(None, [("url", url)]).is_accepted:
        return ""
    return " ".join([gettext("This host is not accepted."), accepted_hosts()])


class VideoAddressInput(forms.URLInput):
    """The field of a player's address: the server says at once whether the site accepts its host."""

    def __init__(self) -> None:
        super().__init__({"data-judged-at": reverse_lazy("core_video_host")})

    class Media:
        js = ("js/judged-fields.js",)


class VideoAddressBlock(blocks.URLBlock):
    """The address of a player; the hosts that the site accepts are named beside it."""

    def __init__(self, *, help_text: Any, **kwargs: Any) -> None:
        super().__init__(help_text=help_text, **kwargs)
        self.field.widget = VideoAddressInput()
        self.field.help_text = format_lazy("{} {}", help_text, lazy(accepted_hosts, str)())

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """To migrations, an address like any other: the hosts are a setting."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.URLBlock", args, kwargs


class VideoBlock(blocks.StructBlock):
    """A video that a reader chooses to load: until then, nothing is asked of the third party."""

    title = blocks.CharBlock(max_length=160, label=_("Title"))
    url = VideoAddressBlock(
        label=_("Web address of the player"),
        help_text=_("The embed address, from one of the hosts that the site accepts."),
    )
    transcript = blocks.RichTextBlock(
        features=SHORT_TEXT_FEATURES,
        label=_("Transcript"),
        help_text=_("What is said and shown, in full: required by the accessibility rules."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        label_format = "{title}"
        description = _("A video that loads only when someone clicks, with its transcript.")
        template = "core/blocks/video.html"
        value_class = VideoValue
        preview_value = {
            "title": "Trois minutes pour comprendre le sourçage",
            "url": "https://video.example/videos/embed/sourcage",
            "transcript": "<p>Bonjour. Le sourçage, c’est rencontrer les entreprises avant la consultation.</p>",
        }

    @property
    def is_offered(self) -> bool:
        """Whether an editor may add one: where no host is accepted, none could be published."""
        return bool(settings.VIDEO_HOSTS)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        # A draft may wait for its host to be accepted: no page frames it before.
        if cleaned.get("url") and not cleaned.is_accepted and not self.is_deferred_validation:
            message = why_not_framed(cleaned["url"])
            raise blocks.StructBlockValidationError(block_errors={"url": ValidationError(message)})
        return cleaned
