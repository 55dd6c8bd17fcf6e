-- Nodes of other states as they are known here, one's own among them: the sealed record with every column beside.
create table interstate_peers (
    node text primary key,
    state text not null,
    certificate bytea not null,
    record bytea not null
);
create unique index interstate_peers_by_certificate on interstate_peers (certificate) where state <> 'revoked';

-- The line to each peer: how far both directions are, and when the next message is tried.
create table interstate_lines (
    peer text primary key references interstate_peers (node),
    sent bigint not null,
    sent_last bytea not null,
    taken bigint not null,
    taken_last bytea not null,
    tries integer not null,
    next_at timestamptz not null,
    why text not null
);

-- Messages of both directions, each sealed with its row; a body is kept only as long as it is needed.
create table interstate_messages (
    peer text not null references interstate_peers (node),
    direction text not null,
    number bigint not null,
    state text not null,
    at timestamptz not null,
    record bytea not null,
    body bytea,
    primary key (peer, direction, number)
);
alter table interstate_messages alter column body set storage external;
create index interstate_messages_open on interstate_messages (peer, direction, number) where state in ('pending', 'waiting');

-- Evidence that a peer signed two histories: both envelopes with their signatures, sealed.
create table interstate_forks (
    id bigint generated always as identity primary key,
    peer text not null references interstate_peers (node),
    at timestamptz not null,
    record bytea not null
);

-- Blind questions of both sides, by the day that their budget is counted on.
create table interstate_blind (
    number uuid not null,
    side text not null,
    peer text not null references interstate_peers (node),
    day date not null,
    state text not null,
    at timestamptz not null,
    record bytea not null,
    primary key (side, peer, number)
);
create index interstate_blind_open on interstate_blind (side, at) where state in ('committed', 'came');
create index interstate_blind_by_day on interstate_blind (side, peer, day);
