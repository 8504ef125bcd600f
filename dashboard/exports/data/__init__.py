"""A view as data: GeoJSON, CSV, and the table of its reports."""
