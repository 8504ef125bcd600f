"""Points of geometries, whatever they are written in, and the grids of the region."""
