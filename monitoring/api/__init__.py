"""Results of monitoring for other systems of the facility."""
