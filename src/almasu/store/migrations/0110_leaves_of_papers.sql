-- The leaves of one paper, found by its number: a breach is taken along with the proofs of its report and its notice.
create index journal_entries_of_one_paper on journal_entries (substr(entry, 17, 36))
where substr(entry, 1, 16) = '{"about":"paper:'::bytea and position('"paper_version"'::bytea in entry) > 0;
