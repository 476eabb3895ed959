// The system's zlib (zlib1g-dev); Datasets/Gzip.swift is the only file that sees it.
#include <zlib.h>
