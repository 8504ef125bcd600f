"""From typed columns to kept rows: where each lies, what is doubtful, what stands twice."""
