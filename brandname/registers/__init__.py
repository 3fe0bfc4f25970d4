"""Imported trade mark registers: what an office or a data vendor published, kept on this machine and looked up locally.

Importers read files the user already has; a shelf holds one SQLite file a register in the user's data folder, shared by
all studies; `index/` makes the names fast to search. Nothing here fetches anything, compares names or judges a mark.
"""
