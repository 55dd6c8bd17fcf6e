-- Leaves that tell who else looked at a request or took it along, found by the request without reading the whole log.
create index journal_entries_of_looks on journal_entries (substr(entry, 19, 36))
where substr(entry, 1, 18) = '{"about":"request:'::bytea
  and (position('"kind":"report_viewed"'::bytea in entry) > 0
       or position('"kind":"lawfulness_viewed"'::bytea in entry) > 0
       or position('"kind":"evidence_exported"'::bytea in entry) > 0);
