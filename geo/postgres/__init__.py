"""A team's store in PostgreSQL: what its members added, and a copy of the built facts for others' tools."""
