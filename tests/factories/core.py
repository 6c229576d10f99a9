import io
import struct
import zlib

import factory
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Page, Site

from core.indexing import indexed_once
from core.models import Audience, CustomDocument, CustomImage, GlossaryTerm, User


class PageFactory(factory.django.DjangoModelFactory):
    """A live page below a parent; without one, below the home page of the site."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")

    @classmethod
    def _create(cls, model_class, *args, parent=None, live=True, many_to_many=None, **kwargs):
        parent = parent or Site.objects.get(is_default_site=True).root_page
        page = model_class(live=live, locale=kwargs.pop("locale", parent.locale), **kwargs)
        for name, values in (many_to_many or {}).items():
            setattr(page, name, values)
        with indexed_once():
            Page.objects.get(pk=parent.pk).add_child(instance=page)
            revision = page.save_revision(clean=False)  # it was checked a line above
            if live:
                revision.publish()
        return model_class.objects.get(pk=page.pk)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"agent-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@commande-publique.example")
    password = factory.django.Password("mot-de-passe-des-tests")


class AudienceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Audience

    slug = factory.Sequence(lambda n: f"audience-{n}")
    name_fr = factory.Sequence(lambda n: f"Public {n}")


def picture_bytes(image_format="PNG", size=(640, 360), **options):
    """The bytes of a plain picture."""
    content = io.BytesIO()
    Image.new("RGB", size, "#1f5d51").save(content, format=image_format, **options)
    return content.getvalue()


def blank_png(width, height):
    """A whole PNG, black: a few kilobytes for millions of points, which Pillow would hold one by one to write them."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)  # one bit a point
    rows = zlib.compress(bytes((1 + (width + 7) // 8) * height))  # each after a byte: not filtered
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


class ImageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CustomImage

    title = factory.Sequence(lambda n: f"Image {n}")
    file = factory.LazyFunction(lambda: ContentFile(picture_bytes(), name="image.png"))


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CustomDocument

    title = factory.Sequence(lambda n: f"Document {n}")
    file = factory.LazyFunction(lambda: ContentFile(b"un document", name="document.txt"))
    file_size = 11


class GlossaryTermFactory(factory.django.DjangoModelFactory):
    """A term with its words in three languages; other forms of it one a line."""

    class Meta:
        model = GlossaryTerm

    slug = factory.Sequence(lambda n: f"terme-{n}")
    term_fr = factory.Sequence(lambda n: f"terme {n}")
    term_de = factory.Sequence(lambda n: f"Begriff {n}")
    term_en = factory.Sequence(lambda n: f"term {n}")
    definition_fr = "Ce que c’est."
    definition_de = "Was das ist."
    definition_en = "What it is."
