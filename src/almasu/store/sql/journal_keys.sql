-- Changes of a log's key: leaves like all others, and the only record of which key signs.

-- name: ordered
-- Leaves about changes of the log's key, in the order of the log.
select entry
from journal_entries
where log = %(log)s and substr(entry, 1, 18) = '{"about":"log_key:'::bytea
order by position

-- name: waiting
-- Such leaves that still wait for their place.
select entry
from journal_waiting
where log = %(log)s and substr(entry, 1, 18) = '{"about":"log_key:'::bytea
order by id

-- name: lock
-- Hold the log against a second change of its key, and against the sequencer, until this one is written.
select origin from journal_logs where log = %(log)s for update
