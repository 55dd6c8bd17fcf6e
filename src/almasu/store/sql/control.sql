-- What a controller's report needs of many requests at once.

-- name: first_views
-- When the answers of requests were first opened, by the ordered leaves that tell of it.
select convert_from(substr(entry, 19, 36), 'UTF8')::uuid, min((convert_from(entry, 'UTF8')::jsonb ->> 'at')::timestamptz)
from journal_entries
where substr(entry, 1, 18) = '{"about":"request:'::bytea and position('"kind":"dossier_viewed"'::bytea in entry) > 0
  and substr(entry, 19, 36) = any(%(requests)s) and log = %(log)s
group by 1;

-- name: checkpoint_before
-- The last co-signed head published at or before a moment.
select note from journal_checkpoints where log = %(log)s and published_at <= %(at)s order by size desc limit 1;

-- name: checkpoint_after
-- The first co-signed head published at or after a moment.
select note from journal_checkpoints where log = %(log)s and published_at >= %(at)s order by size limit 1;
