"""The hub of a team: PostgreSQL as it is, and nothing of it outside this room; knows records as lines."""
