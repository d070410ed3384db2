"""What people are told of, who is told, by inbox and by e-mail; codes only, never a text."""
