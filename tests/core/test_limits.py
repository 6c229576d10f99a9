"""How often one may do something."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Barrier
from types import SimpleNamespace

import pytest
import time_machine
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from core import limits
from core.limits import UNKNOWN_NETWORK, allow, forget_old_buckets, network_of
from core.models import RateBucket

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MAIRIE = "mairie@commune.example"


def hits(number: int, *, bucket: str = "mails", subject: str = MAIRIE, limit: int = 3, window: timedelta = HOUR):
    return [allow(bucket, subject=subject, limit=limit, window=window) for _time in range(number)]


@pytest.fixture
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("_noon")
class TestAllow:
    def test_limit_is_the_last_time_allowed(self):
        assert hits(5) == [True, True, True, False, False]

    def test_limit_of_none_allows_nothing(self):
        assert hits(2, limit=0) == [False, False]

    def test_count_is_of_one_subject_and_one_bucket(self):
        assert hits(4)[-1] is False
        assert hits(1, subject="autre@commune.example") == hits(1, bucket="forms") == [True]

    def test_what_is_given_back_may_be_done_again_and_is_never_less_than_nothing(self):
        hits(3)
        hits(1, bucket="forms")
        for _time in range(2):
            limits.give_back([("mails", MAIRIE), ("forms", MAIRIE)], window=HOUR)
        assert sorted(RateBucket.objects.values_list("hits", flat=True)) == [0, 1]
        assert hits(3) == [True, True, False]

    def test_what_is_forgotten_was_never_counted(self):
        hits(4)
        hits(1, subject="autre@commune.example")
        limits.forget([("mails", MAIRIE)], window=HOUR)
        assert (hits(3), RateBucket.objects.count()) == ([True] * 3, 2)

    def test_rest_of_a_window_is_how_long_its_refusals_last(self):
        with time_machine.travel(NOON + timedelta(minutes=26), tick=False):
            assert limits.rest_of_window(HOUR) == timedelta(minutes=34)

    def test_window_starts_with_the_clock(self):
        with time_machine.travel(NOON + timedelta(minutes=59, seconds=59), tick=False):
            assert hits(4)[-1] is False
        with time_machine.travel(NOON + HOUR, tick=False):
            assert hits(1) == [True]

    def test_windows_are_counted_apart(self):
        hits(4, window=DAY)
        hits(4, window=timedelta(minutes=10))
        assert hits(1, window=DAY) == hits(1, window=timedelta(minutes=10)) == [False]

    def test_flood_is_refused_by_reading_alone(self):
        hits(4)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert hits(10) == [False] * 10
        assert {query["sql"].split()[0] for query in queries} == {"SELECT"}
        assert RateBucket.objects.get().hits == 4

    @pytest.mark.parametrize("window", [timedelta(0), timedelta(hours=-1), timedelta(days=1, seconds=1)])
    def test_window_of_another_length_is_refused(self, window):
        with pytest.raises(ValueError, match="a day at most"):
            hits(1, window=window)

    def test_subject_may_be_anything(self):
        assert hits(1, subject="\udcff\x00") == [True]

    def test_row_does_not_tell_who_it_is_of(self):
        hits(1)
        row = RateBucket.objects.values().get()
        assert {name: row[name] for name in ("bucket", "window_start", "hits")} == {
            "bucket": "mails",
            "window_start": NOON,
            "hits": 1,
        }
        assert len(row["subject_hash"]) == 64
        assert "commune" not in str(RateBucket.objects.get())

    def test_hash_changes_with_the_day_the_bucket_and_the_key(self, settings):
        hits(1)
        hits(1, bucket="forms")
        with time_machine.travel(NOON + DAY, tick=False):
            hits(1)
        settings.SECRET_KEY = "another-key"
        hits(1)
        assert len(set(RateBucket.objects.values_list("subject_hash", flat=True))) == 4

    def test_hash_stays_for_the_length_of_a_window_over_midnight(self):
        """Five hours from the epoch do not fall on midnight: the day of a count is that of its beginning."""
        midnight = datetime(2026, 11, 26, tzinfo=UTC)
        window = timedelta(hours=5)
        assert (midnight - limits.EPOCH) % window != timedelta(0)
        with time_machine.travel(midnight - timedelta(seconds=1), tick=False):
            assert hits(4, window=window)[-1] is False
        with time_machine.travel(midnight, tick=False):
            assert hits(1, window=window) == [False]

    def test_purge_forgets_after_48_hours(self):
        hits(2)
        hits(1, bucket="forms")
        assert forget_old_buckets(NOON + timedelta(hours=48)) == 0
        assert forget_old_buckets(NOON + timedelta(hours=48, seconds=1)) == 2
        assert RateBucket.objects.count() == 0

    @pytest.mark.parametrize(("limit", "allowed"), [(2, True), (1, False)])
    def test_somebody_who_was_first_between_the_two_counts_too(self, monkeypatch, limit, allowed):
        @contextmanager
        def taken_meanwhile():
            try:
                with transaction.atomic():
                    yield
                    row = RateBucket.objects.values("bucket", "subject_hash", "window_start").get()
                    raise IntegrityError
            except IntegrityError:
                RateBucket.objects.create(**row)
                raise

        def atomic(durable=False):
            return transaction.atomic() if durable else taken_meanwhile()

        monkeypatch.setattr(limits, "transaction", SimpleNamespace(atomic=atomic))
        assert (hits(1, limit=limit), RateBucket.objects.get().hits) == ([allowed], 2)

    def test_count_within_a_transaction_is_refused(self):
        with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
            hits(1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first_row", [True, False])
def test_fifty_hits_at_once_are_allowed_twenty_times(first_row):
    together = Barrier(50)

    def hit(_number):
        try:
            connection.ensure_connection()
            together.wait(timeout=30)
            return allow("mails", subject=MAIRIE, limit=20, window=DAY)
        finally:
            connections.close_all()

    # A whole day stays within one window of it.
    with time_machine.travel(NOON, tick=False):
        if first_row:
            allow("mails", subject=MAIRIE, limit=20, window=DAY)
        with ThreadPoolExecutor(50) as threads:
            answers = list(threads.map(hit, range(50)))
    assert answers.count(True) == (19 if first_row else 20)
    assert RateBucket.objects.count() == 1


def network(rf, settings, *, trusted: bool, remote: str, forwarded: str | None = None) -> str:
    settings.TRUST_PROXY_HEADERS = trusted
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return network_of(rf.get("/", REMOTE_ADDR=remote, **headers))


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        # gunicorn behind a socket file.
        ("", UNKNOWN_NETWORK),
        ("1.2.3", UNKNOWN_NETWORK),
    ],
)
def test_network_of_a_visitor(rf, settings, remote, expected):
    assert network(rf, settings, trusted=False, remote=remote) == expected


def test_network_is_not_what_a_visitor_says(rf, settings):
    assert network(rf, settings, trusted=False, remote="192.0.2.7", forwarded="198.51.100.1") == "192.0.2.7"


@pytest.mark.parametrize(
    ("forwarded", "expected"),
    [
        ("198.51.100.1", "198.51.100.1"),
        ("203.0.113.9, 198.51.100.1", "198.51.100.1"),
        ("<script>,  2001:db8:1:2::9 ", "2001:db8:1:2::/64"),
        ("198.51.100.1:4711", "198.51.100.1"),
        ("[2001:db8:1:2::9]:4711", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("unknown", UNKNOWN_NETWORK),
        ("198.51.100.1, ", "127.0.0.1"),
        (None, "127.0.0.1"),
    ],
)
def test_network_behind_a_trusted_proxy_is_the_last_one_named(rf, settings, forwarded, expected):
    assert network(rf, settings, trusted=True, remote="127.0.0.1", forwarded=forwarded) == expected


def test_network_is_asked_of_no_proxy_by_default(settings):
    assert settings.TRUST_PROXY_HEADERS is False


@given(st.text(st.characters(codec=None, exclude_categories=[])), st.text())
@example("[", "::ffff:")
@example("%", "fe80::%25%")
def test_network_of_garbage_is_never_an_error(forwarded, remote):
    request = type("Request", (), {"META": {"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded}})()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits.settings, "TRUST_PROXY_HEADERS", True)
        assert network_of(request)
