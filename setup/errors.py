"""What stops an installation, in one line that says what to do."""


class SetupError(Exception):
    """Something is missing that setup cannot bring itself."""
