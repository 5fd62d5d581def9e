"""Numbers for the firm: always with how many they are of, and how far they may be trusted. Pure."""
