-- name: peer
-- A node as it is known here.
select node, state, certificate, record from interstate_peers where node = %(node)s;

-- name: peers
-- Every node that is known here.
select node, state, certificate, record from interstate_peers order by node;

-- name: peer_of_certificate
-- The peer that shows a TLS certificate and was not revoked.
select node, state, certificate, record from interstate_peers
where certificate = %(certificate)s and state <> 'revoked';

-- name: keep_peer
-- Keep a node as it is known now.
insert into interstate_peers (node, state, certificate, record)
values (%(node)s, %(state)s, %(certificate)s, %(record)s)
on conflict (node) do update
set state = excluded.state, certificate = excluded.certificate, record = excluded.record;

-- name: begin_line
-- A line to a new peer begins with nothing sent and nothing taken.
insert into interstate_lines (peer, sent, sent_last, taken, taken_last, tries, next_at, why)
values (%(peer)s, 0, %(first)s, 0, %(first)s, 0, %(at)s, '') on conflict (peer) do nothing;

-- name: line
-- The line to a peer, locked until this transaction ends.
select peer, sent, sent_last, taken, taken_last, tries, next_at, why
from interstate_lines where peer = %(peer)s for update;

-- name: lines
-- Every line.
select peer, sent, sent_last, taken, taken_last, tries, next_at, why from interstate_lines order by peer;

-- name: move_line
-- Keep where a line stands now.
update interstate_lines
set sent = %(sent)s, sent_last = %(sent_last)s, taken = %(taken)s, taken_last = %(taken_last)s,
    tries = %(tries)s, next_at = %(next_at)s, why = %(why)s
where peer = %(peer)s;

-- name: due
-- Peers whose line is due and has a message without a receipt, the one that is due longest first.
select peer from interstate_lines as line
where next_at <= %(at)s and exists (
    select from interstate_messages as message
    where message.peer = line.peer and direction = 'out' and state = 'pending'
)
order by next_at limit %(most)s;

-- name: keep_message
-- Keep a message, or how it stands now.
insert into interstate_messages (peer, direction, number, state, at, record, body)
values (%(peer)s, %(direction)s, %(number)s, %(state)s, %(at)s, %(record)s, %(body)b)
on conflict (peer, direction, number) do update
set state = excluded.state, at = excluded.at, record = excluded.record, body = excluded.body;

-- name: message
-- A message of a line by its number.
select peer, direction, number, state, at, record from interstate_messages
where peer = %(peer)s and direction = %(direction)s and number = %(number)s;

-- name: body
-- The sealed body of a message.
select body from interstate_messages
where peer = %(peer)s and direction = %(direction)s and number = %(number)s;

-- name: in_state
-- Messages of a line that wait, in their order, behind a number.
select peer, direction, number, state, at, record from interstate_messages
where peer = %(peer)s and direction = %(direction)s and state = %(state)s and number > %(after)s
order by number limit %(most)s;

-- name: messages
-- Messages of a line in their order, behind a number.
select peer, direction, number, state, at, record from interstate_messages
where peer = %(peer)s and direction = %(direction)s and number > %(after)s order by number limit %(most)s;

-- name: waiting_bytes
-- How many bytes of a peer wait for a message that is missing.
select coalesce(sum(octet_length(body)), 0)::bigint from interstate_messages
where peer = %(peer)s and direction = 'in' and state = 'waiting';

-- name: pending
-- How many messages to a peer have no receipt, and since when the oldest.
select count(*), min(at) from interstate_messages
where peer = %(peer)s and direction = 'out' and state = 'pending';

-- name: keep_evidence
-- Keep evidence that a node told two histories; the same once.
insert into interstate_forks (number, peer, at, file) values (%(number)s, %(peer)s, %(at)s, %(file)s)
on conflict (number) do nothing;

-- name: evidence
-- The evidence of two histories, the latest first.
select number, peer, at, file, record from interstate_forks order by id desc limit %(most)s;

-- name: evidence_of_number
-- One piece of evidence of two histories.
select number, peer, at, file, record from interstate_forks where number = %(number)s;

-- name: keep_blind
-- Keep a blind question of one side, or how it stands now.
insert into interstate_blind (number, side, peer, day, state, at, record)
values (%(number)s, %(side)s, %(peer)s, %(day)s, %(state)s, %(at)s, %(record)s)
on conflict (side, peer, number) do update set state = excluded.state, record = excluded.record;

-- name: blind_held
-- A blind question of a peer by its number, locked until this transaction ends.
select number, side, peer, day, state, at, record from interstate_blind
where side = 'held' and peer = %(peer)s and number = %(number)s for update;

-- name: blind_on_day
-- The blind questions of a peer that count for the budget of a day.
select number, side, peer, day, state, at, record from interstate_blind
where side = 'held' and peer = %(peer)s and day = %(day)s order by at for update;

-- name: blind_to_answer
-- Blind questions that were committed to and have no answer yet.
select number, side, peer, day, state, at, record from interstate_blind
where side = 'held' and state = 'committed' order by at limit %(most)s;

-- name: blind_asked
-- A blind question that was asked from here, locked until this transaction ends.
select number, side, peer, day, state, at, record from interstate_blind
where side = 'asked' and number = %(number)s for update;

-- name: blind_to_read
-- Blind questions whose answers came and were not read yet.
select number, side, peer, day, state, at, record from interstate_blind
where side = 'asked' and state = 'came' order by at limit %(most)s;

-- name: blind_sent
-- Blind questions to a peer that have no answer yet, the oldest first.
select number, side, peer, day, state, at, record from interstate_blind
where side = 'asked' and state = 'sent' and peer = %(peer)s order by at limit %(most)s;

-- name: blind_to_forget
-- Blind questions asked until a moment that still hold subjects or leads, the oldest first, behind a place.
select number, side, peer, day, state, at, record from interstate_blind
where side = 'asked' and state in ('sent', 'read') and at <= %(until)s and (at, number) > (%(at)s, %(number)s)
order by at, number limit %(most)s;
