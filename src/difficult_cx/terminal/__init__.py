"""What is seen and what is typed."""
