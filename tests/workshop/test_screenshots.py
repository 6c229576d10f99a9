"""`make screenshots`: light pictures, of pages that exist."""

import io

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from workshop.demo_pages import BY_NAME
from workshop.management.commands.screenshots import COLOURS, SHOWN, light_png


def test_pictures_show_pages_of_the_demo():
    assert set(SHOWN.values()) - set(BY_NAME) == set()


def test_picture_keeps_its_size_and_its_large_surfaces_in_few_colours():
    picture = Image.linear_gradient("L").convert("RGB")
    picture.paste((20, 62, 54), (0, 0, 256, 40))
    raw = io.BytesIO()
    picture.save(raw, "PNG")
    light = Image.open(io.BytesIO(light_png(raw.getvalue())))
    assert light.size == (256, 256)
    assert light.mode == "P"
    assert len(light.getcolors()) <= COLOURS
    assert light.convert("RGB").getpixel((128, 20)) == (20, 62, 54)


def test_without_a_browser_the_command_says_what_to_do(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(CommandError, match="No picture was made: no Chromium was found"):
        call_command("screenshots")
