"""Our PostgreSQL: named SQL, migrations, rows to records."""
