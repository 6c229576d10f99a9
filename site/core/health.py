"""Two questions a machine asks of this one. The answer is a word: details stay in the log.

`/healthz`: does the process answer? It looks at nothing else: were it to look at the database, an
outage there would have every process killed and started again, for nothing.
`/readyz`: may it be sent visitors? Its database answers and knows all migrations. Never the cache:
without it the site is slower, not down.
"""

import logging

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether visitors may be sent here: 200, or 503 with nothing more."""
    reason = unready_reason()
    if reason:
        logger.error("Not ready: %s", reason)
        return HttpResponse("not ready\n", content_type="text/plain", status=503, headers={"Retry-After": "10"})
    return HttpResponse("ready\n", content_type="text/plain")


def unready_reason() -> str:
    """Return why this process should not serve, or nothing."""
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return f"the database does not answer ({type(error).__name__})"
    if pending:
        return f"{len(pending)} migrations wait to be applied"
    return ""
