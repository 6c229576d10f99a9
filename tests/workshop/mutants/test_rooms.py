import pytest
from django.conf import settings

from workshop.mutants.rooms import ROOMS, mirror_of, watched_modules


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_path_of_a_room_leads_to_modules(room):
    lost = [pattern for pattern in room.sources + room.tests if not list(settings.BASE_DIR.glob(pattern))]
    # A rule without a test module of its own is judged by the services that obey it.
    assert [pattern for pattern in lost if pattern.startswith("tests/") is False] == []
    assert room.test_modules() != []


def test_a_module_is_in_one_room():
    modules = [path for room in ROOMS for path in room.modules()]
    assert sorted(set(modules)) == sorted(modules) == watched_modules()


def test_rules_and_services_have_their_floor():
    assert {room.name: room.floor for room in ROOMS if room.floor} == {
        "training: rules": 95,
        "training: services": 95,
    }


@pytest.mark.parametrize(
    ("path", "mirror"),
    [
        ("site/core/links.py", "tests/core/test_links.py"),
        ("training/services/shared/moves.py", "tests/training/services/shared/test_moves.py"),
    ],
)
def test_mirror_of_a_module_is_its_test(path, mirror):
    assert mirror_of(path).as_posix() == mirror
