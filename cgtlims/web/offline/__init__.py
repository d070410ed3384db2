"""A tablet without network: what it may keep, what it sends later, and how the server answers."""
