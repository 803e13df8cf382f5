"""Signing in by an OpenID provider (OIDC): it says who someone is, and opens nothing that was written."""
