//! Link schemes.
