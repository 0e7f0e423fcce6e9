"""Alignment and facts → changes: what became of each clause, each target, each unit's task, each word."""
