"""The directory of the demo: organisations that cannot exist."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, cycle
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page

from core.demo import publish_under, read_content
from core.slugs import slug_of
from label_directory.enums import OrganisationKind
from label_directory.models import Award, DirectoryIndexPage, Organisation, OrganisationType
from label_directory.siret import luhn_sum


def load(home: Page) -> None:
    """Publish the directory and fill it, unless there is one.

    :param home: home page in the source language.
    """
    if DirectoryIndexPage.objects.child_of(home).exists():
        return
    content = read_content(__file__, "organisations")
    index = content["index"]
    publish_under(
        home,
        DirectoryIndexPage(
            title=index["title"], slug="annuaire", summary=index["summary"], note=index["note"], show_in_menus=True
        ),
    )
    for position, term in enumerate(content["types"], start=1):
        OrganisationType.objects.get_or_create(slug=term["slug"], defaults={**term, "sort_order": position})
    types = {term.slug: term for term in OrganisationType.objects.all()}
    today, term = timezone.localdate(), timedelta(days=content["label_days"])
    for entry in [*content["organisations"], *composed(content["composed"])]:
        held, last_day = entry.pop("awards"), today + timedelta(days=entry.pop("ends_in"))
        # One by one: saving a row names it for sorting, puts it where search finds it, and counts its uses.
        organisation = Organisation.objects.create(**{**entry, "type": types[entry["type"]]})
        for award in awards(organisation, held, last_day, term):
            award.save()


def composed(lists: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Entries like the written ones: in each invented town, a buyer and a supplier.

    Every list is gone through in turn and begun again at its end. Lists that meet have lengths without a common
    divisor, so that the same words do not meet twice.
    """
    numbers, ends, held = count(lists["first_number"]), cycle(lists["ends_in"]), cycle(lists["awards"])
    patterns = {kind: cycle(lists[kind]["organisations"]) for kind in OrganisationKind.values}
    practices = {kind: cycle(lists[kind]["practices"]) for kind in OrganisationKind.values}
    for department, towns in lists["towns"].items():
        for town in towns:
            for kind in OrganisationKind.values:
                pattern = next(patterns[kind])
                name = pattern["name"].format(town=town)
                slug = slug_of(name, settings.LANGUAGE_CODE)
                yield {
                    "name": name,
                    "slug": slug,
                    "kind": kind,
                    "type": pattern["type"],
                    "siret": fictitious_siret(next(numbers)),
                    "department": department,
                    "city": town,
                    "website": f"https://{slug}.example",
                    "email": f"contact@{slug}.example",
                    "presentation": f"{pattern['presentation']} {next(practices[kind])}",
                    "ends_in": next(ends),
                    "awards": next(held),
                }


def awards(organisation: Organisation, held: int, last_day: date, term: timedelta) -> list[Award]:
    """Awards that follow each other without a gap, the latest first.

    :param held: how many.
    :param last_day: last day of the latest.
    """
    one_day = timedelta(days=1)
    ends = [last_day - earlier * term for earlier in range(held)]
    return [Award(organisation=organisation, awarded_on=end - term + one_day, valid_until=end) for end in ends]


def fictitious_siret(number: int) -> str:
    """A number of the right form, of a range that was never given: its first eight digits are nearly all zeros."""
    siren = with_check_digit(f"{number:08d}")
    return with_check_digit(f"{siren}0001")


def with_check_digit(digits: str) -> str:
    """The digits and the one that makes their Luhn sum a multiple of ten."""
    return f"{digits}{-luhn_sum(f'{digits}0') % 10}"
