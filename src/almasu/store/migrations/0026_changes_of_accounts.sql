-- Leaves that say an account changed, found without reading the whole log: an entry's canonical bytes begin with what
-- it is about. Other entries cost one look at their first bytes when they are ordered.
create index journal_entries_of_changed_accounts on journal_entries (log, position)
where substr(entry, 1, 18) = '{"about":"account:'::bytea and position('"account_version"'::bytea in entry) > 0;
