"""Outside services."""
