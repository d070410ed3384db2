"""The controlled documents of the demo facility, and who is trained on them."""
