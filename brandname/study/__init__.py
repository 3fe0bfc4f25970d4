"""Reads, refuses (file:line:column) and writes the files of a study. Never runs a check."""
