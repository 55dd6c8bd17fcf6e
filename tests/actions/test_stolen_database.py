"""Whoever takes the database away without the vault holds nothing of what was asked or answered."""

from __future__ import annotations

from actions.conftest import OFFICER, SUBJECT, World, form
from actions.test_asking import PERSON, carried_out, submitted
from almasu.kernel.answers import Records


async def test_a_stolen_database_opens_nothing(world: World) -> None:
    await world.account()
    token = await world.working()
    world.registers[1].reply = Records((PERSON,), b"raw bytes of the answer")
    await carried_out(world, await submitted(world, token, resources=(1,)))
    async with world.database.connection() as connection:
        tables = await (
            await connection.execute("select tablename from pg_tables where schemaname = 'public'")
        ).fetchall()
        for (table,) in tables:
            for (kept,) in await (await connection.execute(f'select t::text from "{table}" t')).fetchall():
                for secret in (SUBJECT, OFFICER, "Ахметов", form().task):
                    assert secret not in kept, table
                    assert secret.encode().hex() not in kept, table
