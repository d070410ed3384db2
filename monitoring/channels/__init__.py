"""What sensors give all the time: reading it in, storing it, finding what was beyond a level."""
