//! `cruddur serve`.

mod browser;
