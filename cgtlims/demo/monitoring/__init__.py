"""Environmental monitoring of the demo facility: sites, plans, limits, 90 days of rounds."""
