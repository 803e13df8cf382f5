"""The practice library: read from `catalogue.toml`, checked at start, served to everyone."""
