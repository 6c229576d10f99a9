"""The demo's organisations and awards, loaded on any day, and where the team has been before."""

import pytest
import time_machine

from label_directory import demo
from label_directory.models import OrganisationType
from tests.label_directory.test_demo import CONTENT, OTHER_DAYS, check_states

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", OTHER_DAYS)
def test_load_shows_every_state_whatever_the_day(site_root, day):
    with time_machine.travel(f"{day} 12:00+02:00", tick=False):
        demo.load(site_root)
        check_states()


def test_load_keeps_the_types_that_the_team_has_renamed(site_root):
    slug = CONTENT["types"][0]["slug"]
    OrganisationType.objects.create(slug=slug, name_fr="Le nôtre", kind=CONTENT["types"][0]["kind"])
    demo.load(site_root)
    assert OrganisationType.objects.get(slug=slug).name_fr == "Le nôtre"
