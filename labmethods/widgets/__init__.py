"""What the methods' panels share: forms, tables, charts, notes."""
