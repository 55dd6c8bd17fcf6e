-- Deliveries of feeds: what a body gave of a set in one file, sealed with where its reading stands.
create table provision_deliveries (
    id uuid primary key,
    body text not null,
    data_set text not null,
    number integer not null,
    state text not null,
    at timestamptz not null,
    record bytea not null,
    unique (body, data_set, number)
);
create index provision_deliveries_to_read on provision_deliveries (at) where state in ('taking', 'reading');
create index provision_deliveries_by_body on provision_deliveries (body, at desc, id desc);
create index provision_deliveries_by_moment on provision_deliveries (at desc, id desc);

-- The rows of a delivery, a block at a time, sealed under the key of the delivery; the keyed hashes of their keys.
create table provision_segments (
    delivery uuid not null references provision_deliveries (id),
    number integer not null,
    rows integer not null,
    data bytea not null,
    keys bytea not null,
    primary key (delivery, number)
);

-- What was rejected of a block: line, field and reason, never a value.
create table provision_rejections (
    delivery uuid not null references provision_deliveries (id),
    number integer not null,
    told bytea not null,
    primary key (delivery, number)
);

-- Where the rows of a key are in a delivery that is done: keyed hashes in order, parted into buckets.
create table provision_keys (
    delivery uuid not null references provision_deliveries (id),
    field text not null,
    bucket integer not null,
    entries bytea not null,
    primary key (delivery, field, bucket)
);
