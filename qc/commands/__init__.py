"""What may be done in the QC laboratories."""
