\set r random(1, 9000000000000000000)
with act as (insert into bench_acts (actor, body) values ('account:0001', decode(repeat('ab', 300), 'hex')))
insert into journal_waiting (log, commitment, entry) values ('main', sha256(int8send(:r)), int8send(:r) || decode(repeat('cd', 340), 'hex'));
