"""Merging 三方合并: the steps of `policytasks.ledger.merge.merge_ledgers`."""
