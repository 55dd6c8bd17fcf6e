-- What of a collection is visible down to a degree and wanted of versions: the one place that says it. A function of
-- one statement, so that the planner reads it as if it stood where it is called.
create function wanted_versions(
    of_collection uuid, down_to smallint, every boolean, those timestamptz[], the_last boolean, the_first boolean
) returns setof collection_objects language sql stable as $$
    select o.* from collection_objects o
    where o.collection = of_collection and o.secrecy >= down_to
      and (every or o.version = any(those)
        or (the_last and o.standing > 0 and (o.standing = 2 or not exists (
            select 1 from collection_objects n where n.collection = o.collection and n.object = o.object
              and n.version > o.version and n.secrecy >= down_to)))
        or (the_first and not exists (
            select 1 from collection_objects n where n.collection = o.collection and n.object = o.object
              and n.version < o.version and n.secrecy >= down_to)))
$$;
