"""Redis away: a slow site, never a broken one."""

import logging
import os
import socket

import pytest

from core.cache import ANSWERS, ForgivingRedisCache

REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")


@pytest.fixture
def absent_cache():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # Closed again: nothing listens there.
    return ForgivingRedisCache(f"redis://:a-password@127.0.0.1:{port}/0", {})


@pytest.fixture
def present_cache():
    cache = ForgivingRedisCache(REDIS_URL, {"KEY_PREFIX": f"test-{os.getpid()}"})
    if not cache.set("probe", 1) and cache.get("probe") is None:
        pytest.skip("no Redis answers on this machine")
    yield cache
    cache.delete_many(["probe", "key", "count"])


def test_absent_cache_reads_as_empty(absent_cache):
    assert absent_cache.get("key") is None
    assert absent_cache.get("key", "default") == "default"
    assert absent_cache.get_many(["key", "other"]) == {}
    assert absent_cache.has_key("key") is False
    assert ("key" in absent_cache) is False


def test_absent_cache_writes_as_not_kept(absent_cache):
    assert absent_cache.set("key", 1) is None
    assert absent_cache.add("key", 1) is False
    assert absent_cache.touch("key") is False
    assert absent_cache.delete("key") is False
    assert absent_cache.set_many({"key": 1}) == ["key"]
    assert absent_cache.delete_many(["key"]) is None
    assert absent_cache.clear() is False


def test_absent_cache_computes_the_value_instead(absent_cache):
    assert absent_cache.get_or_set("key", lambda: "computed") == "computed"


def test_absent_cache_has_no_counter_to_raise(absent_cache):
    with pytest.raises(ValueError, match="does not answer"):
        absent_cache.incr("key")


def test_absent_cache_is_logged_without_its_address(absent_cache, caplog):
    with caplog.at_level(logging.WARNING, "core.cache"):
        absent_cache.get("key")
    assert caplog.messages == ["The cache did not answer get: ConnectionError"]


def test_every_public_method_forgives():
    own = {name for name in vars(ForgivingRedisCache.__mro__[1]) if not name.startswith("_")}
    assert own - set(ANSWERS) - {"get_backend_timeout"} == set()


def test_present_cache_keeps(present_cache):
    present_cache.set("key", {"a": 1})
    assert present_cache.get("key") == {"a": 1}
    assert present_cache.get_many(["key"]) == {"key": {"a": 1}}


def test_present_cache_counts_and_says_when_there_is_nothing_to_count(present_cache):
    present_cache.set("count", 1)
    assert present_cache.incr("count") == 2
    with pytest.raises(ValueError, match="not found"):
        present_cache.incr("missing")


@pytest.mark.django_db
def test_home_is_served_without_cache(client, site_root, settings, absent_cache):
    settings.CACHES = {"default": {"BACKEND": "core.cache.ForgivingRedisCache", "LOCATION": absent_cache._servers}}
    assert client.get("/").status_code == 200
