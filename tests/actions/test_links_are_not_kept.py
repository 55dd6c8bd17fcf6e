"""Almasu is an exchange, no shadow register: of links it keeps the sealed answer under its material, nothing else."""

from __future__ import annotations

from psycopg import sql

from actions.conftest import OFFICER, SUBJECT, World, form
from almasu.actions import compose_request, submit_request, view_request
from almasu.kernel.answers import Records

RELATIVE, BEYOND = "870412300416", "010101500013"
LINK = {"subject_id": SUBJECT, "object_id": RELATIVE, "edge_type": "spouse_of", "source_resource_no": 22}
PATH = {"subject_id": SUBJECT, "via_id": RELATIVE, "object_id": BEYOND, "path_edge_types": "spouse_of > director_of"}
GRAPH_WORDS = ("edge", "link", "relation", "degree", "graph")


async def everything_in(world: World) -> str:
    """Every row of every table of the node's database, as text; binary columns in hexadecimal."""
    held: list[str] = []
    async with world.database.connection() as connection:
        named = (
            "select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"
        )
        for schema, table in await (await connection.execute(named)).fetchall():
            rows = sql.SQL("select held::text from {} as held").format(sql.Identifier(schema, table))
            held += [f"{schema}.{table} {row}" for (row,) in await (await connection.execute(rows)).fetchall()]
    return "\n".join(held)


async def test_links_are_kept_sealed_in_their_answer_and_nowhere_else(world: World) -> None:
    await world.account()
    token = await world.working()
    world.registers[50].reply = Records((LINK,), f'{{"raw": "{RELATIVE}"}}'.encode())
    world.registers[51].reply = Records((PATH,), f'{{"raw": "{BEYOND}"}}'.encode())
    act = await compose_request.prepare_request(world.node, token, form(resources=(50, 51)), world.clock())
    cms = f"signed {OFFICER} {act.id}".encode()
    accepted = await submit_request.submit_request(world.node, token, act.id, cms, world.clock())
    world.carrying_out.start(accepted)
    await world.carrying_out.settled_within(accepted.request.id, 10)

    opened = await view_request.open_answers(world.node, token, accepted.request.id, world.clock())
    assert [answer.reply.records for answer in opened.answers if isinstance(answer.reply, Records)] == [
        (LINK,),
        (PATH,),
    ]
    assert opened.request.draft.task == "2026/114-ТМ"
    held = await everything_in(world)
    for third in (RELATIVE, BEYOND):
        assert third not in held
        assert third.encode().hex() not in held
    assert str(accepted.request.id) in held


async def test_the_nodes_database_has_no_place_for_a_graph(world: World) -> None:
    async with world.database.connection() as connection:
        named = "select table_name || ' ' || column_name from information_schema.columns where table_schema = 'public'"
        columns = [name for (name,) in await (await connection.execute(named)).fetchall()]
    assert columns
    assert [name for name in columns if any(word in name.split("_") + name.split() for word in GRAPH_WORDS)] == []
