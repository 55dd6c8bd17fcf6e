-- name: take_latest
-- The version before is the latest no longer; no row where it is not the latest.
update papers set latest = false where id = %(id)s and version = %(before)s and latest;

-- name: keep_paper
-- Keep a version of a paper; a second one of the same number is not kept.
insert into papers (id, version, kind, state, at, due_at, data, latest)
values (%(id)s, %(version)s, %(kind)s, %(state)s, %(at)s, %(due_at)s, %(data)s, true)
on conflict do nothing;

-- name: keep_paper_keys
-- Keep what a paper is found by.
insert into paper_keys (paper, value) select %(id)s, unnest(%(values)s::bytea[]) on conflict do nothing;

-- name: paper
-- The latest version of a paper.
select id, version, kind, state, at, due_at, data from papers where id = %(id)s and kind = %(kind)s and latest;

-- name: paper_to_change
-- The latest version of a paper, locked until this transaction ends.
select id, version, kind, state, at, due_at, data from papers
where id = %(id)s and kind = %(kind)s and latest for update;

-- name: versions
-- Every version of a paper, the first one first.
select id, version, kind, state, at, due_at, data from papers where id = %(id)s order by version;

-- name: papers_in_states
-- The latest versions of papers of a kind that are in one of some states, newest first; after a place where one is told.
select id, version, kind, state, at, due_at, data from papers
where latest and kind = %(kind)s and state = any(%(states)s)
  and (at, id) < (%(before_at)s::timestamptz, %(before_id)s::uuid)
order by at desc, id desc limit %(most)s;

-- name: papers_with_key
-- The latest versions of papers of a kind that are found by a value, newest first; after a place where one is told.
select p.id, p.version, p.kind, p.state, p.at, p.due_at, p.data
from paper_keys k join papers p on p.id = k.paper
where k.value = %(value)s and p.latest and p.kind = %(kind)s
  and (p.at, p.id) < (%(before_at)s::timestamptz, %(before_id)s::uuid)
  and (%(states)s::text[] is null or p.state = any(%(states)s::text[]))
order by p.at desc, p.id desc limit %(most)s;

-- name: tally_with_key
-- How many papers of a kind are found by a value, of some states where told.
select count(*) from paper_keys k join papers p on p.id = k.paper
where k.value = %(value)s and p.latest and p.kind = %(kind)s
  and (%(states)s::text[] is null or p.state = any(%(states)s::text[]));

-- name: papers_due
-- The latest versions of papers of a kind whose clock has run out, the most overdue first; after a place if told.
select id, version, kind, state, at, due_at, data from papers
where latest and kind = %(kind)s and due_at <= %(at)s and (%(states)s::text[] is null or state = any(%(states)s::text[]))
  and (%(after_at)s::timestamptz is null or (due_at, id) > (%(after_at)s, %(after_id)s::uuid))
order by due_at, id limit %(most)s;

-- name: papers_set_back
-- Papers that are gone or older than a leaf about them, and those whose leaves tell one version twice.
with told as (
    select convert_from(substr(entry, 17, 36), 'UTF8')::uuid as paper, position,
        (convert_from(entry, 'UTF8')::jsonb -> 'says' ->> 'paper_version')::integer as version
    from journal_entries
    where substr(entry, 1, 16) = '{"about":"paper:'::bytea and position('"paper_version"'::bytea in entry) > 0
      and log = %(log)s
), versions as (
    select paper, version, lag(version) over (partition by paper order by position) as before from told
)
select versions.paper, coalesce(max(papers.version), 0), max(versions.version)
from versions left join papers on papers.id = versions.paper and papers.latest
group by versions.paper
having coalesce(max(papers.version), 0) < max(versions.version) or bool_or(versions.version <= versions.before)
order by versions.paper;

-- name: keep_signed_act
-- Keep the evidence of a signed act.
insert into signed_acts (id, account, purpose, at, evidence, material, wrapped)
values (%(id)s, %(account)s, %(purpose)s, %(at)s, %(evidence)s, %(material)s, %(wrapped)s);

-- name: signed_act
-- Who signed an act, what for and when, with the sealed evidence and the material that it is sealed for, if any.
select account, purpose, at, evidence, material, wrapped from signed_acts where id = %(id)s;
