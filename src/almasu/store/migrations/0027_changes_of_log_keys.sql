-- Leaves that say the log's key changed, found without reading the whole log: they are the only record of which key signs.
create index journal_entries_of_log_keys on journal_entries (log, position)
where substr(entry, 1, 18) = '{"about":"log_key:'::bytea;
