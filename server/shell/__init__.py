"""The built app: its pages, hashed assets, icons, manifest and service worker."""
