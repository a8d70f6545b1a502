"""What alembic runs for each upgrade: the steps, on the connection and in the transaction that ``upgrade`` gives."""

from __future__ import annotations

from alembic import context

from mq_enforce.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
