-- What somebody who may write to our database could try; each is a test of its own, told by its sentence.

-- name: account_role
-- another role
update accounts set role = 'controller' where id = %(victim)s;

-- name: account_state
-- another state
update accounts set state = 'registered' where id = %(victim)s;

-- name: account_body
-- another body
update accounts set body_bin = '210987654321' where id = %(victim)s;

-- name: account_failures
-- another count of wrong codes
update accounts set failed_codes = failed_codes + 1 where id = %(victim)s;

-- name: account_consent
-- an older consent
update accounts set consent_signed_at = consent_signed_at - interval '1 day', consent_version = 'v0'
where id = %(victim)s;

-- name: account_version
-- another version
update accounts set version = version + 1 where id = %(victim)s;

-- name: account_mark_of_another
-- the mark of another
update accounts a set bound = b.bound from accounts b where a.id = %(victim)s and b.id = %(thief)s;

-- name: account_mark_without_key
-- a mark made without the key
update accounts set bound = sha256(bound) where id = %(victim)s;

-- name: account_person
-- the sealed person of another
update accounts a set person = b.person from accounts b where a.id = %(victim)s and b.id = %(thief)s;

-- name: account_whole
-- all of another but the id
create temporary table held on commit drop as select * from accounts where id = %(thief)s;
delete from accounts where id = %(thief)s;
update accounts a
set iin_index = h.iin_index, person = h.person, role = h.role, body_bin = h.body_bin, state = h.state,
    consent_version = h.consent_version, consent_signed_at = h.consent_signed_at, version = h.version, bound = h.bound
from held h where a.id = %(victim)s;

-- name: account_indexes_exchanged
-- two accounts found under each other's IIN
create temporary table held on commit drop as select id, iin_index from accounts;
update accounts set iin_index = sha256(iin_index);
update accounts a set iin_index = h.iin_index from held h where a.id <> h.id;

-- name: request_account
-- handed to another officer
update requests set account = %(thief)s where id = %(asked)s;

-- name: request_material
-- put under another material
update requests set material = gen_random_uuid() where id = %(asked)s;

-- name: request_day
-- accepted on another day
update requests set accepted_at = accepted_at - interval '1 day' where id = %(asked)s;

-- name: request_edition
-- judged by another edition
update requests set edition = 'SIO-2020' where id = %(asked)s;

-- name: request_leaf
-- another leaf
update requests set leaf = sha256(leaf) where id = %(asked)s;

-- name: request_record
-- the sealed record of another
update requests a set record = b.record from requests b where a.id = %(asked)s and b.id = %(other)s;

-- name: request_question_of_another
-- a question of another request
delete from questions where request = %(asked)s and resource = 1;
update questions set request = %(asked)s where request = %(other)s and resource = 1;

-- name: request_question_to_another_register
-- a question to another register
update questions set resource = 5 where request = %(asked)s and resource = 1;

-- name: request_question_less
-- one question less
delete from questions where request = %(asked)s and resource = 1;

-- name: request_question_more
-- one question more
insert into questions (exchange_id, request, resource, state, asked_at)
select id, id, 5, 'waiting', accepted_at from requests where id = %(asked)s;

-- name: request_hit_hidden
-- a hit said to be none
update questions set state = 'no_record', records = 0 where request = %(asked)s and resource = 1;

-- name: request_records
-- more records than came
update questions set records = 7 where request = %(asked)s and resource = 1;

-- name: request_note
-- another note
update questions set note = 'refused_by_owner' where request = %(asked)s and resource = 3;

-- name: request_hour
-- settled at another hour
update questions set settled_at = settled_at + interval '1 hour' where request = %(asked)s;

-- name: request_question_without_mark
-- settled without a mark
update questions set bound = null where request = %(asked)s and resource = 1;

-- name: request_question_waiting_again
-- waiting again, with what it came to
update questions set bound = null, state = 'waiting' where request = %(asked)s;

-- name: request_mark_of_another
-- the mark of another question, with all that it says
update questions a
set bound = b.bound, state = b.state, records = b.records, note = b.note, asked_at = b.asked_at,
    settled_at = b.settled_at, leaf = b.leaf
from questions b where a.request = %(asked)s and b.request = a.request and a.resource = 1 and b.resource = 3;

-- name: answer_of_another_request
-- the answer of another request, with its key
create temporary table held on commit drop as
select q.request, q.resource, a.received_at, a.data, k.wrapped
from questions q join answers a using (exchange_id) join answer_keys k using (exchange_id);
update answers a set data = h.data, received_at = h.received_at from questions q, held h
where a.exchange_id = q.exchange_id and q.request = %(asked)s and h.request = %(other)s and h.resource = q.resource;
update answer_keys k set wrapped = h.wrapped from questions q, held h
where k.exchange_id = q.exchange_id and q.request = %(asked)s and h.request = %(other)s and h.resource = q.resource;

-- name: answers_exchanged
-- the answers of two registers exchanged, with their keys
create temporary table held on commit drop as
select q.request, q.resource, a.received_at, a.data, k.wrapped
from questions q join answers a using (exchange_id) join answer_keys k using (exchange_id);
update answers a set data = h.data, received_at = h.received_at from questions q, held h
where a.exchange_id = q.exchange_id and q.request = %(asked)s and h.request = q.request and h.resource <> q.resource;
update answer_keys k set wrapped = h.wrapped from questions q, held h
where k.exchange_id = q.exchange_id and q.request = %(asked)s and h.request = q.request and h.resource <> q.resource;

-- name: answer_hour
-- come at another hour
update answers set received_at = received_at + interval '1 hour';

-- name: answer_cut
-- cut
update answers set data = substr(data, 1, length(data) - 1);

-- name: answer_gone
-- taken away
delete from answers a using questions q
where q.exchange_id = a.exchange_id and q.request = %(asked)s and q.resource = 1;

-- name: answer_key_gone
-- their keys taken away
delete from answer_keys;

-- name: material_opened
-- a closed task said to be open
update materials set closed_at = null where id = %(closed)s;

-- name: material_opened_and_its_paper_hidden
-- a closed task said to be open, its paper no longer the latest
update materials set closed_at = null where id = %(closed)s;
update papers set latest = false where id = %(closed)s;

-- name: material_opened_and_its_paper_called_another
-- a closed task said to be open, its paper called another kind
update materials set closed_at = null where id = %(closed)s;
update papers set kind = 'copy' where id = %(closed)s;

-- name: work_stopped_by_closing
-- an open task said to be closed
update materials set closed_at = now() where id = %(open)s;

-- name: work_stopped_by_destroying
-- an open task said to be destroyed
update materials set destroyed_at = now() where id = %(open)s;

-- name: work_stopped_by_a_paper
-- an open task with the paper of another
insert into papers (id, version, kind, state, at, due_at, data, latest)
select %(open)s, version, kind, state, at, due_at, data, latest from papers where id = %(closed)s;
