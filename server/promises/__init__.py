"""Promises: how one stands, by what happened to it."""
