"""Rehearsing: a scripted customer who answers what the rep does. Pure: no file, no clock, no screen."""
