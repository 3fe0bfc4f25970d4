"""What a report says and how it is written down. Reads findings; never judges, never prints."""
