"""Whether everything dcx needs is in order: one line each, and what to do next."""
