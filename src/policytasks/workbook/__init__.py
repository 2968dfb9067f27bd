"""Workbook: a ledger as an Excel file, and back; one column table drives the writer and the reader."""
