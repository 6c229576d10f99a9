"""A picture says what it shows or that it shows nothing; a video comes from a host the site knows."""

import pytest
from django.urls import reverse
from wagtail.blocks import StructBlockValidationError

from core.blocks import BodyBlock, PictureBlock, PictureTextBlock, VideoBlock
from core.blocks.body import BodyBlockAdapter
from tests.factories.core import ImageFactory, UserFactory
from tests.factories.home import ContentPageFactory

BODY = BodyBlock()
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
def test_page_frames_no_host_the_site_does_not_accept(client, site_root, unfinished_pages, url):
    # An old page whose host was taken off the list since, or a draft not yet checked.
    page = page_with(url)
    assert "frame-src" not in client.get(page.url).headers["Content-Security-Policy"]


def telling(name):
    """What the form of a page is told of the body: the names to choose from, and those that are known."""
    *_args, meta = BodyBlockAdapter().js_args(BODY)
    return name in meta["notOffered"], name in BODY.child_blocks


@pytest.mark.parametrize(("hosts", "is_left_out"), [([], True), ([HOST], False)])
def test_video_is_offered_where_a_host_is_accepted_and_known_everywhere(settings, hosts, is_left_out):
    settings.VIDEO_HOSTS = hosts
    assert telling("video") == (is_left_out, True)
    assert telling("picture") == (False, True)


def test_list_of_blocks_is_shortened_by_its_script():
    assert "js/offered-blocks.js" in str(BodyBlockAdapter().media)


@pytest.mark.parametrize(
    ("hosts", "words"),
    [
        ([], "Ce site n’accepte aucun hébergeur de vidéos."),
        ([HOST, "a.example"], f"Hébergeurs acceptés : {HOST}, a.example."),
    ],
)
def test_field_of_the_address_names_the_hosts(settings, hosts, words):
    settings.VIDEO_HOSTS = hosts
    assert str(VideoBlock().child_blocks["url"].field.help_text).replace("\u00a0", " ").endswith(words)


def test_hosts_of_today_are_in_no_migration():
    path, _args, options = VideoBlock().child_blocks["url"].deconstruct()
    assert (path, HOST in str(options["help_text"])) == ("wagtail.blocks.URLBlock", False)


def test_field_of_the_address_is_judged_by_the_server():
    widget = VideoBlock().child_blocks["url"].field.widget
    assert f'data-judged-at="{reverse("core_video_host")}"' in widget.render("url", "")
    assert "js/judged-fields.js" in str(widget.media)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "is_taken"),
    [(URL, True), ("", True), (f"  {URL} ", True), ("https://elsewhere.example/1", False), ("bonjour", False)],
)
def test_server_judges_an_address_as_soon_as_it_is_typed(client, site_root, typed, is_taken):
    client.force_login(UserFactory(is_superuser=True))
    reason = client.get(reverse("core_video_host"), {"value": typed}).json()["reason"].replace("\u00a0", " ")
    assert reason == ("" if is_taken else f"Cet hébergeur n’est pas accepté. Hébergeurs acceptés : {HOST}.")


@pytest.mark.django_db
def test_server_judges_addresses_for_the_team_alone(client, site_root):
    assert client.get(reverse("core_video_host"), {"value": URL}).status_code == 302
