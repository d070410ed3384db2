"""What may be done with the records of quality."""
