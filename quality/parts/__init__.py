"""What is shown of a record of quality, the same on its page and on paper."""
