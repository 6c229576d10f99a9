"""What comes into the libraries is what its name says it is, whole (OWASP ASVS 5.0, 5.2.2)."""

import zipfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import PurePath
from typing import Any

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.images import without_metadata
from core.typed_fields import TypedWords

#: Formats of text, which have no signature: any bytes that read as text will do.
TEXT_FORMATS = frozenset({"csv", "txt"})
#: Folder that an office file of each format holds; some programs write it too far for its first bytes to tell.
OFFICE_FOLDERS = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}
DAMAGED = gettext_lazy("This picture is incomplete or damaged. Please upload it again.")
#: How many bytes tell a format (bytes): office files need more than their first ones.
SIGNATURE_LENGTH = 8192


def extension_of(file: File) -> str:
    """What the name of a file says of its format: “pdf”."""
    return PurePath(file.name or "").suffix.lstrip(".").lower()


def validate_content(file: File) -> None:
    """Check that the bytes of a file are of the format its name gives.

    :param file: an uploaded document; it comes back at its beginning.
    :raises ValidationError: when they are not: a program named ``.pdf``, a picture named ``.docx``.
    """
    extension = extension_of(file)
    file.seek(0)
    beginning = file.read(SIGNATURE_LENGTH)
    file.seek(0)
    kind = filetype.guess(beginning)
    if extension in TEXT_FORMATS:
        fits = kind is None and reads_as_text(beginning)
    else:
        fits = kind is not None and (kind.extension == extension or is_office_file(file, extension))
    if not fits:
        raise ValidationError(
            _("The content of this file does not match its name: it is not a real .%(extension)s file."),
            params={"extension": extension},
            code="content",
        )


def reads_as_text(beginning: bytes) -> bool:
    """Whether bytes hold no NUL; as text of two bytes a letter (UTF-16), which some editors write, they may.

    :param beginning: the first bytes of a file.
    """
    if beginning.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        # A pair of units may be cut at the end; what is left of it is no fault of the file.
        text = beginning[: len(beginning) // 2 * 2].decode("utf-16", errors="ignore")
        return "\x00" not in text
    return b"\x00" not in beginning


def is_office_file(file: File, extension: str) -> bool:
    """Whether an archive holds what an office file of this format holds; only its list of names is read."""
    folder = OFFICE_FOLDERS.get(extension)
    if folder is None:
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            return any(name.startswith(folder) for name in archive.namelist())
    except zipfile.BadZipFile:
        return False
    finally:
        file.seek(0)


class DocumentForm(TypedWords, BaseDocumentForm):
    """The form every document of the library comes in by."""

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        # Of a format that is not accepted at all, the model says so, and that is enough.
        if file and "file" in self.changed_data and extension_of(file) in settings.WAGTAILDOCS_EXTENSIONS:
            validate_content(file)
        return file


class WholePictureField(WagtailImageField):
    """Wagtail's field, which reads a picture without expecting that it may be cut short on its way."""

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:  # decoders raise whatever they meet: OSError, SyntaxError, struct.error…
            raise ValidationError(DAMAGED, code="damaged") from error


class ImageForm(TypedWords, BaseImageForm):
    """The form every picture of the library comes in by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = WholePictureField(label=field.label, required=field.required, widget=field.widget)


class AvatarForm(AvatarPreferencesForm):
    """The form by which people of the team change their own picture."""

    avatar = WholePictureField(label=AvatarPreferencesForm.base_fields["avatar"].label, required=False)

    def clean_avatar(self) -> Any:
        file = self.cleaned_data.get("avatar")
        if not file or "avatar" not in self.changed_data:
            return self.instance.avatar
        try:
            file.seek(0)
            Image.open(file).load()
            self.cleaned_data["avatar"] = without_metadata(file)
            kept = super().clean_avatar()
            kept.seek(0)
            return kept
        except Exception as error:  # as above: decoders raise whatever they meet
            raise ValidationError(DAMAGED, code="damaged") from error
