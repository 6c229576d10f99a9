"""What stands in a lock, and under which licence it comes."""

import pytest
from django.conf import settings

from workshop.licences import COMPATIBLE, Unnamed, licence_of, licences_in
from workshop.locks import Locked, read_lock

LOCK = settings.BASE_DIR / "requirements.txt"


def test_lock_is_read_with_versions_and_hashes(tmp_path):
    one, two = "1" * 64, "2" * 64
    lock = tmp_path / "lock.txt"
    lock.write_text(
        f"a-b[extra]==1.0 \\\n    --hash=sha256:{two} \\\n    --hash=sha256:{one}\n"
        f"c==2 ; sys_platform == 'win32' \\\n    --hash=sha256:{one}\n"
    )
    assert read_lock(lock) == [Locked("a-b", "1.0", (one, two)), Locked("c", "2", (one,))]


def test_every_locked_package_has_a_licence_that_may_stand_under_ours():
    licences = {package.name: licence_of(package.name) for package in read_lock(LOCK)}
    assert "wagtail" in licences
    assert {name for licence in licences.values() for name in licences_in(licence)} <= COMPATIBLE


def test_every_licence_that_may_stand_is_that_of_a_package():
    used = {name for package in read_lock(LOCK) for name in licences_in(licence_of(package.name))}
    assert used == COMPATIBLE


@pytest.mark.parametrize("package", ["no-such-package", "djlint"])
def test_package_that_nobody_has_read_or_that_may_not_stand_is_refused(package):
    with pytest.raises(Unnamed):
        licence_of(package)


def test_licences_of_an_expression_are_told_apart():
    assert licences_in("MIT AND (Apache-2.0 OR BSD-2-Clause)") == ["MIT", "Apache-2.0", "BSD-2-Clause"]
