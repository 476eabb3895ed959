"""The benchmark's driver: it runs Lofting and its peers in turn and writes down how they compare. Standard library only."""
