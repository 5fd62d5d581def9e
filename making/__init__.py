"""What is made from the code: pages, the man page, the table of the completion: `python -m making`."""
