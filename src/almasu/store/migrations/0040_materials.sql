-- A task is closed with its report before its material is destroyed; both find the requests of a material.
alter table materials add column closed_at timestamptz;
create index requests_by_material on requests (material, accepted_at);

-- An answer may be held by further materials than that of its request. Only those holders are looked for by material.
alter table answer_keys add column joined_at timestamptz;
create index answer_keys_joined on answer_keys (material) where joined_at is not null;
