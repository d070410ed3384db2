"""What can go wrong, said to the person at the terminal."""


class EmbeddedError(Exception):
    """The embedded services cannot run; the message says why and what to do."""
