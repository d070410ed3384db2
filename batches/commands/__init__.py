"""What may be done with masters and batches."""
