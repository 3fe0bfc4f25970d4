"""Where the questions of network checks are looked up."""
