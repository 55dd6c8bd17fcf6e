"""The circuit breakers of all registers in one process, with word of each change to whoever keeps the journal."""

from __future__ import annotations

from collections.abc import Callable

from almasu.kernel.exchange.circuit import Breaker, Circuit, State, answered, failed, let_through

Told = Callable[[int, State, int], None]


class Circuits:
    """Circuits by resource number. `told(number, state, failures)` hears each change of state as it happens."""

    def __init__(self, breaker: Breaker, told: Told) -> None:
        self._breaker = breaker
        self._told = told
        self._circuits: dict[int, Circuit] = {}

    def let_through(self, number: int, at: float) -> bool:
        """Tell whether the register may be asked now; `at` is seconds of a monotonic clock."""
        allowed, circuit = let_through(self.of(number), self._breaker, at)
        self._keep(number, circuit)
        return allowed

    def answered(self, number: int) -> None:
        """Take note that the register answered, whatever it said."""
        self._keep(number, answered(self.of(number)))

    def failed(self, number: int, at: float) -> None:
        """Take note that the register was silent."""
        self._keep(number, failed(self.of(number), self._breaker, at))

    def of(self, number: int) -> Circuit:
        """Return the circuit of one register."""
        return self._circuits.get(number, Circuit())

    def _keep(self, number: int, circuit: Circuit) -> None:
        before = self.of(number)
        self._circuits[number] = circuit
        if circuit.state is not before.state:
            self._told(number, circuit.state, circuit.failures)
