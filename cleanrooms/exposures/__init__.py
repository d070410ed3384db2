"""What was exposed where: kept as periods, derived from records, asked for a place and a time."""
