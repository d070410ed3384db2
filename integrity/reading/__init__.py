"""Reading what comes in files: text, and tables in CSV."""
