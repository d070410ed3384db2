"""What is done with products, materials, lots and stock."""
