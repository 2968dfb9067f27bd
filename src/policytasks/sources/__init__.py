"""File → Document of blocks; knows formats, not policy."""
