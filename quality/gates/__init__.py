"""Why something may not be done with a record of quality, or with an organisation, now."""
