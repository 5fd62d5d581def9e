"""Words typed -> one function call -> exit code."""
