"""The pages of channels and what comes in over them."""
