"""What comes into the libraries is what its name says it is, whole (OWASP ASVS 5.0, 5.2.2)."""

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.forms import FileField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from willow.image import INITIAL_IMAGE_CLASSES

from core.active_content import find_active
from core.document_kinds import Kind, kind_of
from core.file_forms import DecidedForm
from core.images import try_to_show, without_metadata
from core.picture_headers import Header, read_header
from core.picture_words import WORDS_OF_NOTHING, says_nothing
from core.typed_fields import TypedWords
from core.virus_scan import refuse_viruses

DAMAGED = gettext_lazy("This picture is incomplete or damaged. Please upload it again.")
NO_ROOM = gettext_lazy(
    "This picture takes more memory than the server can give it. Make it smaller, then upload it again."
)
#: Why a document is refused whatever its name says.
REFUSALS = {
    Kind.PROTECTED: gettext_lazy(
        "This document is protected by a password: readers could not open it, with assistive technology or without. "
        "Save it without its password, then upload it again."
    ),
    Kind.OLD_OFFICE: gettext_lazy(
        "This document is of an old format of Office (.doc, .xls, .ppt) under another name. Save it as .docx, .xlsx, "
        ".pptx or in an open format, then upload it again."
    ),
    Kind.DAMAGED: gettext_lazy("This document is incomplete or damaged. Please upload it again."),
}


def extension_of(file: File) -> str:
    """What the name of a file says of its format: “pdf”."""
    return PurePath(file.name or "").suffix.lstrip(".").lower()


def content_of(file: File) -> bytes:
    """All the bytes of a file, which comes back at its beginning."""
    file.seek(0)
    data: bytes = file.read()
    file.seek(0)
    return data


def validate_content(file: File) -> None:
    """Check that the bytes of a file are of the format its name gives, and are there to be read alone.

    :param file: an uploaded document; it comes back at its beginning.
    :raises ValidationError: when they are not, with what they are: a program named ``.pdf``, a letter with macros.
    """
    extension = extension_of(file)
    data = content_of(file)
    kind = kind_of(data)
    if extension in kind.endings:
        if found := find_active(kind, data):
            raise ValidationError(found.reason, code="active")
        refuse_viruses(data)
        return
    if kind in REFUSALS:
        raise ValidationError(REFUSALS[kind], code="content")
    raise ValidationError(
        _("The content of this file does not match its name: it is no .%(extension)s file, but %(kind)s."),
        params={"extension": extension, "kind": kind.label},
        code="content",
    )


class DocumentForm(TypedWords, DecidedForm, BaseDocumentForm):
    """The form every document of the library comes in by."""

    shown = frozenset({"title", "file", "language", "is_accessible"})

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        # Of a format that is not accepted at all, the model says so, and that is enough.
        if file and "file" in self.changed_data and extension_of(file) in settings.WAGTAILDOCS_EXTENSIONS:
            validate_content(file)
        return file


class WholePictureField(WagtailImageField):
    """Wagtail's field, which reads a picture without expecting that it may be huge, cut short, or unlike any other."""

    def to_python(self, data: Any) -> Any:
        file: Any = FileField.to_python(self, data)
        if file is None:
            return None
        self.check_image_file_size(file)
        try:
            header = read_header(content_of(file))
            if header is None:
                # Of none of our formats: Wagtail says which ones we take.
                return super().to_python(data)
            # Willow knows fewer of their kinds: not a telephone's of ten bits, not an animation of one picture.
            file.image = INITIAL_IMAGE_CLASSES[header.picture_format](file)
            file.content_type = file.image.mime_type
            self.check_image_file_format(file)
            self.check_header(header)
            try_to_show(file)
            refuse_viruses(content_of(file))
        except ValidationError:
            raise
        except MemoryError as error:
            raise ValidationError(NO_ROOM, code="memory") from error
        except Exception as error:  # decoders raise whatever they meet: OSError, SyntaxError, struct.error…
            raise ValidationError(DAMAGED, code="damaged") from error
        return file

    def check_header(self, header: Header) -> None:
        """Refuse by its first bytes what would fill the memory, and what would stand still on a page.

        :raises ValidationError: with the reason.
        """
        if header.points > self.max_image_pixels:
            raise ValidationError(
                _(
                    "This picture is %(width)d × %(height)d pixels: the library takes %(most)d million pixels at most. "
                    "Make it smaller, then upload it again."
                ),
                params={"width": header.width, "height": header.height, "most": self.max_image_pixels // 1_000_000},
                code="file_too_many_pixels",
            )
        if header.moves:
            raise ValidationError(
                _(
                    "This picture is an animation: on a page it would stand still. Upload one of its pictures, or "
                    "publish a video."
                ),
                code="moves",
            )

    def check_image_file_format(self, f: Any) -> None:
        # Telephones give both endings to the same format; Willow has one name for it.
        if not (f.image.format_name == "heic" and extension_of(f) == "heif"):
            super().check_image_file_format(f)


class ImageForm(TypedWords, DecidedForm, BaseImageForm):
    """The form every picture of the library comes in by."""

    #: Its title and its description are for the team.
    shown = frozenset({"file", "credit", *(f"focal_point_{what}" for what in ("x", "y", "width", "height"))})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = WholePictureField(
                label=field.label, required=field.required, widget=field.widget, help_text=field.help_text
            )

    def clean_description(self) -> str:
        """The description, which is suggested where the picture is used: no name of a file."""
        description: str = self.cleaned_data["description"]
        if says_nothing(description):
            raise ValidationError(WORDS_OF_NOTHING, code="words")
        return description


class AvatarForm(AvatarPreferencesForm):
    """The form by which people of the team change their own picture."""

    avatar = WholePictureField(label=AvatarPreferencesForm.base_fields["avatar"].label, required=False)

    def clean_avatar(self) -> Any:
        file = self.cleaned_data.get("avatar")
        if not file or "avatar" not in self.changed_data:
            return self.instance.avatar
        self.cleaned_data["avatar"] = without_metadata(file)
        kept = super().clean_avatar()
        kept.seek(0)
        return kept
