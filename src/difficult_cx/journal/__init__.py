"""Our log: events in, events out, nothing lost. Joins `domain` (meaning) and `storage` (bytes)."""
