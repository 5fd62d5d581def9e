"""What happens: one function or class per use case, needing more than one room."""
