-- name: make_schema
-- Everything an owner shows lies in one schema.
create schema exchange

-- name: make_function
-- The owner's answer to a question: refuses a key the register is not searched by, repeats the question's binding.
create function exchange.ask(kind text, value text, asked jsonb)
returns table (exchange_id text, digest text, record jsonb)
language plpgsql stable security definer set search_path = exchange, pg_temp as $$
begin
  if not exists (select 1 from exchange.searched_by as one where one.kind = ask.kind) then
    raise exception using
      errcode = 'insufficient_privilege',
      message = 'This register is not searched by ' || left(ask.kind, 20) || '.',
      detail = 'KEY_NOT_SEARCHABLE';
  end if;
  return query
    select asked ->> 'exchange_id', asked ->> 'digest', to_jsonb(held) - 'asked_by_kind' - 'asked_by_value'
    from exchange.answers as held
    where held.asked_by_kind = ask.kind and held.asked_by_value = ask.value;
end
$$

-- name: make_searched_by
-- Which kinds of key the register is searched by.
create table exchange.searched_by (kind text primary key)

-- name: add_searched_by
-- One kind of key.
insert into exchange.searched_by (kind) values (%(kind)s)

-- name: close_to_all
-- Nobody may use the schema unless told so.
revoke all on schema exchange from public

-- name: close_function
-- Functions are open to all when made.
revoke all on function exchange.ask(text, text, jsonb) from public

-- name: filled_with
-- What the database was filled with, or nothing where it was never finished.
select shobj_description(oid, 'pg_database') from pg_database where datname = %(name)s
