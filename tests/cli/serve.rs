//! `cruddur serve`: the message API, and the page.

mod browser;
mod limits;
mod origins;
mod reading;
mod running;
mod tokens;
mod writing;

pub use running::Running;
