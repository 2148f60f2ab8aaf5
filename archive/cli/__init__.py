"""The command line: options, clock, environment, printing. One file for each command."""
