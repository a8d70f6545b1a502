"""The flat row of a case for lists, statistics and search. Nothing here is a record: all of it can be rebuilt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text

from mq_enforce.base.chain import plain_copy
from mq_enforce.store.engine import insert
from mq_enforce.store.rows import Projection
from mq_enforce.store.scope import Scope, build
from mq_enforce.store.search import grams, normalise
from mq_enforce.store.tables import projections


def put(scope: Scope, projection: Projection) -> None:
    """Write the row of a case, new or again."""
    values = columns(projection)
    statement = insert(scope.connection, projections).values(agency_id=scope.agency, case_id=projection.case_id, **values)
    scope.connection.execute(statement.on_conflict_do_update(index_elements=["agency_id", "case_id"], set_=values))


def columns(projection: Projection) -> dict[str, Any]:
    """Return the columns of the row, beside its key."""
    searched = normalise(projection.search)
    return {
        "stage": projection.stage,
        "waits_for": projection.waits_for,
        "next_due": projection.next_due,
        "next_what": projection.next_what,
        "names": list(projection.names),
        "search": searched,
        "grams": grams(searched),
        "flat": plain_copy(projection.flat),
    }


def from_row(row: Mapping[str, Any]) -> Projection:
    """Return the row as it crosses the boundary; ``search`` comes back normalised."""
    return build(Projection, row, names=tuple(row["names"]))


def rebuild_index(scope: Scope) -> None:
    """Make the search index anew from the rows. On PostgreSQL the index is the engine's own and follows by itself."""
    for row in scope.all(scope.select(projections)):
        scope.update(projections, {"case_id": row["case_id"]}, {"grams": grams(row["search"])})
    if scope.connection.dialect.name == "sqlite":
        scope.connection.execute(text("INSERT INTO case_search(case_search) VALUES ('rebuild')"))
