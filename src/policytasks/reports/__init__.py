"""Reports 报告: what people read about notices and ledgers."""
