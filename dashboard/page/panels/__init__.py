"""What stands beside the map, as escaped HTML: figures, events, flights, sources."""
