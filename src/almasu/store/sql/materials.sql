-- name: material
-- One material.
select id, body_bin, opened_at, closed_at, destroyed_at from materials where id = %(id)s;

-- name: material_to_change
-- One material, locked: no request or answer enters it until this transaction ends.
select id, body_bin, opened_at, closed_at, destroyed_at from materials where id = %(id)s for update;

-- name: materials_of_account
-- The materials in which an account has requests, the latest opened first.
select id, body_bin, opened_at, closed_at, destroyed_at from materials m
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
