"""What comes into the libraries is what its name says it is, whole (OWASP ASVS 5.0, 5.2.2)."""

import zipfile
from pathlib import PurePath
from typing import Any

import filetype
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

#: Formats of text, which have no signature: any bytes that read as text will do.
TEXT_FORMATS = frozenset({"csv", "txt"})
#: Folder that an office file of each format holds; some programs write it too far for its first bytes to tell.
OFFICE_FOLDERS = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}
#: How many bytes tell a format (bytes): office files need more than their first ones.
SIGNATURE_LENGTH = 8192


def validate_content(file: File) -> None:
    """Check that the bytes of a file are of the format its name gives.

    :param file: an uploaded document; it comes back at its beginning.
    :raises ValidationError: when they are not: a program named ``.pdf``, a picture named ``.docx``.
    """
    extension = PurePath(file.name or "").suffix.lstrip(".").lower()
    file.seek(0)
    beginning = file.read(SIGNATURE_LENGTH)
    file.seek(0)
    kind = filetype.guess(beginning)
    if extension in TEXT_FORMATS:
        fits = kind is None and b"\x00" not in beginning
    else:
        fits = kind is not None and (kind.extension == extension or is_office_file(file, extension))
    if not fits:
        raise ValidationError(
            _("The content of this file is not what its name says: it is not a real .%(extension)s file."),
            params={"extension": extension},
            code="content",
        )


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


class DocumentForm(BaseDocumentForm):
    """The form every document of the library comes in by."""

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file and "file" in self.changed_data:
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
            message = _("This picture is incomplete or damaged. Send it again.")
            raise ValidationError(message, code="damaged") from error


class ImageForm(BaseImageForm):
    """The form every picture of the library comes in by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = WholePictureField(label=field.label, required=field.required, widget=field.widget)
