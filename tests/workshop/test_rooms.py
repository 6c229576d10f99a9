"""`make rooms`: the picture of the rooms says what the imports are today."""

from xml.etree import ElementTree

import grimp
import pytest
from django.conf import settings

from workshop.management.commands.draw_rooms import PICTURE
from workshop.rooms import Room, layers_of, read_house
from workshop.rooms_svg import WIDTH, draw

LAYERS = (("upper",), ("left", "right"), ("lower",))
SVG = "{http://www.w3.org/2000/svg}"


def house(*imports):
    """A house of these imports, each as ``("upper.views", "lower.models.page")``."""
    graph = grimp.ImportGraph()
    for importer, imported in imports:
        graph.add_import(importer=importer, imported=imported)
    return read_house(LAYERS, graph)


def test_picture_in_the_documents_is_that_of_today():
    today = draw(read_house(layers_of(settings.BASE_DIR / "pyproject.toml")))
    assert PICTURE.read_text("utf-8") == today, "The imports have changed: draw them again with `make rooms`."


def test_room_stands_above_those_it_knows():
    rooms = house(
        ("upper.views", "upper.models"), ("upper.models", "upper.enums"), ("upper.views", "upper.enums")
    ).rooms
    assert rooms["upper"] == (Room("upper", "enums", 1, 0), Room("upper", "models", 1, 1), Room("upper", "views", 1, 2))


def test_folder_is_one_room_with_all_its_modules():
    found = house(("upper.models.page", "upper.models.row"), ("upper.models.page", "upper.enums"))
    assert found.rooms["upper"] == (Room("upper", "enums", 1, 0), Room("upper", "models", 2, 1))
    assert found.inside == {("upper", "models", "enums"): 1}


def test_rooms_in_a_circle_share_a_floor_and_are_told():
    rooms = house(
        ("upper.a", "upper.b"), ("upper.b", "upper.c"), ("upper.c", "upper.a"), ("upper.a", "upper.low")
    ).rooms
    assert [(room.name, room.floor, room.is_circle) for room in rooms["upper"]] == [
        ("a", 1, True),
        ("b", 1, True),
        ("c", 1, True),
        ("low", 0, False),
    ]


def test_imports_between_applications_are_counted():
    found = house(("upper.views", "lower.a"), ("upper.views", "lower.b"), ("left.models", "lower.a"))
    assert (found.between, found.inside) == ({("upper", "lower"): 2, ("left", "lower"): 1}, {})


def test_migrations_are_no_room():
    found = house(("upper.migrations.first", "upper.models"), ("upper.migrations.first", "lower.models"))
    assert (found.rooms["upper"], found.between) == ((Room("upper", "models", 1, 0),), {})


def test_layers_are_those_of_the_contract():
    assert layers_of(settings.BASE_DIR / "pyproject.toml")[3:4] == (("guides", "training"),)


@pytest.mark.parametrize("number", [1, 60])
def test_picture_is_well_formed_and_nothing_leaves_it(number):
    pairs = [(f"upper.room_{room}", f"lower.room_{room}") for room in range(number)]
    picture = ElementTree.fromstring(draw(house(*pairs)))  # noqa: S314 - our own picture
    boxes = [
        {name: float(box.get(name, 0)) for name in ("x", "y", "width", "height")} for box in picture.iter(f"{SVG}rect")
    ]
    height = float(picture.get("viewBox").split()[3])
    assert [box for box in boxes if box["x"] + box["width"] > WIDTH or box["y"] + box["height"] > height] == []
    assert [text.text for text in picture.iter(f"{SVG}text")].count(f"lower {number}") == 1
