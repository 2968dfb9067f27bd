"""Patching 就地修改: an xlsx file changed in place, part by part and cell by cell; knows nothing of ledgers."""
