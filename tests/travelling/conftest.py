"""The packages here are installed by the tests, not collected with labmethods' own."""

collect_ignore_glob = ["labmethods-*"]
