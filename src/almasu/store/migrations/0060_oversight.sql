-- Requests in the order in which they were accepted, for those who oversee many.
create index requests_by_moment on requests (accepted_at, id);

-- Leaves that tell of an opened dossier, found by the request without reading the whole log.
create index journal_entries_of_views on journal_entries (substr(entry, 19, 36))
where substr(entry, 1, 18) = '{"about":"request:'::bytea and position('"kind":"dossier_viewed"'::bytea in entry) > 0;
