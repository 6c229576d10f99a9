"""Pictures and documents of the demo, made on the spot: no file of anybody else, nothing to download."""

import random
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from core.models import CustomDocument, CustomImage

SIZE = (1600, 900)
SKIES = ("#9cc3e0", "#f3d9a4", "#eba48f", "#cfe0ea")
HILLS = ("#8fc7b0", "#4d8f7c", "#1f5d51", "#143f37")


def load_images(images: list[dict[str, Any]]) -> None:
    """Add the pictures that the library does not have yet; ``key`` names each of them for the contents."""
    for content in images:
        tag = f"demo-{content['key']}"
        if CustomImage.objects.filter(tags__name=tag).exists():
            continue
        image = CustomImage(
            title=content["title"],
            description=content.get("description", ""),
            credit=content.get("credit", ""),
            file=ContentFile(landscape(content["key"]), name=f"{content['key']}.png"),
        )
        image.save()
        image.tags.add(tag)


def load_documents(documents: list[dict[str, Any]]) -> None:
    """Add the documents that the library does not have yet; ``key`` names each of them for the contents."""
    for content in documents:
        tag = f"demo-{content['key']}"
        if CustomDocument.objects.filter(tags__name=tag).exists():
            continue
        # A byte order mark, without which spreadsheets take French accents for something else.
        data = content["text"].encode("utf-8-sig" if content["format"] == "csv" else "utf-8")
        document = CustomDocument(
            title=content["title"],
            is_accessible=content.get("is_accessible", False),
            file=ContentFile(data, name=f"{content['key']}.{content['format']}"),
        )
        document.file_size = len(data)
        document.save()
        document.tags.add(tag)


def landscape(seed: str) -> bytes:
    """An abstract view of the Vosges as a PNG, always the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - hills, not secrets
    picture = Image.new("RGB", SIZE, chance.choice(SKIES))
    draw = ImageDraw.Draw(picture)
    sun = chance.randint(200, SIZE[0] - 300), chance.randint(80, 260)
    draw.ellipse((*sun, sun[0] + 150, sun[1] + 150), fill="#fbf8f2")
    for rank, colour in enumerate(HILLS):
        base = 420 + rank * 120
        ridge = [(x, base + chance.randint(-110, 60)) for x in range(0, SIZE[0] + 200, 200)]
        draw.polygon([(0, SIZE[1]), *ridge, (SIZE[0], SIZE[1])], fill=colour)
    content = BytesIO()
    picture.save(content, format="PNG", optimize=True)
    return content.getvalue()
