from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from workshop.rooms import layers_of, read_house
from workshop.rooms_svg import draw

PICTURE = settings.BASE_DIR / "docs" / "rooms.svg"


class Command(BaseCommand):
    help = "Draw docs/rooms.svg, the picture of the rooms and of who knows whom, from the imports of today."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        house = read_house(layers_of(settings.BASE_DIR / "pyproject.toml"))
        PICTURE.write_text(draw(house), "utf-8")
        self.stdout.write(f"Drawn: {PICTURE.relative_to(settings.BASE_DIR)}")
