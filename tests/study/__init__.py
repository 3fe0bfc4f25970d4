"""Reading, refusing and writing a study."""
