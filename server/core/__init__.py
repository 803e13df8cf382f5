"""What every domain stands on: errors, clock, text, HTTP rules, database, schemas. Knows no domain."""
