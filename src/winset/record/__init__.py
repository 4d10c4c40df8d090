"""The record: sources as received, the statements found in them, and the ledger that keeps both."""
