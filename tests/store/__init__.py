"""The study's store."""
