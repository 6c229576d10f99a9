"""A picture says what it shows or that it shows nothing; a video comes from a host the site knows."""

import pytest
from wagtail.blocks import StructBlockValidationError

from core.blocks import PictureBlock, PictureTextBlock, VideoBlock
from tests.factories.core import ImageFactory
from tests.factories.home import ContentPageFactory

pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")

HOST = "videos.example.org"
URL = f"https://{HOST}/embed/1"


@pytest.fixture(autouse=True)
def _hosts(settings):
    settings.VIDEO_HOSTS = [HOST]


def picture(block_class, **words):
    block = block_class()
    image = {"image": ImageFactory().pk, "alt_text": "", "decorative": False} | words
    extra = {"text": "<p>Un texte.</p>", "picture_side": "start"} if block_class is PictureTextBlock else {}
    return block, block.to_python({"image": image, **extra})


both_picture_blocks = pytest.mark.parametrize("block_class", [PictureBlock, PictureTextBlock])


@pytest.mark.django_db
@both_picture_blocks
def test_picture_without_words_is_refused(block_class):
    block, value = picture(block_class)
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(value)
    assert list(error.value.block_errors) == ["image"]


@pytest.mark.django_db
@both_picture_blocks
@pytest.mark.parametrize("words", [{"alt_text": "Un atelier de couture"}, {"decorative": True}])
def test_picture_with_words_or_decorative_is_accepted(block_class, words):
    block, value = picture(block_class, **words)
    cleaned = block.clean(value)["image"]
    assert (cleaned.contextual_alt_text, cleaned.decorative) == (
        words.get("alt_text", ""),
        words.get("decorative", False),
    )


@pytest.mark.django_db
@both_picture_blocks
@pytest.mark.parametrize(
    ("words", "alt"), [({"alt_text": "Un atelier"}, 'alt="Un atelier"'), ({"decorative": True}, 'alt=""')]
)
def test_picture_is_shown_with_its_alternative(block_class, words, alt):
    block, value = picture(block_class, **words)
    assert alt in block.render(value)


@pytest.mark.django_db
def test_picture_block_shows_its_credit():
    block = PictureBlock()
    image = ImageFactory(credit="Jeanne Exemple, CC BY")
    shown = block.render(block.to_python({"image": {"image": image.pk, "alt_text": "Un atelier"}}))
    assert "Jeanne Exemple, CC BY" in shown


@pytest.mark.django_db
@both_picture_blocks
def test_picture_deleted_since_is_not_shown(block_class):
    block, value = picture(block_class, alt_text="Un atelier")
    stored = block.get_prep_value(value)
    value["image"].delete()
    assert "<img" not in block.render(block.to_python(stored))


def video(url):
    block = VideoBlock()
    return block, block.to_python({"title": "Le sourçage", "url": url, "transcript": "<p>Bonjour.</p>"})


@pytest.mark.parametrize(("side", "is_last"), [("start", False), ("end", True), ("middle", False)])
def test_picture_stands_on_the_side_that_was_chosen(side, is_last):
    block = PictureTextBlock()
    assert block.to_python({"image": None, "text": "", "picture_side": side}).is_picture_last is is_last


def test_video_of_an_accepted_host_is_accepted():
    block, value = video(URL)
    assert block.clean(value)["url"] == URL


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/embed/1",
        f"http://{HOST}/embed/1",
        f"https://{HOST}:8443/embed/1",
        f"https://{HOST}@elsewhere.example/embed/1",
        f"https://user@{HOST}/embed/1",
        f"https://elsewhere.example/{HOST}",
        f"https://{HOST}.elsewhere.example/",
        f"ftp://{HOST}/embed/1",
        "javascript:alert(1)",
        "",
    ],
)
def test_video_of_another_address_is_refused(url):
    block, value = video(url)
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(value)
    assert list(error.value.block_errors) == ["url"]


def test_video_of_another_host_may_wait_in_a_draft():
    block, value = video("https://elsewhere.example/embed/1")
    assert block.clean_deferred(value)["url"] == "https://elsewhere.example/embed/1"


def test_video_knows_its_host_and_origin():
    _block, value = video(URL)
    assert (value.host, value.frame_origin) == (HOST, f"https://{HOST}")


def test_video_without_address_knows_neither_host_nor_origin():
    _block, value = video("")
    assert (value.host, value.frame_origin) == ("", "")


def test_video_asks_nothing_of_its_host_by_itself():
    block, value = video(URL)
    shown = block.render(value)
    assert "<iframe" not in shown
    assert f'src="https://{HOST}' not in shown


def page_with(*urls):
    return ContentPageFactory(body=[("video", {"title": "t", "url": url, "transcript": "<p>b</p>"}) for url in urls])


@pytest.mark.django_db
def test_page_with_videos_may_frame_their_hosts_only(client, site_root, settings):
    settings.VIDEO_HOSTS = [HOST, "a.example.org"]
    page = page_with(URL, "https://a.example.org/1", "https://a.example.org/2")
    policy = client.get(page.url).headers["Content-Security-Policy"]
    assert policy.rpartition("; ")[2] == f"frame-src https://a.example.org https://{HOST}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://[",
        "https://elsewhere.example/1",
        f"http://{HOST}/1",
        "https://a;script-src *",
        f"https://{HOST}; x",
    ],
)
def test_page_frames_no_host_the_site_does_not_accept(client, site_root, url):
    # An old page whose host was taken off the list since, or a draft not yet checked.
    page = page_with(url)
    assert "frame-src" not in client.get(page.url).headers["Content-Security-Policy"]
