//! Chart forms, one a file.
