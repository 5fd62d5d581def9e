"""What a schema can't say about a playbook; one rule a file, each with its test."""
