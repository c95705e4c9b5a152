"""Documents, requests, plans and journals damaged at random: never a stack trace, nothing lost.

``python -m fuzz --steps 1000000`` (from ``benchmarks/``) runs it; the tests do a small, seeded
part of the same.
"""
