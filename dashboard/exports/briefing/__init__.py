"""The pack: a page a date, charts, table, sources and method, as PDF, slides, pictures and data."""
