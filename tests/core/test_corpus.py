"""Each file of the corpus has the verdict due to it, and each picture that is taken shows in whatever is asked."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images.models import Filter

from core.images import SHOWN_AS, without_metadata
from core.models import CustomImage
from core.uploads import WholePictureField, validate_content
from tests.corpus import hostile, pictures
from tests.corpus.documents import DOCUMENTS
from tests.corpus.pdfs import found_here
from tests.picture_filters import all_filters, one_of_each_format

FILTERS = all_filters()
#: The longest side of a picture of the corpus: a filter that asks for more gives this.
LONGEST = max(pictures.SIZE)


def named(samples):
    return pytest.mark.parametrize("sample", samples, ids=[sample.name for sample in samples])


def verdict(judge, sample):
    """The reason for which a file is refused; nothing when it is taken."""
    try:
        judge(SimpleUploadedFile(sample.name, sample.make()))
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


@named(pictures.PICTURES)
def test_picture_has_its_verdict(sample):
    said = verdict(WholePictureField().clean, sample)
    assert said.startswith(sample.refusal) if sample.refusal else said == ""


@named([*DOCUMENTS, *hostile.TAKEN, *hostile.HOSTILE])
def test_document_has_its_verdict(sample, monkeypatch):
    monkeypatch.setattr("core.active_content.look_into", found_here)
    said = verdict(validate_content, sample)
    assert said.startswith(sample.refusal) if sample.refusal else said == ""


def test_corpus_is_as_large_as_promised():
    samples = [*pictures.PICTURES, *DOCUMENTS, *hostile.TAKEN]
    assert len({sample.name for sample in samples}) == len(samples) >= 60


def test_formats_tried_at_the_upload_are_those_of_the_pages():
    asked = {spec.partition("format-")[2].partition("|")[0] for spec in FILTERS} - {""}
    kept = {"jpeg", "png", "webp", "avif"}  # where a filter names none, a picture keeps its own
    assert asked | kept == set(SHOWN_AS)


def shown(sample, spec):
    """The size of a picture that was taken, as a filter makes it; it is read again whole."""
    kept = without_metadata(SimpleUploadedFile(sample.name, sample.make()))
    with Image.open(kept) as picture:
        width, height = picture.size
    made = io.BytesIO()
    kept.seek(0)
    Filter(spec).run(CustomImage(collection_id=1, file=kept.name, width=width, height=height), made, source=kept)
    with Image.open(made) as picture:
        picture.load()
        return picture.size


@named(pictures.TAKEN)
def test_picture_that_is_taken_shows_in_every_format_of_the_site(sample):
    for spec in one_of_each_format(FILTERS):
        assert max(shown(sample, spec)) == LONGEST


@pytest.mark.deep
@named(pictures.TAKEN)
def test_picture_that_is_taken_shows_in_every_filter_of_the_site(sample):
    for spec in FILTERS:
        # The card for sharing cuts it to its own shape.
        assert max(shown(sample, spec)) >= min(pictures.SIZE), spec


def grey_at(sample_name, place):
    """How bright a point of a kept picture is, of 255."""
    [sample] = [sample for sample in pictures.TAKEN if sample.name == sample_name]
    with Image.open(without_metadata(SimpleUploadedFile(sample.name, sample.make()))) as picture:
        return picture.convert("L").getpixel(place)


def test_sixteen_bits_of_grey_become_eight_and_not_white():
    # The ramp of the corpus: 7 more each byte; of two bytes, the first tells the grey.
    assert [grey_at("grey-16-bits.png", (place, 0)) for place in (0, 1, 2, 10)] == [0, 14, 28, 140]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("telephone.heic", "telephone.jpg"),
        ("telephone.HEIF", "telephone.jpg"),
        ("telephone-clear.heic", "telephone-clear.png"),
    ],
)
def test_picture_of_a_telephone_becomes_one_that_browsers_show(name, kept):
    [sample] = [sample for sample in pictures.TAKEN if sample.name == name]
    file = without_metadata(SimpleUploadedFile(sample.name, sample.make()))
    with Image.open(file) as picture:
        assert (file.name, picture.format, picture.size) == (
            kept,
            kept[-3:].upper().replace("JPG", "JPEG"),
            pictures.SIZE,
        )


@pytest.mark.parametrize("name", ["rgb-one-clear-colour.png", "grey-one-clear-colour.png"])
def test_one_clear_colour_stays_clear(name):
    [sample] = [sample for sample in pictures.TAKEN if sample.name == name]
    with Image.open(without_metadata(SimpleUploadedFile(sample.name, sample.make()))) as picture:
        assert picture.mode == "RGBA"
        assert picture.getextrema()[3] == (0, 255)


@named([sample for sample in pictures.REFUSED if sample.refusal in (pictures.TOO_LARGE, pictures.MOVES)])
def test_picture_is_refused_by_its_header_and_nothing_is_decoded(sample, monkeypatch):
    def decode(*args, **options):
        raise AssertionError("opened")

    data = sample.make()
    monkeypatch.setattr("PIL.Image.open", decode)
    monkeypatch.setattr("PIL.ImageFile.Parser.feed", decode)
    with pytest.raises(ValidationError) as refusal:
        WholePictureField().clean(SimpleUploadedFile(sample.name, data))
    assert refusal.value.messages[0].startswith(sample.refusal)
