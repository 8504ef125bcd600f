"""Adding a report to the tables: asked or by options, checked as the loader does, written whole."""
