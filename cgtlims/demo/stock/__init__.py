"""The stock of the demo facility: materials, what came and was made, and what became of it."""
