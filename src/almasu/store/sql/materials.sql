-- name: lock_material
-- No request or answer enters the material until this transaction ends.
select id from materials where id = %(id)s for update;

-- name: material
-- One material, with each version of its task's paper: a row for each, one with nothing of a paper where there is none.
select m.id, m.body_bin, m.opened_at, m.closed_at, m.destroyed_at,
    p.id, p.version, p.kind, p.state, p.at, p.due_at, p.data
from materials m left join papers p on p.id = m.id where m.id = %(id)s order by p.version;

-- name: some_materials
-- Some materials, each with the versions of its task's paper.
select m.id, m.body_bin, m.opened_at, m.closed_at, m.destroyed_at,
    p.id, p.version, p.kind, p.state, p.at, p.due_at, p.data
from materials m left join papers p on p.id = m.id where m.id = any(%(ids)s::uuid[]) order by m.id, p.version;

-- name: materials_of_account
-- The materials in which an account has requests, the latest opened first; their papers say when a task was closed.
select m.id, m.body_bin, m.opened_at,
    coalesce(m.closed_at, (select p.at from papers p where p.id = m.id and p.version = 1)),
    coalesce(m.destroyed_at, (select p.at from papers p where p.id = m.id and p.version = 2))
from materials m
where exists (select from requests r where r.material = m.id and r.account = %(account)s)
order by opened_at desc, id limit %(most)s;

-- name: has_part_in
-- A request of an account in a material.
select id from requests where material = %(material)s and account = %(account)s limit 1;

-- name: close_material
-- No further request enters the material.
update materials set closed_at = %(at)s where id = %(id)s and closed_at is null;

-- name: condemn_material
-- What the material holds is hidden from now on.
update materials set destroyed_at = %(at)s where id = %(id)s and destroyed_at is null;

-- name: held
-- How many answers a material holds alone, and how many further ones other living materials hold too.
with held as (
    select k.exchange_id from requests r join questions q on q.request = r.id
    join answer_keys k on k.exchange_id = q.exchange_id and k.material = r.material where r.material = %(material)s
    union
    select exchange_id from answer_keys where material = %(material)s and joined_at is not null
), judged as (
    select exists (
        select from answer_keys k join materials m on m.id = k.material
        where k.exchange_id = held.exchange_id and k.material <> %(material)s and m.destroyed_at is null
    ) as elsewhere
    from held
)
select count(*) filter (where not elsewhere), count(*) filter (where elsewhere) from judged;

-- name: holders
-- The materials that hold answers of a request.
select distinct k.material from questions q join answer_keys k using (exchange_id)
where q.request = %(request)s order by k.material;

-- name: keys_held
-- The wrapped keys of some answers that a material holds.
select exchange_id, wrapped from answer_keys
where exchange_id = any(%(exchanges)s) and material = %(material)s order by exchange_id;

-- name: join_answers
-- A further material holds answers from now on.
insert into answer_keys (exchange_id, material, wrapped, joined_at)
select exchange_id, %(material)s, wrapped, %(at)s
from unnest(%(exchanges)s::uuid[], %(wrapped)s::bytea[]) as t (exchange_id, wrapped)
on conflict do nothing;

-- name: shred
-- Forget the keys a material held, and the answers that no material holds any more.
with held as (
    select k.exchange_id from requests r join questions q on q.request = r.id
    join answer_keys k on k.exchange_id = q.exchange_id and k.material = r.material where r.material = %(material)s
    union
    select exchange_id from answer_keys where material = %(material)s and joined_at is not null
), forgotten as (
    delete from answer_keys k using held where k.exchange_id = held.exchange_id and k.material = %(material)s
    returning k.exchange_id
)
delete from answers a using forgotten f
where a.exchange_id = f.exchange_id and not exists (
    select from answer_keys k where k.exchange_id = f.exchange_id and k.material <> %(material)s
);

-- name: materials_set_back
-- Materials that are gone or stand otherwise than the leaves about their tasks say: 1 closed, 2 destroyed, 0 neither.
with told as (
    select convert_from(substr(entry, 17, 36), 'UTF8')::uuid as material,
        max(case convert_from(entry, 'UTF8')::jsonb ->> 'kind' when 'task_closed' then 1 else 2 end) as told
    from (
        select entry from journal_entries
        where substr(entry, 1, 16) = '{"about":"paper:'::bytea and position('"paper_version"'::bytea in entry) > 0
          and log = %(log)s
        union all
        select entry from journal_waiting
        where substr(entry, 1, 16) = '{"about":"paper:'::bytea and position('"paper_version"'::bytea in entry) > 0
          and log = %(log)s
    ) as leaves
    where convert_from(entry, 'UTF8')::jsonb ->> 'kind' in ('task_closed', 'destruction_signed', 'material_destroyed')
    group by 1
), kept as (
    select id as material, case when destroyed_at is not null then 2 when closed_at is not null then 1 else 0 end as kept
    from materials
)
select coalesce(told.material, kept.material), coalesce(kept.kept, 0), coalesce(told.told, 0)
from told full join kept using (material)
where coalesce(kept.kept, 0) <> coalesce(told.told, 0)
order by 1;
