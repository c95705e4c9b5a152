"""From the legacy export format to the flow language, with a note for all that is not exact."""
