"""What may be done with what is measured."""
