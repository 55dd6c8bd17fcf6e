-- The one statement that every act adds to its transaction.

-- name: append
-- Let a leaf wait for its place in the log.
insert into journal_waiting (log, commitment, entry)
values (%(log)s, %(commitment)s, %(entry)s)
