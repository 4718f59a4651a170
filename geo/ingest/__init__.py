"""Ways in for facts: texts, tables, and the review between a candidate and a claim."""
