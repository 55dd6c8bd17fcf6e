-- name: ask
-- Ask the owner's function; a row longer than an answer may be is cut, so that no more than that is ever carried.
select answer.exchange_id, answer.digest, left(answer.record::text, %(longest)s)
from {function}(%(kind)s, %(value)s, %(asked)s::jsonb) as answer
limit %(most)s
