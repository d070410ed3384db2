"""Why something may not be done with a room now; each reason says who may overrule it."""
