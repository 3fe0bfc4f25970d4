"""One module per outside service: fetch and recognise, never judge."""
