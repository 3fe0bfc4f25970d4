"""Names in other scripts."""
