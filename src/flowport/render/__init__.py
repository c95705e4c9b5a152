"""Flows as pictures and text."""
