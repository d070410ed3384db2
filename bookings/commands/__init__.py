"""What is done with bookings: the only ways in which they change."""
