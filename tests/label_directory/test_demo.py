"""The demo's organisations: those that the editors wrote, those composed from their lists, and their awards."""

from collections import Counter
from itertools import pairwise

import pytest
import time_machine
from django.utils import timezone

from core.demo import read_content
from core.enums import Department
from label_directory import demo
from label_directory.enums import LabelStatus, OrganisationKind
from label_directory.models import Award, DirectoryIndexPage, Organisation, OrganisationType

pytestmark = pytest.mark.django_db

CONTENT = read_content(demo.__file__, "organisations")
#: No company was ever numbered so low.
NEVER_GIVEN = "00000"
STATES = {LabelStatus.VALID: 96, LabelStatus.SOON: 10, LabelStatus.EXPIRED: 14}
AWARDS_HELD = {1: 91, 2: 20, 3: 9}
#: Any day will do: a first of June, the extra day of a leap year.
OTHER_DAYS = ["2027-06-01", "2028-02-29"]


@pytest.fixture(scope="module")
def shared_demo(shared_home):
    demo.load(shared_home)


@pytest.fixture
def loaded(shared_demo, site_root):
    return site_root


def state():
    return list(Organisation.objects.values()), list(Award.objects.values()), list(OrganisationType.objects.values())


def test_load_records_every_organisation_of_the_file(loaded):
    written = {entry["name"]: entry["awards"] for entry in CONTENT["organisations"]}
    recorded = {o.name: o.awards.count() for o in Organisation.objects.filter(name__in=written)}
    assert recorded == written
    assert OrganisationType.objects.count() == len(CONTENT["types"])
    assert DirectoryIndexPage.objects.live().get().note == CONTENT["index"]["note"]


def test_load_fills_every_department_with_both_kinds(loaded):
    assert Organisation.objects.count() == 120
    places = set(Organisation.objects.values_list("department", "kind"))
    assert places == {(department, kind) for department in Department.values for kind in OrganisationKind.values}


def test_load_gives_fictitious_numbers_of_their_own(loaded):
    numbers = list(Organisation.objects.values_list("siret", flat=True))
    assert len(set(numbers)) == len(numbers)
    assert [number for number in numbers if not number.startswith(NEVER_GIVEN)] == []


def test_load_describes_each_organisation_in_its_own_words(loaded):
    presentations = Counter(Organisation.objects.values_list("presentation", flat=True))
    assert [words for words, times in presentations.items() if times > 1] == []
    assert [words for words in presentations if "ficti" not in words] == []


def check_states():
    held = Counter(o.status for o in Organisation.objects.all())
    assert held == STATES
    assert Award.objects.filter(awarded_on__gt=timezone.localdate()).count() == 0


def test_load_shows_every_state_today(loaded):
    check_states()


def test_load_renews_labels_without_a_gap(loaded):
    assert Counter(o.awards.count() for o in Organisation.objects.all()) == AWARDS_HELD
    for organisation in Organisation.objects.all():
        awards = list(organisation.awards.order_by("awarded_on"))
        assert [(later.awarded_on - earlier.valid_until).days for earlier, later in pairwise(awards)] == (
            [1] * (len(awards) - 1)
        )


def test_load_makes_rows_that_the_label_team_could_save(loaded):
    for row in [*Organisation.objects.all(), *Award.objects.all()]:
        row.full_clean()


def test_load_gives_each_organisation_a_type_of_its_kind(loaded):
    assert [o.name for o in Organisation.objects.select_related("type") if o.kind != o.type.kind] == []


def test_load_lets_search_find_what_it_composed(loaded):
    towns = [town for towns in CONTENT["composed"]["towns"].values() for town in towns]
    found = {town: Organisation.objects.search(town).count() for town in towns[:3]}
    assert found == dict.fromkeys(towns[:3], 2)


@pytest.mark.parametrize("day", ["2026-11-23", *OTHER_DAYS])
def test_load_twice_changes_nothing(loaded, day):
    before = state()
    with time_machine.travel(f"{day} 12:00+01:00", tick=False):
        demo.load(loaded)
    assert state() == before


def test_loaded_pages_are_read(loaded, client):
    directory = DirectoryIndexPage.objects.get()
    organisation = Organisation.objects.once_labelled().last()
    assert client.get(directory.url).status_code == 200
    assert client.get(f"{directory.url}{organisation.slug}/").status_code == 200
