"""What may be done to rooms."""
