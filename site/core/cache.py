"""A Redis cache whose outage is a slow site, never a broken one.

Wagtail keeps the addresses of its sites in the cache and reads them on every page. With Django's
own Redis backend, Redis down is an error 500 on all of them. Here an outage reads as "not found"
and writes as "not kept"; the pages are then made from the database, as they would be at first.

Nothing precious may live in a cache only: sessions and sign-ups are in the database.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache

try:
    from redis.exceptions import RedisError
except ModuleNotFoundError:  # the client is only installed where Redis is used

    class RedisError(Exception):  # type: ignore[no-redef]  # in its place
        """Stands in for the client's error where there is no client."""


logger = logging.getLogger(__name__)

CONNECT_SECONDS = 0.5
ANSWER_SECONDS = 1.0


def forgiving(method: Callable[..., Any], answer: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a method of the cache so that an outage gives the answer of an empty cache."""

    @wraps(method)
    def wrapper(self: "ForgivingRedisCache", *args: Any, **kwargs: Any) -> Any:
        try:
            return method(self, *args, **kwargs)
        except (RedisError, OSError) as error:
            # The kind of error only: its text may hold the address and password of the server.
            logger.warning("The cache did not answer %s: %s", method.__name__, type(error).__name__)
            return answer(*args, **kwargs)

    return wrapper


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache, with outages turned into misses and short waits.

    `incr` and `decr` are left alone but for the outage itself: they raise ValueError, as Django
    promises for a key that is not there.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = params.setdefault("OPTIONS", {})
        options.setdefault("socket_connect_timeout", CONNECT_SECONDS)
        options.setdefault("socket_timeout", ANSWER_SECONDS)
        super().__init__(server, params)


def _missing(key: Any, *args: Any, **kwargs: Any) -> Any:
    raise ValueError("The cache does not answer.")


ANSWERS: dict[str, Callable[..., Any]] = {
    "add": lambda *args, **kwargs: False,
    "get": lambda key, default=None, *args, **kwargs: default,
    "set": lambda *args, **kwargs: None,
    "touch": lambda *args, **kwargs: False,
    "delete": lambda *args, **kwargs: False,
    "get_many": lambda *args, **kwargs: {},
    "has_key": lambda *args, **kwargs: False,
    "incr": _missing,
    "set_many": lambda data, *args, **kwargs: list(data),
    "delete_many": lambda *args, **kwargs: None,
    "clear": lambda *args, **kwargs: False,
}
for _name, _answer in ANSWERS.items():
    setattr(ForgivingRedisCache, _name, forgiving(getattr(RedisCache, _name), _answer))
