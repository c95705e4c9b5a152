"""Documents damaged at random, and what is done with them: never a stack trace.

``python -m fuzz --steps 1000000`` (from ``benchmarks/``) runs it; the tests do a small, seeded
part of the same.
"""
