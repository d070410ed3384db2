"""What may be done to people, organisations and roles."""
