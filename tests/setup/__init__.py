"""The installer, the embedded services and the database roles; nothing here needs Django."""
