"""One call: a line is read, something is decided, events make the next state, and a view shows it."""
