"""Bytes, folders and locks; knows nothing of what the bytes mean."""
