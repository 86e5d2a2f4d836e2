"""The register over HTTP, in the same server as the pages."""
