"""The trail itself: how an event is written down, chained and checked."""
