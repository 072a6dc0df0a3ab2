"""One module a command: `arguments` declares its options, `run` does it and returns the exit code."""
