"""How Alembic reaches the register: over the connection that ``db.engine.migrate`` already holds a transaction on."""

from alembic import context
from sqlmodel import SQLModel

import db.models  # noqa: F401  (fills the metadata)

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata, transaction_per_migration=False)
context.run_migrations()
