"""Names of people in Kazakh, Russian and Latin spellings: how they sound, which parts they have, how alike two are.

Written from the rules of the alphabets, not from anybody's tables. `match.match` compares two written names;
`keys.keys` are the forms under which a register indexes one word; thresholds stand in `match`.
"""
