-- The schema as the database itself tells it, in words that are the same on every version from 15 on.

-- name: tables
-- Lists tables with what they depend on, without partitions, which are made as months go by.
select relation.oid::bigint, relation.relname::text, pg_get_partkeydef(relation.oid), relation.relpersistence::text,
    array_to_string(relation.reloptions, ', ')
from pg_class as relation
where relation.relnamespace = current_schema()::regnamespace
    and relation.relkind in ('r', 'p') and not relation.relispartition
order by relation.relname

-- name: columns
-- Lists the columns of a table with type, whether empty is allowed, and what fills them.
select attribute.attname::text, format_type(attribute.atttypid, attribute.atttypmod), attribute.attnotnull,
    attribute.attidentity::text, attribute.attgenerated::text, pg_get_expr(filling.adbin, filling.adrelid)
from pg_attribute as attribute
left join pg_attrdef as filling on filling.adrelid = attribute.attrelid and filling.adnum = attribute.attnum
where attribute.attrelid = %(table)s::bigint::oid and attribute.attnum > 0 and not attribute.attisdropped
order by attribute.attnum

-- name: constraints
-- Lists the constraints of a table; "not null" is told with the column, since only newer versions list it here.
select conname::text, pg_get_constraintdef(oid)
from pg_constraint
where conrelid = %(table)s::bigint::oid and contype in ('p', 'u', 'f', 'c', 'x')
order by conname

-- name: indexes
-- Lists the indexes of a table that no constraint brought.
select pg_get_indexdef(indexes.indexrelid)
from pg_index as indexes
where indexes.indrelid = %(table)s::bigint::oid
    and not exists (select 1 from pg_constraint where pg_constraint.conindid = indexes.indexrelid)
order by 1

-- name: triggers
-- Lists the triggers of a table.
select pg_get_triggerdef(oid)
from pg_trigger
where tgrelid = %(table)s::bigint::oid and not tgisinternal
order by tgname

-- name: routines
-- Lists functions and procedures with their bodies.
select pg_get_functiondef(oid)
from pg_proc
where pronamespace = current_schema()::regnamespace and prokind in ('f', 'p')
order by proname, oid

-- name: views
-- Lists views with what they select.
select relname::text, pg_get_viewdef(oid, true)
from pg_class
where relnamespace = current_schema()::regnamespace and relkind in ('v', 'm')
order by relname

-- name: sequences
-- Lists the sequences that belong to no column.
select relname::text
from pg_class
where relnamespace = current_schema()::regnamespace and relkind = 'S'
    and not exists (select 1 from pg_depend where objid = pg_class.oid and deptype in ('i', 'a'))
order by relname
