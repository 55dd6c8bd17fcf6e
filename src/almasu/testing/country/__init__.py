"""One made-up country behind all 52 registers: nobody in it lives, every number in it is well formed."""
