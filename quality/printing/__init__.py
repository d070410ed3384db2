"""Records and lists of quality on paper, from the same parts as their pages. Workers only."""
