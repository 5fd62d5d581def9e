"""What things mean, and nothing else: no clock, no file, no screen; all of it pure."""
