"""What a notice says, as frozen values: no files, no serialisation, no rules."""
