-- name: put_pulled_file
-- Keep a file, or its next edition.
insert into pulled_files (id, kind, source, name, organisation, tag, came_at, body)
values (%(id)s, %(kind)s, %(source)s, %(name)s, %(organisation)s, %(tag)s, %(came_at)s, %(body)s)
on conflict (kind, source, name) do update set id = excluded.id, organisation = excluded.organisation,
    tag = excluded.tag, came_at = excluded.came_at, body = excluded.body;

-- name: pulled_tags
-- By what the editions of a source that we hold, or refused since a moment, are told from others.
select name, tag from pulled_files where kind = %(kind)s and source = %(source)s
union all
select name, tag from refused_files where kind = %(kind)s and source = %(source)s and refused_at > %(since)s
order by 1, 2;

-- name: note_refused_file
-- Note that this edition of a file cannot be read.
insert into refused_files (kind, source, name, tag, refused_at)
values (%(kind)s, %(source)s, %(name)s, %(tag)s, %(at)s)
on conflict (kind, source, name) do update set tag = excluded.tag, refused_at = excluded.refused_at;

-- name: forget_refused_file
-- A later edition of a file was taken.
delete from refused_files where kind = %(kind)s and source = %(source)s and name = %(name)s;

-- name: pulled_page
-- Files of an organisation of some kinds, newest first, after a place where one is told.
select id, kind, source, name, organisation, tag, came_at, body from pulled_files
where organisation = %(organisation)s and kind = any(%(kinds)s)
  and (%(before)s::timestamptz is null or (came_at, id) < (%(before)s, %(before_id)s))
order by came_at desc, id desc limit %(most)s;

-- name: pulled_file
-- One file of an organisation.
select id, kind, source, name, organisation, tag, came_at, body from pulled_files
where id = %(id)s and organisation = %(organisation)s;

-- name: begin_source
-- A source that was never read begins at the beginning.
insert into pulled_sources (source, etag, modified, busy_until, stopped, detail, kept, refused)
values (%(source)s, '', '', '-infinity', '', '', 0, 0) on conflict do nothing;

-- name: take_source
-- Become the one who reads a source, where nobody does.
update pulled_sources set busy_until = %(until)s where source = %(source)s and busy_until < %(at)s
returning etag, modified;

-- name: end_source
-- Note what came of reading a source; what its list was, where all of it was read.
update pulled_sources set etag = case when %(whole)s then %(etag)s else etag end,
    modified = case when %(whole)s then %(modified)s else modified end, busy_until = '-infinity', ended_at = %(at)s,
    stopped = %(stopped)s, detail = %(detail)s, kept = %(kept)s, refused = %(refused)s where source = %(source)s;

-- name: sources
-- How sources stand.
select source, ended_at, stopped, detail, kept, refused from pulled_sources order by source;
