"""Which law governs a moment: clauses, editions, rules, verdicts, terms, calendars, and the words all floors share."""
